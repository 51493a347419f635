/*
 * The page that a phone shows at the table. It notices how the phone lies, tells the computer that
 * served it and nobody else, and is done when the session is over.
 *
 * It stores nothing but the token: in the address, and for a phone that the computer remembers also
 * in localStorage, with its place while it is at the table. What the phone noticed is kept in memory
 * until the computer has taken it.
 */

const FACE_DOWN = -0.9;
const PICKED_UP = -0.6;
const SENSOR_PATIENCE_MS = 1000; // until the first reading of a phone that has sensors
const SIGNAL_PATIENCE_MS = 5000; // a connection that is back so soon was no trouble
const ANSWER_PATIENCE_MS = 15000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10000; // a computer that woke up may end the session soon
const LONGEST_SILENCE_MS = 12 * 3600000; // a computer that slept through the evening may still wake
const MOST_WORDS = 200; // in one message
const STILL_ON_THEIR_WAY = 100; // words that the page may have told while it was left
const LONGEST_AGO_MS = 172800000; // what the computer still takes
const REASONS = ["needed", "showed", "call", "emergency", "habit"];
const AT_TABLE = ["lay", "up", "thanks"]; // screens with the list of phones
const STORED = "presence-token";
const PLACE = "presence-place";

const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language);

const find = (id) => document.getElementById(id);

/** A text with its places filled in. */
function text(key, values = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A name within a sentence, whichever way each of them is written (UAX 9, isolates). */
const isolated = (name) => `\u2068${name}\u2069`;

/** A length as people say it: "1 h 5 min". */
function length(minutes) {
  if (minutes < 1) return text("under_a_minute");
  const hours = number.format(Math.floor(minutes / 60));
  const rest = number.format(minutes % 60);
  if (minutes < 60) return text("minutes", { count: rest });
  if (minutes % 60 === 0) return text("hours", { count: hours });
  return text("hours_minutes", { hours, minutes: rest });
}
const spent = (seconds) => length(Math.floor(seconds / 60));

/** Milliseconds that pass while the phone sleeps, and do not jump when somebody sets its clock. */
class SteadyClock {
  #value = 0;
  #date = Date.now();
  #ticks = performance.now();
  #slept = false;

  constructor() {
    document.addEventListener("visibilitychange", () => {
      this.now();
      this.#slept = true; // some browsers stop performance.now() in sleep, and only then
    });
  }

  now() {
    const [date, ticks] = [Date.now(), performance.now()];
    const byTicks = ticks - this.#ticks;
    this.#value += this.#slept ? Math.max(byTicks, date - this.#date) : byTicks;
    [this.#date, this.#ticks, this.#slept] = [date, ticks, document.hidden];
    return this.#value;
  }
}

/** Some browsers let no page store anything. */
const storage = (() => { try { return localStorage; } catch { return null; } })();

/** A browser has one place at the table, in which its newest tab sits. */
class Place {
  #tab = `${Math.random()}`;

  constructor(token) {
    this.token = token;
  }

  /** Who sits there, whichever tab it is. */
  get known() {
    const place = JSON.parse(storage?.getItem(PLACE) ?? "{}");
    return place.token === this.token ? place : {};
  }

  get isTaken() { return (this.known.tab ?? this.#tab) !== this.#tab; }

  take(phone, key) {
    storage?.setItem(PLACE, JSON.stringify({ token: this.token, tab: this.#tab, phone, key }));
  }

  leave() {
    if (this.known.tab === this.#tab) storage.removeItem(PLACE);
  }
}

/** How long to wait after so many failures: longer each time, and not all phones at once. */
function pause(failures) {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return wait * (0.75 + Math.random() / 2);
}

/** What the computer answered that is not "yes"; status 0: it did not answer. */
class Refusal extends Error {
  constructor(status, code = "") {
    super(`answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }

  /** Whether the same may be taken a little later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The computer: every message goes to where the page came from, with the token in its header. */
class Computer {
  constructor(token) {
    this.token = token;
  }

  /** Whether it has known this phone as one's own. */
  get isOwn() { return this.token === storage?.getItem(STORED); }

  async post(path, message) {
    let answer;
    try {
      answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${this.token}` },
        body: JSON.stringify(message),
        cache: "no-store",
        keepalive: true, // also when the page is left meanwhile
        signal: AbortSignal.timeout?.(ANSWER_PATIENCE_MS),
      });
    } catch {
      throw new Refusal(0);
    }
    if (!answer.ok) {
      const { error = "" } = await answer.json().catch(() => ({}));
      throw new Refusal(answer.status, error);
    }
    return answer.json().catch(() => { throw new Refusal(0); }); // it broke off in the middle
  }

  /** What still goes out while the page is left; a beacon has no headers. */
  farewell(path, message) {
    const address = `${path}?${new URLSearchParams({ t: this.token })}`;
    const body = new Blob([JSON.stringify(message)], { type: "application/json" });
    if (!navigator.sendBeacon?.(address, body)) this.post(path, message).catch(() => {});
  }

  events(seat) {
    const query = new URLSearchParams({ t: this.token, phone: seat.phone, key: seat.key ?? "" });
    return new EventSource(`/events?${query}`);
  }
}

/** How the phone lies, where its sensors may be read; edges only, with hysteresis between them. */
class Senses {
  #isDown = false;
  #hasFelt = false;
  isRefused = false;

  constructor(onDown, onUp) {
    this.onDown = onDown;
    this.onUp = onUp;
    this.read = this.read.bind(this);
  }

  /** Whether a person has to be asked: on iOS within a tap, elsewhere readings just come. */
  static get canAsk() {
    return isSecureContext && typeof globalThis.DeviceOrientationEvent?.requestPermission === "function";
  }

  /** Begin, and say whether the phone can feel how it lies. Call it first thing within a tap. */
  async begin(mayAsk) {
    if (!isSecureContext || !("DeviceOrientationEvent" in globalThis)) return false;
    if (mayAsk && Senses.canAsk) {
      const answer = await DeviceOrientationEvent.requestPermission().catch(() => "denied");
      this.isRefused = answer !== "granted";
      if (this.isRefused) return false;
    }
    const first = new Promise((resolve) => { this.onFirst = resolve; });
    addEventListener("deviceorientation", this.read);
    if (this.#hasFelt) return true;
    const late = new Promise((resolve) => setTimeout(resolve, SENSOR_PATIENCE_MS, false));
    const feels = await Promise.race([first, late]);
    if (!feels) this.end();
    return feels;
  }

  end() {
    removeEventListener("deviceorientation", this.read);
  }

  /** After a while unseen: what holds is told anew. */
  forget() {
    this.#isDown = false;
  }

  read({ beta, gamma }) {
    if (beta === null || gamma === null) return;
    this.#hasFelt = true;
    this.onFirst?.(true);
    const radians = Math.PI / 180;
    const up = Math.cos(beta * radians) * Math.cos(gamma * radians);
    if (!this.#isDown && up < FACE_DOWN) {
      this.#isDown = true;
      this.onDown();
    } else if (this.#isDown && up > PICKED_UP) {
      this.#isDown = false;
      this.onUp();
    }
  }
}

/** The screen stays on while the phone can feel how it lies: a locked one feels nothing. */
class ScreenLight {
  #lock = null;
  isWanted = false;

  async keep() {
    this.isWanted = true;
    if (document.hidden || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = (await navigator.wakeLock?.request("screen")) ?? null;
      if (!this.isWanted) this.letGo();
    } catch {
      this.#lock = null; // an empty battery, or a phone that wants a tap: it locks itself, which is fine
    }
  }

  letGo() {
    this.isWanted = false;
    this.#lock?.release();
    this.#lock = null;
  }
}

/** What the phone noticed, told until the computer has it; taken once, and kept for another crash. */
class Record {
  #words = [];
  #last = 0;
  #taken = 0;
  #isTelling = false;
  #failures = 0;
  #timer = 0;

  constructor(clock, tell, onAnswer, onRefusal) {
    Object.assign(this, { clock, tell, onAnswer, onRefusal });
  }

  /** The last word that the computer has; a page that was loaded again counts on well after it. */
  goOnFrom(last) {
    this.#taken = last;
    this.#last ||= last && last + STILL_ON_THEIR_WAY;
  }

  add(word, reason = null) {
    this.#note(word, reason);
    this.deliver();
  }

  /** One more, with all that is not told yet, whatever of it is on its way already. */
  noted(word) {
    this.#note(word, null);
    return this.#untold().slice(-MOST_WORDS).map((each) => this.#written(each));
  }

  async deliver() {
    clearTimeout(this.#timer);
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      while (this.#untold().length > 0) {
        const told = this.#untold().slice(0, MOST_WORDS);
        await this.tell(told.map((word) => this.#written(word)));
        this.#taken = Math.max(this.#taken, told.at(-1).n);
        this.#failures = 0;
        this.onAnswer();
      }
      this.#isTelling = false;
    } catch (refusal) {
      this.#isTelling = false;
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#failures += 1;
      if (this.onRefusal(refusal)) this.#timer = setTimeout(() => this.deliver(), pause(this.#failures));
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#words = [];
  }

  #note(word, reason) {
    this.#last += 1;
    this.#words.push({ n: this.#last, at: this.clock.now(), word, reason });
  }

  #untold() {
    return this.#words.filter(({ n }) => n > this.#taken);
  }

  /** As it is sent: how long ago it was, since the phone's clock may be wrong. */
  #written({ n, at, word, reason }) {
    const ago = Math.min(Math.round(this.clock.now() - at), LONGEST_AGO_MS);
    return { n, ago_ms: Math.max(ago, 0), word, reason };
  }
}

/** This phone's place at the table, from the first tap to the result. */
class Seat {
  phone = null; // what the computer calls this phone
  key = null; // what a guest's phone proves itself with
  name = "";
  lies = "left"; // left or not there yet, joining, down, up, over
  feels = false;
  table = null;
  #goodbye = null;
  #source = null;
  #losses = 0;
  #heardAt = 0;
  #reachTimer = 0;
  #unheardTimer = 0;
  #minuteTimer = 0;

  constructor(computer) {
    this.computer = computer;
    this.place = new Place(computer.token);
    this.clock = new SteadyClock();
    this.light = new ScreenLight();
    this.senses = new Senses(() => this.laidDown(), () => this.pickedUp());
    this.record = new Record(
      this.clock,
      (told) => computer.post("/tell", this.message(told)),
      () => this.answered(),
      (refusal) => this.refused(refusal),
    );
    // Of this tab only, and gone with it: a page that is loaded again is the same phone.
    Object.assign(this, history.state);
  }

  /** Sit down at the table; the sensors were asked before. */
  async join() {
    this.feels = await this.begun;
    show("moment");
    const last = await this.say();
    this.lies = "joining";
    // It was here before, and its page may have been thrown away while it was locked.
    if (last > 0 && !document.hidden) this.record.add("visible");
    if (this.feels) this.light.keep();
    this.senses.forget();
    this.listen();
    find("lay-text").textContent = text(
      this.feels ? "lay_text" : this.senses.isRefused ? "not_allowed" : "lay_by_hand_text");
    find("lay-button").hidden = this.feels;
    find("up-button").hidden = this.feels;
    show("lay");
  }

  /** Tell the computer who is here; the number of the last word that it has of this phone. */
  async say() {
    const sensing = this.feels ? "sensors" : "visibility";
    const { phone: before = null, key: proof = null } = this.phone ? this : this.place.known;
    const answer = await this.computer.post("/join", {
      name: this.name, sensing, phone: before, key: proof,
    });
    const { phone, key = null, name } = answer;
    Object.assign(this, { phone, key, name });
    this.place.take(phone, key);
    history.replaceState({ phone, key, name }, "");
    this.record.goOnFrom(answer.last);
    return answer.last;
  }

  message(told) {
    return { phone: this.phone, key: this.key, words: told };
  }

  /** Begin to feel how the phone lies; within a tap, so that a phone that asks may ask. */
  begin(mayAsk) {
    this.begun = this.senses.begin(mayAsk);
    return this.begun;
  }

  laidDown() {
    if (this.lies !== "joining" && this.lies !== "up") return;
    this.lies = "down";
    this.record.add("down");
    announce("told_down");
    this.showTime();
    show("down");
  }

  pickedUp() {
    if (this.lies !== "down") return;
    this.lies = "up";
    this.record.add("up");
    announce("told_up");
    show("up");
  }

  /** What the person wants on: sensors notice it by themselves, other phones are told. */
  putDown() {
    if (this.feels) show("lay");
    else this.laidDown();
  }

  because(reason) {
    this.record.add("reason", reason);
    show("thanks");
  }

  leave() {
    this.lies = "left";
    this.record.add("leaving");
    this.rest();
    show("left");
  }

  comeBack() {
    this.begin(true);
    attempt(() => this.join());
  }

  /** The page is seen again or no more. A locked phone is still down; who unlocks it picks it up. */
  seen() {
    if (!this.phone || this.#goodbye || this.lies === "left" || this.lies === "over") return;
    if (this.moved()) return; // this tab may have slept meanwhile
    if (document.hidden) {
      // By a beacon: the page may be frozen at once. What it does not reach is told afterwards.
      this.computer.farewell("/tell", this.message(this.record.noted("hidden")));
      clearTimeout(this.#minuteTimer);
      return;
    }
    this.record.add("visible");
    if (this.feels) this.light.keep();
    if (this.lies === "down") {
      this.lies = "up";
      announce("told_up");
      show("up");
    }
    this.senses.forget();
    if (this.#source?.readyState !== EventSource.OPEN) this.reach();
  }

  /** The page is left; may be said again, and counts once. */
  gone() {
    if (!this.phone || this.lies === "left" || this.lies === "over" || this.moved()) return;
    this.place.leave();
    this.#goodbye ??= this.message(this.record.noted("gone"));
    this.computer.farewell("/tell", this.#goodbye);
  }

  listen() {
    this.#source?.close();
    const source = this.computer.events(this);
    this.#source = source;
    source.addEventListener("open", () => this.answered());
    source.addEventListener("table", ({ data }) => this.drawTable(JSON.parse(data)));
    source.addEventListener("over", ({ data }) => this.over(JSON.parse(data)));
    source.addEventListener("error", () => this.lost());
  }

  /** Somebody answers: what was missed meanwhile is told, and heard. */
  answered() {
    if (this.lies === "over") return;
    clearTimeout(this.#unheardTimer);
    this.#unheardTimer = 0;
    this.#losses = 0;
    this.#heardAt = this.clock.now();
    if (!find("signal").hidden) announce("signal_again");
    find("signal").hidden = true;
    this.record.deliver();
    if (this.#source.readyState === EventSource.CLOSED && this.lies !== "left") this.reach();
  }

  /** The connection is gone; browsers differ in whether they try again, so the page does. */
  lost() {
    this.#source?.close();
    if (this.lies === "left" || this.lies === "over") return;
    if (this.clock.now() - this.#heardAt > LONGEST_SILENCE_MS) {
      this.stop("lost");
      return;
    }
    this.#unheardTimer ||= setTimeout(() => {
      find("signal").textContent = text("no_signal");
      find("signal").hidden = false;
      announce("no_signal");
    }, SIGNAL_PATIENCE_MS);
    this.#losses += 1;
    clearTimeout(this.#reachTimer);
    this.#reachTimer = setTimeout(() => this.reach(), pause(this.#losses));
  }

  /** Say once more who is here: a computer that began anew has forgotten, and a table may be over. */
  async reach() {
    clearTimeout(this.#reachTimer);
    if (this.moved()) return;
    try {
      await this.say();
      await this.record.deliver(); // first, so that what is known afterwards is known at once
      if (this.lies !== "over") this.listen();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.refused(refusal);
    }
  }

  /** A message was not taken: whether to try it again later. */
  refused(refusal) {
    if (this.lies === "over") return false;
    if (refusal.isPassing || refusal.status === 404) this.lost();
    else this.stop({ 401: this.computer.isOwn ? "removed" : "ended", 403: "refused", 409: "ended" }[refusal.status] ?? "failed");
    return this.lies !== "over";
  }

  drawTable(table) {
    this.table = table;
    this.endsAt = table.ends_in_s === null ? null : this.clock.now() + table.ends_in_s * 1000;
    this.beganAt = this.clock.now() - table.lasts_s * 1000;
    this.drawTogether();
    const looking = table.shows_looks && table.phones.find(({ you, state }) => !you && state === "up");
    find("gentle").textContent = looking ? text("somebody_looks", { name: isolated(called(looking)) }) : "";
    drawScreen();
    this.showTime();
  }

  /** The time in which all lay, and the longest stretch of it, where that is another. */
  drawTogether() {
    const { down_s: down, longest_s: longest } = this.table;
    const whole = text("down_together", { time: spent(down) });
    const isOne = longest < 60 || spent(longest) === spent(down);
    find("together").textContent = isOne ? whole : text("at_a_stretch", { whole, length: spent(longest) });
    find("together").hidden = down < 60;
  }

  /** Of itself the phone knows best; of the others a look is said only where the host shows looks. */
  drawPhones() {
    const { phones = [], shows_looks: showsLooks } = this.table ?? {};
    const lines = phones.map((phone) => {
      const state = phone.you ? this.lies : phone.state;
      const isTold = phone.you || showsLooks || ["down", "locked", "left", "silent"].includes(state);
      const sign = isTold ? state : "here";
      return seatLine(phone, text(`state_${sign}`), sign);
    });
    find("phones").replaceChildren(...lines);
  }

  /** What is left, on the black screen; once a minute, and only while somebody can see it. */
  showTime() {
    clearTimeout(this.#minuteTimer);
    if (!this.table || this.lies !== "down" || document.hidden) return;
    const now = this.clock.now();
    const left = this.endsAt === null ? null : (this.endsAt - now) / 60000;
    const gone = (now - this.beganAt) / 60000;
    if (this.table.over_time || (left !== null && left <= 0)) {
      find("time").textContent = text("over_time");
      return;
    }
    find("time").textContent = left === null
      ? text("time_gone", { time: length(Math.floor(gone)) })
      : text("time_left", { time: length(Math.ceil(left)) });
    const next = left === null ? 1 - (gone % 1) : left % 1 || 1;
    this.#minuteTimer = setTimeout(() => this.showTime(), next * 60000 + 50);
  }

  over(result) {
    if (result.phones.length === 0) {
      this.stop("ended"); // the host has cancelled it: there is nothing to tell of
      return;
    }
    const kind = text(`kind_${result.kind_key}`) || result.kind;
    find("over-kind").textContent = text("over_kind", { kind, time: spent(result.lasts_s) });
    find("over-down").textContent = spent(result.down_s);
    find("over-longest").textContent = spent(result.longest_s);
    const isOne = spent(result.longest_s) === spent(result.down_s);
    find("over-longest-row").hidden = isOne || result.phones.length < 2;
    find("over-phones").replaceChildren(...result.phones.map((phone) => {
      const looks = phone.looks > 0 ? ` · ${text("over_looks", { count: number.format(phone.looks) })}` : "";
      return seatLine(phone, text("over_seat", { time: spent(phone.down_s) }) + looks);
    }));
    this.stop("over");
  }

  /** The last screen; from here on the page does nothing and needs no computer. */
  stop(screen) {
    this.lies = "over";
    this.record.stop();
    this.rest();
    if (screen === "over") show("over");
    else trouble(screen);
  }

  /** Whether another tab has this place now; what this one has not told yet it still tells. */
  moved() {
    if (!this.place.isTaken) return false;
    if (this.lies !== "over") {
      this.lies = "over";
      this.record.deliver();
      this.rest();
      trouble("elsewhere");
    }
    return true;
  }

  rest() {
    this.#source?.close();
    this.place.leave();
    for (const timer of [this.#reachTimer, this.#unheardTimer, this.#minuteTimer]) clearTimeout(timer);
    this.#unheardTimer = 0;
    find("signal").hidden = true;
    this.senses.end();
    this.light.letGo();
  }
}

/** Somebody's name, as the others read it. */
const called = ({ name, host }) => (host ? text("host") : name);

/** A line of a list: whose phone, and what of it; names stay on their own side of the line. */
function seatLine(phone, said, sign = "") {
  const line = document.createElement("li");
  const who = document.createElement("bdi");
  const what = document.createElement("span");
  who.textContent = phone.you ? text("you", { name: isolated(phone.name) }) : called(phone);
  if (phone.you) who.dir = document.dir; // a text of the page, though its name may be written the other way
  what.textContent = said;
  line.className = sign;
  line.append(who, what);
  return line;
}

let screen = "moment";
let seat = null;

function show(next) {
  if (next === screen) return;
  find(screen).hidden = true;
  screen = next;
  find(screen).hidden = false;
  drawScreen();
  scrollTo(0, 0);
  find(screen).querySelector("h1")?.focus({ preventScroll: true });
}

function drawScreen() {
  document.body.classList.toggle("black", screen === "down");
  find("table").hidden = !AT_TABLE.includes(screen) || !seat?.table;
  seat?.drawPhones();
}

/** For who cannot see the screen, or has it before them upside down. */
function announce(key) {
  find("said").textContent = text(key);
}

/** Say what is the matter, and what can be done. */
function trouble(what) {
  find("trouble-title").textContent = text(`${what}_title`);
  find("trouble-text").textContent = text(`${what}_text`);
  find("again-button").hidden = ["no_code", "refused", "removed", "ended"].includes(what);
  show("trouble");
}

const TROUBLES = { 0: "lost", 403: "refused", 409: "full", 429: "full", 503: "full" };

/** Run a step; where the computer refuses, say so and offer to try again. */
async function attempt(step) {
  try {
    await step();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.code === "no_table") trouble("wait");
    else if (refusal.status === 401) trouble(seat.computer.isOwn ? "removed" : "refused");
    else trouble(TROUBLES[refusal.status] ?? "failed");
  }
}

/** The system and the browser of this phone: only to say which of its own menus helps. */
function system() {
  const agent = navigator.userAgent;
  const isApple = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);
  if (isApple) return { mute: ["iphone"], home: "iphone" };
  const mute = /Android/.test(agent) ? ["pixel", "samsung", "android"] : ["other"];
  if (/SamsungBrowser/.test(agent)) return { mute: ["samsung"], home: "samsung" };
  if (/Firefox/.test(agent)) return { mute, home: "firefox" };
  return { mute, home: /Chrome/.test(agent) ? "chrome" : "other" };
}

function drawWords() {
  for (const place of document.querySelectorAll("[data-word]")) {
    place.textContent = text(place.dataset.word);
  }
  document.title = text("title");
  for (const reason of REASONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text(`reason_${reason}`);
    button.onclick = () => seat.because(reason);
    find("reasons").append(button);
  }
  const own = system();
  find("home-hint").textContent = text(`home_${own.home}`);
  for (const place of document.querySelectorAll(".mute")) {
    const details = document.createElement("details");
    const lines = ["title", "text", ...own.mute].map((key) => {
      const line = document.createElement(key === "title" ? "summary" : "p");
      line.textContent = text(`mute_${key}`);
      return line;
    });
    details.append(...lines);
    place.append(details);
  }
}

function listenToThePerson() {
  const onAll = (selector, act) => document.querySelectorAll(selector).forEach((each) => { each.onclick = act; });
  onAll(".put-down", () => seat.putDown());
  onAll(".leave", () => seat.leave());
  find("lay-button").onclick = () => seat.laidDown();
  find("up-button").onclick = () => seat.pickedUp();
  find("again-button").onclick = () => location.reload();
  find("need-button").onclick = () => show("why");
  find("back-button").onclick = () => show("up");
  find("return-button").onclick = () => seat.comeBack();
  find("start-button").onclick = () => {
    seat.begin(true);
    attempt(() => seat.join());
  };
  find("join-form").onsubmit = (event) => {
    event.preventDefault();
    seat.begin(true);
    seat.name = find("name").value.trim();
    history.replaceState({ name: seat.name }, "");
    attempt(() => seat.join());
  };
  document.addEventListener("visibilitychange", () => seat.seen());
  // A screen that is seen again may stay on only after a tap (iOS).
  document.addEventListener("click", () => { if (seat.light.isWanted) seat.light.keep(); });
  addEventListener("storage", () => { if (seat.phone) seat.moved(); });
  addEventListener("online", () => { if (seat.phone) seat.record.deliver(); });
  // Twice: Firefox often cuts off the first script that runs when somebody goes to another page.
  addEventListener("pagehide", () => seat.gone());
  addEventListener("pagehide", () => seat.gone());
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
}

/** A phone of one's own is remembered: its token takes the place of the one in the code. */
function pairWith(computer, fourWords) {
  find("four-words").textContent = fourWords.join(" ");
  find("phone-name").value = text("pair_name");
  find("pair-form").onsubmit = (event) => {
    event.preventDefault();
    attempt(async () => {
      const { token } = await computer.post("/pair", { name: find("phone-name").value.trim() });
      storage?.setItem(STORED, token);
      history.replaceState(null, "", `#${token}`);
      show("paired");
    });
  };
  show("pair");
}

/** A remembered phone sits down by itself, unless it has to ask for its sensors in a tap. */
async function sitDown() {
  const feels = await seat.begin(false);
  if (!feels && Senses.canAsk) show("start");
  else await seat.join();
}

async function begin() {
  const token = location.hash.slice(1) || storage?.getItem(STORED);
  if (!token) {
    trouble("no_code");
    return;
  }
  const computer = new Computer(token);
  seat = new Seat(computer);
  listenToThePerson();
  const { sort, words: fourWords } = await computer.post("/who", {});
  if (sort === "own") storage?.setItem(STORED, token);
  if (sort === "pairing") {
    pairWith(computer, fourWords);
  } else if (sort === "own" || seat.phone) {
    await sitDown();
  } else {
    find("name").value = seat.name;
    show("join");
  }
}

addEventListener("hashchange", () => location.reload());
drawWords();
attempt(begin);

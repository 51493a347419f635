"""Debian's Firefox, driven over WebDriver BiDi."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browsers.tab import FAULTS, PATIENCE
from tests.browsers.wire import BrowserError, Wire
from tests.desktops.programs import wait_until

PROGRAM = "/usr/bin/firefox-esr"
STARTS_WITHIN = 60.0
LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " "}
SETTINGS: dict[str, str | bool] = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
# Firefox has no way to play its sensors: the events that they would bring are dispatched.
SENSORS = """() => {
  window.lies = {alpha: 0, beta: %s, gamma: %s, absolute: false};
  const feels = () => dispatchEvent(new DeviceOrientationEvent("deviceorientation", window.lies));
  window.feeling ??= setInterval(feels, 60);
}"""

# Nor, up to 140, a way to be without a network: what is asked fails, and what is heard ends.
NETWORK = """() => {
  const [ask, sources] = [fetch.bind(window), []];
  window.fetch = (...words) => window.isOffline ? Promise.reject(new TypeError()) : ask(...words);
  window.EventSource = class extends EventSource {
    constructor(...words) { super(...words); sources.push(this); }
  };
  window.hasNetwork = (hasIt) => {
    window.isOffline = !hasIt;
    if (hasIt) return;
    for (const each of sources) { each.close(); each.dispatchEvent(new Event("error")); }
  };
}"""


class Firefox:
    """One process; every phone has a container of its own."""

    name = "firefox"

    def __init__(self, local_names: str = "") -> None:
        """``local_names``: names of the network that lead to this machine, with commas."""
        self._profile = Path(tempfile.mkdtemp(prefix="pfirefox."))
        settings = SETTINGS | {"network.dns.localDomains": local_names}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in settings.items()]
        (self._profile / "user.js").write_text("".join(lines))
        log = self._profile / "log"
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [PROGRAM, "--headless", "--profile", self._profile, "--remote-debugging-port", "0"],
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env={"HOME": str(self._profile), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS": "1"},
            )
        found = wait_until(
            lambda: LISTENS.search(log.read_text(errors="replace")),
            STARTS_WITHIN,
            "Firefox's start",
        )
        assert found is not None
        self._wire = Wire(f"{found[1]}/session")
        self._wire.ask("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})

    def opens_phone(self) -> "FirefoxTab":
        """Warnings of a certificate are clicked away: that is said once for all of a session."""
        return FirefoxTab(self._wire)

    def ends(self) -> None:
        """Close it, and leave nothing of it."""
        with suppress(BrowserError, OSError):
            self._wire.ask("browser.close")
        self._wire.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        shutil.rmtree(self._profile, ignore_errors=True)


class FirefoxTab:
    """One phone."""

    def __init__(self, wire: Wire, user: str = "") -> None:
        self._wire = wire
        self._user = user or wire.ask("browser.createUserContext")["userContext"]
        self._context = self._new("window")
        self._cover: str | None = None
        self._sensors = ""
        for script in (FAULTS, NETWORK):
            self._adds_script(script)
        self.sized(390, 780)

    def opens(self, address: str) -> None:
        """Go there, and wait until the page is."""
        self._go("about:blank")
        try:
            self._go(address)
        except BrowserError as error:
            if "interrupted an unfinished navigation" not in str(error):
                raise
            self._go(address)  # Firefox had not quite left the page before

    def does(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self._wire.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise BrowserError(f"{script}: {answer['exceptionDetails']['text']}")
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def taps(self, x: float, y: float) -> None:
        """Down and up again."""
        steps = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._acts({"type": "pointer", "id": "finger", "actions": steps})

    def types(self, letters: str) -> None:
        """Key by key."""
        steps = [{"type": kind, "value": each} for each in letters for kind in ("keyDown", "keyUp")]
        self._acts({"type": "key", "id": "keys", "actions": steps})

    def presses(self, key: str) -> None:
        """Down and up again."""
        self.types(KEYS[key])

    def turns(self, beta: float, gamma: float = 0.0) -> None:
        """The events of its sensors, also for the page that is opened next."""
        script = SENSORS % (beta, gamma)
        if self._sensors:
            self._wire.ask("script.removePreloadScript", script=self._sensors)
        self._sensors = self._adds_script(script)
        self.does(f"({script})()")

    def opens_another(self) -> "FirefoxTab":
        """A second tab of the same browser."""
        return FirefoxTab(self._wire, self._user)

    def hides(self) -> None:
        """Another tab lies over it."""
        self._cover = self._new("tab", referenceContext=self._context)
        wait_until(lambda: self.does("document.hidden"), PATIENCE, "the page's being hidden")

    def shows(self) -> None:
        """The other tab goes."""
        if self._cover is not None:
            self._wire.ask("browsingContext.close", context=self._cover)
            self._cover = None
        self._wire.ask("browsingContext.activate", context=self._context)
        wait_until(lambda: not self.does("document.hidden"), PATIENCE, "the page's being seen")

    def loses_network(self) -> None:
        """Nothing goes out, and what is open breaks."""
        self._has_network(False)

    def finds_network(self) -> None:
        """As before."""
        self._has_network(True)

    def sized(self, width: int, height: int) -> None:
        """A phone's screen."""
        self._wire.ask(
            "browsingContext.setViewport",
            context=self._context,
            viewport={"width": width, "height": height},
            devicePixelRatio=2.0,
        )

    def saves(self, picture: Path) -> None:
        """What the screen shows."""
        picture.parent.mkdir(parents=True, exist_ok=True)
        shot = self._wire.ask("browsingContext.captureScreenshot", context=self._context)
        picture.write_bytes(base64.b64decode(shot["data"]))

    def closes(self) -> None:
        """The tab goes, and with it all that it stored."""
        with suppress(BrowserError):  # it may be gone
            self._wire.ask("browser.removeUserContext", userContext=self._user)

    def _has_network(self, has_it: bool) -> None:
        conditions = None if has_it else {"type": "offline"}
        try:
            self._wire.ask(
                "emulation.setNetworkConditions",
                contexts=[self._context],
                networkConditions=conditions,
            )
        except BrowserError:
            self.does(f"hasNetwork({json.dumps(has_it)})")

    def _adds_script(self, function: str) -> str:
        """For every page from now on, before its own."""
        added = self._wire.ask(
            "script.addPreloadScript", functionDeclaration=function, contexts=[self._context]
        )
        return str(added["script"])

    def _go(self, address: str) -> None:
        self._wire.ask(
            "browsingContext.navigate", context=self._context, url=address, wait="complete"
        )

    def _acts(self, source: dict[str, Any]) -> None:
        self._wire.ask("input.performActions", context=self._context, actions=[source])

    def _new(self, sort: str, **values: Any) -> str:
        made = self._wire.ask("browsingContext.create", type=sort, userContext=self._user, **values)
        return str(made["context"])

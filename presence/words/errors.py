"""What went wrong, in a sentence, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _
from presence.words.dates import hours, moment
from presence.words.kinds import kind_name

Words = Callable[[], tuple[str, str]]


def explain(
    error: PresenceError, zone: tzinfo | None = None, now: datetime | None = None
) -> tuple[str, str]:
    """The sentence that says why, and the one that says what to do ("" where nothing helps).

    Times in it are in the system's zone where none is given.
    """
    known, known_with = _WORDS, _WORDS_WITH
    if error.code not in known:  # with most people never
        from presence.words.safety.log_trouble import LOG_WORDS, LOG_WORDS_WITH

        known, known_with = LOG_WORDS, LOG_WORDS_WITH
    if error.code not in known:
        from presence.words.exchange.trouble import FILE_WORDS

        known = FILE_WORDS
    if error.code not in known:
        from presence.words.log.trouble import EDIT_WORDS, EDIT_WORDS_WITH

        known, known_with = EDIT_WORDS, EDIT_WORDS_WITH
    if error.code not in known:
        from presence.words.coming.plan_trouble import PLAN_WORDS, PLAN_WORDS_WITH

        known, known_with = PLAN_WORDS, PLAN_WORDS_WITH
    if error.code not in known:
        from presence.words.coming.calendar_trouble import CALENDAR_WORDS

        known, known_with = CALENDAR_WORDS, {}
    if error.code not in known:
        from presence.words.people.trouble import PEOPLE_WORDS

        known, known_with = PEOPLE_WORDS, {}
    if error.code not in known:
        from presence.words.phone.trouble import PHONE_WORDS, PHONE_WORDS_WITH

        known, known_with = PHONE_WORDS, PHONE_WORDS_WITH
    if error.code not in known:  # who tells nobody needs no words for it
        from presence.words.courtesy import COURTESY_WORDS, COURTESY_WORDS_WITH

        known, known_with = COURTESY_WORDS, COURTESY_WORDS_WITH
    words = known[error.code]
    told = [name for name, value in error.values.items() if value]
    for name in (*told, str(error.values.get("what"))):
        words = known_with.get((error.code, name), words)
    message, hint = words()
    values = _Values(error.values, zone, now)
    message, hint = message.format_map(values), hint.format_map(values)
    if error.values.get("backup"):
        from presence.words.safety.log_trouble import offer_line

        hint = f"{hint} {offer_line(error.values, zone)}".strip()
    return message, hint


class _Values(dict[str, object]):
    """The values of an error as a sentence needs them; one that was not given is empty."""

    def __init__(
        self, values: Mapping[str, object], zone: tzinfo | None, now: datetime | None
    ) -> None:
        super().__init__(values)
        self._zone = zone
        self._now = now

    def __missing__(self, _name: str) -> str:
        return ""

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        if name == "target":
            from presence.words.courtesy import target_name  # as in explain

            return target_name(str(value))
        if isinstance(value, datetime):
            return self._moment(value)
        if isinstance(value, timedelta):
            return hours(value)
        if isinstance(value, Session):
            return self._session(value)
        if isinstance(value, Iterable) and not isinstance(value, str):
            return ", ".join(map(str, value))
        return str(value)

    def _session(self, session: Session) -> str:
        kinds = self.get("kinds")
        kind = (kinds if isinstance(kinds, Kinds) else Kinds())[session.kind]
        return _("{kind} (since {time})").format(
            kind=kind_name(kind), time=self._moment(session.started_at)
        )

    def _moment(self, instant: datetime) -> str:
        here = instant.astimezone(self._zone)
        told = [value for value in self.values() if isinstance(value, datetime)]
        return moment(instant, here.tzinfo or UTC, self._now or max(told, default=instant))


_WORDS: Mapping[ErrorCode, Words] = {
    ErrorCode.UNKNOWN_KIND: lambda: (
        _("There is no kind “{text}”."),
        _("“presence kinds” lists them."),
    ),
    ErrorCode.AMBIGUOUS_KIND: lambda: (
        _("“{text}” could be several kinds."),
        _("Say which: {candidates}."),
    ),
    ErrorCode.BAD_TIME: lambda: (
        _("“{text}” is no time."),
        _("Write it like 21:30, 9pm, 10m ago or yesterday 19:00."),
    ),
    ErrorCode.BAD_LENGTH: lambda: (
        _("“{text}” is no length."),
        _("Write it like 45m, 90m, 2h or 1h30."),
    ),
    ErrorCode.BAD_ENTRY: lambda: (
        _("“{text}” does not say when it was."),
        _("Add a day and times, like “yesterday 19-21:30”."),
    ),
    ErrorCode.AMBIGUOUS_ENTRY: lambda: (
        _("“{text}” can be read in several ways: {readings}."),
        _("Write it so that only one fits: {lines}."),
    ),
    ErrorCode.BAD_FILTER: lambda: (
        _("“{text}” is no filter."),
        _("“presence log --help” lists them."),
    ),
    ErrorCode.UNKNOWN_REASON: lambda: (
        _("There is no reason “{text}”."),
        _("Use one of {candidates}."),
    ),
    ErrorCode.BAD_LOOK: lambda: (
        _("“{text}” does not say when you looked at a screen."),
        _("Write it like “21:10”, “21:10 3m” or “21:10 3m call”."),
    ),
    ErrorCode.BAD_SCORE: lambda: (
        _("“{text}” is no number from 1 to 5."),
        _("1 is not at all, 5 is very; “none” takes it out."),
    ),
    ErrorCode.CONFLICTING_WORDS: lambda: (
        _("{first} and {second} cannot go together."),
        _("Leave one of them out."),
    ),
    ErrorCode.BAD_REQUEST: lambda: (
        _("This was not understood: {detail}."),
        _("“presence --help” lists what there is."),
    ),
    ErrorCode.ALREADY_RUNNING: lambda: (
        _("{session} is running."),
        _("End it with “presence stop”, or start with --switch."),
    ),
    ErrorCode.NOTHING_RUNNING: lambda: (
        _("Nothing is running."),
        _("Start with “presence start”."),
    ),
    ErrorCode.NO_LENGTH: lambda: (_("No length was given."), _("Add one, like 90m.")),
    ErrorCode.TOO_LONG: lambda: (
        _("This is longer than {limit}."),
        _("Give a shorter length, or --open for an open end."),
    ),
    ErrorCode.END_BEFORE_START: lambda: (
        _("The end ({ended_at}) is not after the start ({started_at})."),
        _("Give a later end."),
    ),
    ErrorCode.IN_THE_FUTURE: lambda: (
        _("{at} is still to come."),
        _("Give a time that is over."),
    ),
    ErrorCode.ALREADY_OVER: lambda: (
        _("{at} is over already."),
        _("Plan a later end, or end the session."),
    ),
    ErrorCode.NOTHING_TO_UNDO: lambda: (_("There is nothing to take back."), ""),
    ErrorCode.NOTHING_TO_REDO: lambda: (_("There is nothing to do again."), ""),
    ErrorCode.CHANGED_SINCE: lambda: (
        _("This session was changed since; taking that back would lose the change."),
        _("Change it with “presence edit”."),
    ),
    ErrorCode.NO_SUCH_SESSION: lambda: (
        _("There is no session “{text}”."),
        _("“presence log” shows each session's id."),
    ),
    ErrorCode.KIND_EXISTS: lambda: (
        _("There is already a kind “{text}”."),
        _("Choose another word for the new one."),
    ),
    ErrorCode.KIND_IN_USE: lambda: (
        _("The kind “{text}” cannot be removed: sessions use it, or it came with Presence."),
        _("Give those sessions another kind first."),
    ),
    ErrorCode.NOTHING_TO_NUDGE: lambda: (
        _("No look at this computer counts in “{text}”, so there is nothing to nudge at."),
        _("Have looks counted as well: add --watch on."),
    ),
    ErrorCode.NO_SUCH_LOOK: lambda: (
        _("There is no look “{text}” in this session."),
        _("“presence log ID” numbers them."),
    ),
    ErrorCode.NO_SUCH_PERSON: lambda: (
        _("Nobody in the log is called “{text}”."),
        _("“presence people” lists everybody."),
    ),
    ErrorCode.NO_SUCH_TAG: lambda: (
        _("No session has the tag “{text}”."),
        _("“presence tags” lists them."),
    ),
    ErrorCode.NO_SUCH_PLACE: lambda: (
        _("No session was at “{text}”."),
        _("“presence places” lists them."),
    ),
    ErrorCode.NO_SUCH_GROUP: lambda: (
        _("There is no group “{text}”."),
        _("“presence groups” lists them, “presence groups add” makes one."),
    ),
    ErrorCode.NO_NAME: lambda: (_("A name is needed."), _("Write one with a letter to see.")),
    ErrorCode.NAME_TAKEN: lambda: (
        _("Somebody else is called “{text}” already."),
        _("If they are the same, merge the two."),
    ),
    ErrorCode.BAD_GOAL: lambda: (
        _("“{text}” does not say how much a week is to have."),
        _("Write it like “3h a week with Ana”, “dinner with @Family on 5 days” or “90% kept”."),
    ),
    ErrorCode.NO_SUCH_GOAL: lambda: (
        _("There is no goal or break “{text}”."),
        _("“presence goals” numbers them."),
    ),
    ErrorCode.BAD_BREAK: lambda: (
        _("“{text}” does not say from when to when, of at most a year."),
        _("Write it like “2026-12-20 2027-01-03 Holiday”."),
    ),
    ErrorCode.LOOK_OUTSIDE: lambda: (
        _("{at} does not lie within the session ({started_at} to {ended_at})."),
        _("Give a time within it."),
    ),
    ErrorCode.APP_DID_NOT_START: lambda: (
        _("The app did not start."),
        _("Try “presence start --foreground” to see why."),
    ),
    ErrorCode.APP_DID_NOT_ANSWER: lambda: (
        _("The running app did not answer."),
        _("Ask again; if it stays so, end it with “presence quit” and start it anew."),
    ),
    ErrorCode.NO_APP: lambda: (
        _("Presence is not running."),
        _("Start it with “presence”."),
    ),
    ErrorCode.NO_SCREEN: lambda: (
        _("Presence runs without a screen, so there is no window to show."),
        _("“presence status” says how things are."),
    ),
    ErrorCode.HOME_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Make it writable, or name another folder with --home."),
    ),
    ErrorCode.DISK_FULL: lambda: (
        _("No room is left for {path}; nothing was changed."),
        _("Free some space and try again."),
    ),
    ErrorCode.LOG_IS_BUSY: lambda: (
        _("Another program holds the log {path}."),
        _("Try again in a moment."),
    ),
    ErrorCode.SETTINGS_BROKEN: lambda: (
        _("{path}, line {line}: {detail}."),
        _("The defaults are used until it is put right."),
    ),
    ErrorCode.SETTINGS_NEWER: lambda: (
        _("{path} was written by a newer Presence; it was left as it is."),
        _("Update Presence; until then the defaults are used."),
    ),
    ErrorCode.MUTE_FAILED: lambda: (
        _("The desktop refused ({mechanism}): {detail}."),
        _("“presence mute doctor” shows what this desktop offers."),
    ),
    ErrorCode.MUTE_TIMED_OUT: lambda: (
        _("The desktop did not answer ({mechanism})."),
        _("“presence mute doctor” shows what this desktop offers."),
    ),
    ErrorCode.MUTE_LOCKED: lambda: (
        _("The setting of {mechanism} is locked on this computer."),
        _("An administrator can unlock it."),
    ),
    ErrorCode.MUTE_NEEDS_LINES: lambda: (
        _("mako can only be muted by a mode of its own configuration, and none is there."),
        _("“presence mute doctor” shows the lines to add."),
    ),
    ErrorCode.LEASE_ELSEWHERE: lambda: (
        _("Another computer, or a later Presence, holds the mute of this home: {path}"),
        _("To undo it by hand: {by_hand}"),
    ),
    ErrorCode.LEASE_BROKEN: lambda: (
        _("What the desktop was like before cannot be read from {path}: {detail}."),
        _("Look at the desktop's do-not-disturb switch yourself."),
    ),
    ErrorCode.NO_LEASE: lambda: (_("Presence is not muting anything."), ""),
    ErrorCode.LOGIN_ENTRY_FOREIGN: lambda: (
        _("{path} was not written by Presence; it was left as it is."),
        _("Move it away, or have it start {command}."),
    ),
    ErrorCode.LOGIN_ENTRY_NOT_WRITABLE: lambda: (
        _("{path} cannot be written: {detail}."),
        _("Make it writable, then try again."),
    ),
    ErrorCode.LOGIN_STARTS_NOTHING: lambda: (
        _("This desktop starts nothing at login by itself."),
        _("Add this line to its own configuration: exec {command}"),
    ),
}

# Where an error carries one more value (or names what it is about), there is more to say.
_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.UNKNOWN_KIND, "suggestion"): lambda: (
        _("There is no kind “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.NO_SUCH_PERSON, "suggestion"): lambda: (
        _("Nobody in the log is called “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.NO_SUCH_TAG, "suggestion"): lambda: (
        _("No session has the tag “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.NO_SUCH_PLACE, "suggestion"): lambda: (
        _("No session was at “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.NO_SUCH_GROUP, "suggestion"): lambda: (
        _("There is no group “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.NAME_TAKEN, "tag"): lambda: (
        _("There is a tag “{text}” already."),
        _("If they mean the same, merge the two."),
    ),
    (ErrorCode.NAME_TAKEN, "place"): lambda: (
        _("There is a place “{text}” already."),
        _("If they are the same, merge the two."),
    ),
    (ErrorCode.NAME_TAKEN, "person"): lambda: (
        _("Somebody is called “{text}”."),
        _("Choose another name for the group."),
    ),
    (ErrorCode.NAME_TAKEN, "group"): lambda: (
        _("There is a group “{text}” already."),
        _("Change its people, or choose another name."),
    ),
    (ErrorCode.BAD_ENTRY, "part"): lambda: (
        _("“{part}” was not understood in “{text}”."),
        _("Write it like “yesterday 19-21:30 dinner @Ana @Tom slipped 1”."),
    ),
    (ErrorCode.BAD_GOAL, "part"): lambda: (
        _("“{part}” cannot be so in the goal “{text}”."),
        _("Write it like “3h a week with Ana”, “dinner with @Family on 5 days” or “90% kept”."),
    ),
    (ErrorCode.BAD_REQUEST, "suggestion"): lambda: (
        _("This was not understood: {detail}."),
        _("Did you mean “{suggestion}”?"),
    ),
    (ErrorCode.TOO_LONG, "ago"): lambda: (
        _("A start cannot lie further back than {limit}."),
        _("Enter it afterwards with “presence add”."),
    ),
    (ErrorCode.APP_DID_NOT_START, "detail"): lambda: (
        _("The app did not start: {detail}."),
        _("Try “presence start --foreground” to see why."),
    ),
    (ErrorCode.SETTINGS_BROKEN, "kept"): lambda: (
        _("{path}, line {line}: {detail}."),
        _("It was kept as {kept}; the defaults are used."),
    ),
    (ErrorCode.SETTINGS_BROKEN, "as_before"): lambda: (
        _("{path}, line {line}: {detail}."),
        _("Until it is put right, all stays as it was set before."),
    ),
}

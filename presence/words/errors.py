"""What went wrong, in a sentence, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _
from presence.words.dates import clock_time, dated_moment, hours, moment
from presence.words.kinds import kind_name

Words = Callable[[], tuple[str, str]]

QUOTED = frozenset({"text", "part", "first", "last"})  # what somebody has typed
LONGEST_QUOTE = 200  # letters


def explain(
    error: PresenceError, zone: tzinfo | None = None, now: datetime | None = None
) -> tuple[str, str]:
    """The sentence that says why, and the one that says what to do ("" where nothing helps).

    Times in it are in the system's zone where none is given.
    """
    known, known_with = _WORDS, _WORDS_WITH
    if error.code not in known:
        from presence.words.fields import words_of  # with most people never

        known, known_with = words_of(error.code)
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
        if name == "detail":
            from presence.words.faults import fault_words  # seldom

            return fault_words(str(value))
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
        return shortened(str(value)) if name in QUOTED else str(value)

    def _session(self, session: Session) -> str:
        kinds = self.get("kinds")
        kind = (kinds if isinstance(kinds, Kinds) else Kinds())[session.kind]
        return _("{kind} (since {time})").format(
            kind=kind_name(kind), time=self._moment(session.started_at)
        )

    def _moment(self, instant: datetime) -> str:
        """With its day where that is not plain, and "yesterday" only where today is known."""
        zone = instant.astimezone(self._zone).tzinfo or UTC
        now = self._now or self.get("now")
        if isinstance(now, datetime):
            return moment(instant, zone, now)
        told = [value for value in self.values() if isinstance(value, datetime)]
        if len({each.astimezone(zone).date() for each in told}) > 1:
            return dated_moment(instant, zone)
        return clock_time(instant, zone)


def shortened(text: str) -> str:
    """What somebody has typed, as far as it is needed to know it again."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


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
}


def _backwards() -> tuple[str, str]:
    return _("“{last}” is before “{first}”."), _("Name the earlier one first: {text}.")


# Where an error carries one more value (or names what it is about), there is more to say.
_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
    (ErrorCode.UNKNOWN_KIND, "suggestion"): lambda: (
        _("There is no kind “{text}”."),
        _("Did you mean {suggestion}?"),
    ),
    (ErrorCode.BAD_TIME, "day"): lambda: (
        _("“{text}” is no day."),
        _("Write it like 2026-11-20, 20 nov, mon or yesterday."),
    ),
    (ErrorCode.BAD_ENTRY, "part"): lambda: (
        _("“{part}” was not understood in “{text}”."),
        _("Write it like “yesterday 19-21:30 dinner @Ana @Tom slipped 1”."),
    ),
    (ErrorCode.BAD_ENTRY, "start"): lambda: (
        _("“{part}” was not understood in “{text}”."),
        _("Write it like “dinner @Ana 90m”."),
    ),
    (ErrorCode.BAD_FILTER, "last"): _backwards,
    (ErrorCode.BAD_TIME, "last"): _backwards,
    (ErrorCode.BAD_FILTER, "needs"): lambda: (_("“{text}” needs {needs} as well."), ""),
    (ErrorCode.BAD_FILTER, "who"): lambda: (
        _("Nobody in the log is called “{text}”."),
        _("“presence people” lists everybody."),
    ),
    (ErrorCode.NO_SUCH_SESSION, "least"): lambda: (
        _("“{text}” is too short to tell a session."),
        _("Write at least {least} letters of its id, as “presence log” shows it."),
    ),
    (ErrorCode.NO_SUCH_SESSION, "several"): lambda: (
        _("The ids of {several} sessions begin with “{text}”."),
        _("Write more of it, as “presence log” shows it."),
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
}

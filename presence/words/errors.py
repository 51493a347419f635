"""What went wrong, in a sentence, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.texts import _
from presence.words.dates import hours, moment
from presence.words.kinds import kind_name

Values = Mapping[str, object]
Words = tuple[str, str]


def explain(
    error: PresenceError, zone: tzinfo | None = None, now: datetime | None = None
) -> tuple[str, str]:
    """The sentence that says why, and the one that says what to do ("" where nothing helps).

    Times in it are in the system's zone where none is given.
    """
    return _EXPLANATIONS[error.code](_Context(error.values, zone, now))


class _Context:
    """The values of an error, put into words as a sentence needs them."""

    def __init__(self, values: Values, zone: tzinfo | None, now: datetime | None) -> None:
        self._values = values
        self._zone = zone
        self._now = now

    def text(self, name: str) -> str:
        """The value as plain text; a list is joined."""
        value = self._values.get(name, "")
        if isinstance(value, str) or not isinstance(value, Iterable):
            return str(value)
        return ", ".join(str(item) for item in value)

    def time(self, name: str) -> str:
        """An instant as the person reads it."""
        value = self._values.get(name)
        return self._moment(value) if isinstance(value, datetime) else ""

    def length(self, name: str) -> str:
        """A length in hours."""
        value = self._values.get(name)
        return hours(value) if isinstance(value, timedelta) else ""

    def session(self, name: str) -> str:
        """A session as its kind and start."""
        value = self._values.get(name)
        if not isinstance(value, Session):
            return ""
        kinds = self._values.get("kinds")
        kind = (kinds if isinstance(kinds, Kinds) else Kinds())[value.kind]
        return _("{kind} (since {time})").format(
            kind=kind_name(kind), time=self._moment(value.started_at)
        )

    def _moment(self, instant: datetime) -> str:
        here = instant.astimezone(self._zone)
        zone = here.tzinfo or UTC
        return moment(instant, zone, self._now or instant)


def _unknown_kind(error: _Context) -> Words:
    message = _("There is no kind “{text}”.").format(text=error.text("text"))
    if error.text("suggestion"):
        return message, _("Did you mean {kind}?").format(kind=error.text("suggestion"))
    return message, _("“presence kinds” lists them.")


def _ambiguous_kind(error: _Context) -> Words:
    return (
        _("“{text}” could be several kinds.").format(text=error.text("text")),
        _("Say which: {candidates}.").format(candidates=error.text("candidates")),
    )


def _bad_time(error: _Context) -> Words:
    return (
        _("“{text}” is no time.").format(text=error.text("text")),
        _("Write it like 21:30, 9pm, 10m ago or yesterday 19:00."),
    )


def _bad_length(error: _Context) -> Words:
    return (
        _("“{text}” is no length.").format(text=error.text("text")),
        _("Write it like 45m, 90m, 2h or 1h30."),
    )


def _bad_entry(error: _Context) -> Words:
    if not error.text("part"):
        return (
            _("“{text}” does not say when it was.").format(text=error.text("text")),
            _("Add a day and times, like “yesterday 19-21:30”."),
        )
    return (
        _("“{part}” was not understood in “{text}”.").format(
            part=error.text("part"), text=error.text("text")
        ),
        _("Write it like “yesterday 19-21:30 dinner @Ana @Tom slipped 1”."),
    )


def _bad_filter(error: _Context) -> Words:
    return (
        _("“{text}” is no filter.").format(text=error.text("text")),
        _("“presence log --help” lists them."),
    )


def _unknown_reason(error: _Context) -> Words:
    return (
        _("There is no reason “{text}”.").format(text=error.text("text")),
        _("Use one of {candidates}.").format(candidates=error.text("candidates")),
    )


def _conflicting_words(error: _Context) -> Words:
    return (
        _("{first} and {second} cannot go together.").format(
            first=error.text("first"), second=error.text("second")
        ),
        _("Leave one of them out."),
    )


def _bad_request(error: _Context) -> Words:
    message = _("This was not understood: {detail}.").format(detail=error.text("detail"))
    if error.text("suggestion"):
        return message, _("Did you mean “{suggestion}”?").format(
            suggestion=error.text("suggestion")
        )
    return message, _("“presence --help” lists what there is.")


def _already_running(error: _Context) -> Words:
    return (
        _("{session} is running.").format(session=error.session("session")),
        _("End it with “presence stop”, or start with --switch."),
    )


def _nothing_running(error: _Context) -> Words:
    return _("Nothing is running."), _("Start with “presence start”.")


def _no_length(error: _Context) -> Words:
    return _("No length was given."), _("Add one, like 90m.")


def _too_long(error: _Context) -> Words:
    limit = error.length("limit")
    if error.text("what") == "ago":
        return (
            _("A start cannot lie further back than {limit}.").format(limit=limit),
            _("Enter it afterwards with “presence add”."),
        )
    return (
        _("This is longer than {limit}.").format(limit=limit),
        _("Give a shorter length, or --open for an open end."),
    )


def _end_before_start(error: _Context) -> Words:
    return (
        _("The end ({ended}) is not after the start ({started}).").format(
            ended=error.time("ended_at"), started=error.time("started_at")
        ),
        _("Give a later end."),
    )


def _in_the_future(error: _Context) -> Words:
    return _("{time} is still to come.").format(time=error.time("at")), _(
        "Give a time that is over."
    )


def _nothing_to_undo(error: _Context) -> Words:
    return _("There is nothing to take back."), ""


def _nothing_to_redo(error: _Context) -> Words:
    return _("There is nothing to do again."), ""


def _changed_since(error: _Context) -> Words:
    return (
        _("This session was changed since; taking that back would lose the change."),
        _("Change it with “presence edit”."),
    )


def _no_such_session(error: _Context) -> Words:
    return (
        _("There is no session “{text}”.").format(text=error.text("text")),
        _("“presence log” shows each session's id."),
    )


def _kind_exists(error: _Context) -> Words:
    return (
        _("There is already a kind “{text}”.").format(text=error.text("text")),
        _("Choose another word for the new one."),
    )


def _kind_in_use(error: _Context) -> Words:
    return (
        _("The kind “{text}” cannot be removed: sessions use it, or it came with Presence.").format(
            text=error.text("text")
        ),
        _("Give those sessions another kind first."),
    )


def _app_did_not_start(error: _Context) -> Words:
    detail = error.text("detail")
    message = _("The app did not start.")
    if detail:
        message = _("The app did not start: {detail}").format(detail=detail)
    return message, _("Try “presence start --foreground” to see why.")


def _app_did_not_answer(error: _Context) -> Words:
    return (
        _("The running app did not answer."),
        _("Ask again; if it stays so, end it with “presence quit” and start it anew."),
    )


def _no_app(error: _Context) -> Words:
    return _("Presence is not running."), _("Start it with “presence”.")


def _no_screen(error: _Context) -> Words:
    return (
        _("Presence runs without a screen, so there is no window to show."),
        _("“presence status” says how things are."),
    )


def _home_not_writable(error: _Context) -> Words:
    return (
        _("{path} cannot be written: {detail}").format(
            path=error.text("path"), detail=error.text("detail")
        ),
        _("Make it writable, or name another folder with --home."),
    )


def _disk_full(error: _Context) -> Words:
    return (
        _("No room is left for {path}; nothing was changed.").format(path=error.text("path")),
        _("Free some space and try again."),
    )


def _log_is_newer(error: _Context) -> Words:
    return (
        _("The log {path} was written by a newer Presence; it was left as it is.").format(
            path=error.text("path")
        ),
        _("Update Presence."),
    )


def _log_is_damaged(error: _Context) -> Words:
    message = _("The log {path} is damaged; it was left as it is.").format(path=error.text("path"))
    if error.text("backup"):
        return message, _("The last backup is {backup}: copy it over the damaged file.").format(
            backup=error.text("backup")
        )
    return message, _("There is no backup yet; keep the file for a repair.")


def _log_is_foreign(error: _Context) -> Words:
    return (
        _("{path} is not a log of Presence; it was left as it is.").format(path=error.text("path")),
        _("Move it away, or name another folder with --home."),
    )


def _log_is_busy(error: _Context) -> Words:
    return (
        _("Another program holds the log {path}.").format(path=error.text("path")),
        _("Try again in a moment."),
    )


def _settings_broken(error: _Context) -> Words:
    message = _("{path}, line {line}: {detail}").format(
        path=error.text("path"), line=error.text("line"), detail=error.text("detail")
    )
    if error.text("kept"):
        return message, _("It was kept as {kept}; the defaults are used.").format(
            kept=error.text("kept")
        )
    return message, _("The defaults are used until it is put right.")


def _settings_newer(error: _Context) -> Words:
    return (
        _("{path} was written by a newer Presence; it was left as it is.").format(
            path=error.text("path")
        ),
        _("Update Presence; until then the defaults are used."),
    )


def _mute_failed(error: _Context) -> Words:
    return (
        _("The desktop refused ({mechanism}): {detail}").format(
            mechanism=error.text("mechanism"), detail=error.text("detail")
        ),
        _("“presence mute doctor” shows what this desktop offers."),
    )


def _mute_timed_out(error: _Context) -> Words:
    return (
        _("The desktop did not answer ({mechanism}).").format(mechanism=error.text("mechanism")),
        _("“presence mute doctor” shows what this desktop offers."),
    )


def _lease_broken(error: _Context) -> Words:
    return (
        _("What the desktop was like before cannot be read from {path}: {detail}").format(
            path=error.text("path"), detail=error.text("detail")
        ),
        _("Look at the desktop's do-not-disturb switch yourself."),
    )


def _no_lease(error: _Context) -> Words:
    return _("Presence is not muting anything."), ""


_EXPLANATIONS: Mapping[ErrorCode, Callable[[_Context], Words]] = {
    ErrorCode.UNKNOWN_KIND: _unknown_kind,
    ErrorCode.AMBIGUOUS_KIND: _ambiguous_kind,
    ErrorCode.BAD_TIME: _bad_time,
    ErrorCode.BAD_LENGTH: _bad_length,
    ErrorCode.BAD_ENTRY: _bad_entry,
    ErrorCode.BAD_FILTER: _bad_filter,
    ErrorCode.UNKNOWN_REASON: _unknown_reason,
    ErrorCode.CONFLICTING_WORDS: _conflicting_words,
    ErrorCode.BAD_REQUEST: _bad_request,
    ErrorCode.ALREADY_RUNNING: _already_running,
    ErrorCode.NOTHING_RUNNING: _nothing_running,
    ErrorCode.NO_LENGTH: _no_length,
    ErrorCode.TOO_LONG: _too_long,
    ErrorCode.END_BEFORE_START: _end_before_start,
    ErrorCode.IN_THE_FUTURE: _in_the_future,
    ErrorCode.NOTHING_TO_UNDO: _nothing_to_undo,
    ErrorCode.NOTHING_TO_REDO: _nothing_to_redo,
    ErrorCode.CHANGED_SINCE: _changed_since,
    ErrorCode.NO_SUCH_SESSION: _no_such_session,
    ErrorCode.KIND_EXISTS: _kind_exists,
    ErrorCode.KIND_IN_USE: _kind_in_use,
    ErrorCode.APP_DID_NOT_START: _app_did_not_start,
    ErrorCode.APP_DID_NOT_ANSWER: _app_did_not_answer,
    ErrorCode.NO_APP: _no_app,
    ErrorCode.NO_SCREEN: _no_screen,
    ErrorCode.HOME_NOT_WRITABLE: _home_not_writable,
    ErrorCode.DISK_FULL: _disk_full,
    ErrorCode.LOG_IS_NEWER: _log_is_newer,
    ErrorCode.LOG_IS_DAMAGED: _log_is_damaged,
    ErrorCode.LOG_IS_FOREIGN: _log_is_foreign,
    ErrorCode.LOG_IS_BUSY: _log_is_busy,
    ErrorCode.SETTINGS_BROKEN: _settings_broken,
    ErrorCode.SETTINGS_NEWER: _settings_newer,
    ErrorCode.MUTE_FAILED: _mute_failed,
    ErrorCode.MUTE_TIMED_OUT: _mute_timed_out,
    ErrorCode.LEASE_BROKEN: _lease_broken,
    ErrorCode.NO_LEASE: _no_lease,
}

"""Where the words for a trouble are: each field has its own, loaded when it is in trouble."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode

Words = Callable[[], tuple[str, str]]
Table = tuple[Mapping[ErrorCode, Words], Mapping[tuple[ErrorCode, str], Words]]


def words_of(code: ErrorCode) -> Table:
    """The words of the field that knows this code; the second of them where a value is given."""
    for field in _FIELDS:
        words, words_with = field()
        if code in words:
            return words, words_with
    raise KeyError(code)


def _log() -> Table:
    from presence.words.safety.log_trouble import LOG_WORDS, LOG_WORDS_WITH

    return LOG_WORDS, LOG_WORDS_WITH


def _own_files() -> Table:
    from presence.words.safety.file_trouble import OWN_FILE_WORDS, OWN_FILE_WORDS_WITH

    return OWN_FILE_WORDS, OWN_FILE_WORDS_WITH


def _mute() -> Table:
    from presence.words.mute.trouble import MUTE_WORDS

    return MUTE_WORDS, {}


def _names() -> Table:
    from presence.words.names.trouble import NAME_WORDS, NAME_WORDS_WITH

    return NAME_WORDS, NAME_WORDS_WITH


def _exchange() -> Table:
    from presence.words.exchange.trouble import FILE_WORDS

    return FILE_WORDS, {}


def _editing() -> Table:
    from presence.words.log.trouble import EDIT_WORDS, EDIT_WORDS_WITH

    return EDIT_WORDS, EDIT_WORDS_WITH


def _goals() -> Table:
    from presence.words.goals.trouble import GOAL_WORDS, GOAL_WORDS_WITH

    return GOAL_WORDS, GOAL_WORDS_WITH


def _plans() -> Table:
    from presence.words.coming.plan_trouble import PLAN_WORDS, PLAN_WORDS_WITH

    return PLAN_WORDS, PLAN_WORDS_WITH


def _calendars() -> Table:
    from presence.words.coming.calendar_trouble import CALENDAR_WORDS, CALENDAR_WORDS_WITH

    return CALENDAR_WORDS, CALENDAR_WORDS_WITH


def _people() -> Table:
    from presence.words.people.trouble import PEOPLE_WORDS

    return PEOPLE_WORDS, {}


def _phones() -> Table:
    from presence.words.phone.trouble import PHONE_WORDS, PHONE_WORDS_WITH

    return PHONE_WORDS, PHONE_WORDS_WITH


def _courtesy() -> Table:
    from presence.words.courtesy import COURTESY_WORDS, COURTESY_WORDS_WITH

    return COURTESY_WORDS, COURTESY_WORDS_WITH


_FIELDS: tuple[Callable[[], Table], ...] = (
    _log,
    _own_files,
    _mute,
    _names,
    _exchange,
    _editing,
    _goals,
    _plans,
    _calendars,
    _people,
    _phones,
    _courtesy,
)

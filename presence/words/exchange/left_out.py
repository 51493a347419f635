"""Why a line of a file does not go into the log, in one sentence."""

from collections.abc import Callable, Mapping

from presence.core.exchange.arrival import LeftOut, Why
from presence.texts import _, ngettext
from presence.words.dates import grouped

_REASONS: Mapping[Why, Callable[[], str]] = {
    Why.NOT_UTF8: lambda: _("it is not UTF-8"),
    Why.LINE_TOO_LONG: lambda: _("it is longer than a megabyte"),
    Why.NUL: lambda: _("it holds a NUL byte"),
    Why.CUT_SHORT: lambda: _("the file is cut short here"),
    Why.NOT_JSON: lambda: _("it is no JSON"),
    Why.NOT_XML: lambda: _("it is no XML, or of a kind that is not read"),
    Why.NOT_AN_OBJECT: lambda: _("it is no JSON object"),
    Why.TOO_DEEP: lambda: _("it is nested too deeply"),
    Why.UNKNOWN_TYPE: lambda: _("this Presence does not know what “{value}” is"),
    Why.OPEN_QUOTE: lambda: _("a quote is opened and never closed"),
    Why.TOO_MANY_CELLS: lambda: _("it has more cells than there are columns"),
    Why.NO_CARD: lambda: _("it belongs to no card"),
    Why.TOO_LARGE: lambda: _("the card is larger than eight megabytes"),
    Why.MISSING: lambda: _("{field} is missing"),
    Why.BAD_VALUE: lambda: _("{field} cannot be “{value}”"),
    Why.VALUE_LOST: lambda: _("{field} cannot be “{value}”; all else of it goes in"),
    Why.VALUE_CUT: lambda: _("{field} is too long: its first {value} letters go in"),
    Why.VALUES_LOST: lambda: _("{field} is said too often: the first {value} go in"),
    Why.UNKNOWN_ZONE: lambda: _("there is no time zone “{value}” here"),
    Why.END_BEFORE_START: lambda: _("it ends before it starts"),
    Why.TOO_LONG: lambda: _("it is longer than seven days"),
    Why.OUT_OF_TIME: lambda: _("{field} is still to come, or too long ago: {value}"),
    Why.NO_NAME: lambda: _("it names nobody"),
    Why.NO_LENGTH: lambda: _("it ends when it starts"),
    Why.STILL_RUNNING: lambda: _("it has no end: it was in progress when the file was written"),
    Why.NO_SUCH_TIME: lambda: _(
        "{field} is a time that no clock showed, being set forward for the summer: {value}"
    ),
    Why.DAY_BEGAN: lambda: _("it only says when the day began"),
    Why.NOT_COUNTED: lambda: _("the other program does not count it either: {value}"),
    Why.CANCELLED: lambda: _("it was cancelled"),
    Why.TURNED_DOWN: lambda: _("you turned it down"),
    Why.FREE: lambda: _("it says that you were free"),
    Why.ALL_DAY: lambda: _("it lasts whole days, and says no time"),
    Why.NOT_YET: lambda: _("nothing of it is over yet"),
    Why.NOT_READ: lambda: _("the calendar cannot be read here: {value}"),
    Why.TWICE: lambda: _("line {value} has the same id"),
    Why.NO_SUCH_PERSON: lambda: _("it names a person who is not in the file: {value}"),
    Why.NAME_OF_A_PERSON: lambda: _("“{value}” is no group: a person has that name"),
    Why.OURS_KEPT: lambda: _(
        "the log has it with other content, which was kept; --update takes the file's"
    ),
    Why.LOOK_ELSEWHERE: lambda: _("a look in it is one of another session in the log"),
    Why.ANOTHER_RUNS: lambda: _("it has no end, and another session is in progress"),
}

# What is left out as a whole, with how many there are.
_REASONS_OF_MANY: Mapping[Why, Callable[[int], str]] = {
    Why.NOT_WITH_PEOPLE: lambda count: ngettext(
        "what was on a screen is no time with people ({count} entry)",
        "what was on a screen is no time with people ({count} entries)",
        count,
    ),
    Why.PHONE_UNLOCKED: lambda count: ngettext(
        "a look at a phone is no time with people ({count} entry)",
        "looks at a phone are no time with people ({count} entries)",
        count,
    ),
    Why.NO_TYPE: lambda count: ngettext(
        "it does not say of what it is ({count} entry)",
        "it does not say of what it is ({count} entries)",
        count,
    ),
    Why.NOT_KNOWN_HERE: lambda count: ngettext(
        "Presence does not know what this is ({count} entry)",
        "Presence does not know what these are ({count} entries)",
        count,
    ),
}


def reason_line(left_out: LeftOut) -> str:
    """What is wrong with the line; quotes what is in the file."""
    if left_out.why in _REASONS_OF_MANY:
        count = int(left_out.value)
        return _REASONS_OF_MANY[left_out.why](count).format(count=grouped(count))
    if left_out.why is Why.REST_UNREAD:
        reason = _REASONS[Why(left_out.field)]().format(field="", value=left_out.value)
        return _("nothing was read from here on: {reason}").format(reason=reason)
    text, value = _REASONS[left_out.why](), left_out.value
    if left_out.why in (Why.VALUE_CUT, Why.VALUES_LOST):
        value = grouped(int(value))
    return text.format(field=left_out.field, value=value)


def unnamed_line(count: int) -> str:
    """How many more there are than are named; "" for none."""
    text = ngettext(
        "{count} more was left out, and is not named.",
        "{count} more were left out, and are not named.",
        count,
    )
    return text.format(count=grouped(count)) if count else ""

"""The words of the window of names, which are different for each sort of name."""

from collections.abc import Callable

from presence.core.names.use import Names
from presence.texts import _, ngettext
from presence.words.dates import grouped

_TITLES: dict[Names, Callable[[], str]] = {
    Names.PEOPLE: lambda: _("People"),
    Names.KINDS: lambda: _("Kinds"),
    Names.TAGS: lambda: _("Tags"),
    Names.GROUPS: lambda: _("Groups"),
    Names.PLACES: lambda: _("Places"),
}
_EMPTY: dict[Names, Callable[[], str]] = {
    Names.PEOPLE: lambda: _("People you were with will stand here."),
    Names.KINDS: lambda: _("There is no kind."),
    Names.TAGS: lambda: _("Write #family into a session's line, and the tag will stand here."),
    Names.GROUPS: lambda: _(
        "A group is several people under one name: “@Family” stands for all of them."
    ),
    Names.PLACES: lambda: _("Places that you write into sessions will stand here."),
}


def title(names: Names) -> str:
    """``People``."""
    return _TITLES[names]()


def nothing(names: Names) -> str:
    """What stands in place of an empty list."""
    return _EMPTY[names]()


def count_line(names: Names, count: int) -> str:
    """``312 people``."""
    match names:
        case Names.PEOPLE:
            said = ngettext("{count} person", "{count} people", count)
        case Names.KINDS:
            said = ngettext("{count} kind", "{count} kinds", count)
        case Names.TAGS:
            said = ngettext("{count} tag", "{count} tags", count)
        case Names.GROUPS:
            said = ngettext("{count} group", "{count} groups", count)
        case Names.PLACES:
            said = ngettext("{count} place", "{count} places", count)
    return said.format(count=grouped(count))


def merge_line(sessions: int, name: str) -> str:
    """What a merge will do."""
    said = ngettext(
        "{count} session will say {name}.", "{count} sessions will say {name}.", sessions
    )
    return said.format(count=grouped(sessions), name=name)

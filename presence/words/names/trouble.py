"""What went wrong with names: of people, groups, tags and places."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _

Words = Callable[[], tuple[str, str]]

NAME_WORDS: Mapping[ErrorCode, Words] = {
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
    ErrorCode.MERGES_NOTHING: lambda: (
        _("“{text}” is the name that stays, and no other is named."),
        _("Name what is to be merged into it before --into."),
    ),
    ErrorCode.NAME_TAKEN: lambda: (
        _("Somebody else is called “{text}” already."),
        _("If they are the same, merge the two."),
    ),
}

NAME_WORDS_WITH: Mapping[tuple[ErrorCode, str], Words] = {
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
}

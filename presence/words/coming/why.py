"""Why an event is proposed or is not, as people read it."""

from collections.abc import Sequence

from presence.core.coming.proposal import Judgement, Reason
from presence.texts import _


def reason_words(reason: Reason) -> str:
    """``with others``, ``you have declined``."""
    return _WORDS[reason]()


def reasons_line(reasons: Sequence[Reason]) -> str:
    """``all day, nobody else is in it``."""
    return ", ".join(map(reason_words, reasons))


def why_line(judgement: Judgement) -> str:
    """``Proposed: with others, at a place``; ``Not proposed: a video link``."""
    said = _("Proposed: {reasons}") if judgement.is_proposed else _("Not proposed: {reasons}")
    return said.format(reasons=reasons_line(judgement.reasons))


_WORDS = {
    Reason.ALWAYS: lambda: _("one of your words for it"),
    Reason.WITH_OTHERS: lambda: _("with others"),
    Reason.NAMED_IN_TITLE: lambda: _("its title names somebody"),
    Reason.HAS_PLACE: lambda: _("at a place"),
    Reason.SAID_IN_PERSON: lambda: _("its title says “in person”"),
    Reason.NO_LINK: lambda: _("no video link"),
    Reason.IGNORED: lambda: _("you ignore this calendar"),
    Reason.CANCELLED: lambda: _("cancelled"),
    Reason.DECLINED: lambda: _("you have declined"),
    Reason.NEVER: lambda: _("one of your words against it"),
    Reason.ALL_DAY: lambda: _("all day"),
    Reason.TOO_LONG: lambda: _("longer than a week"),
    Reason.NOBODY_ELSE: lambda: _("nobody else is in it"),
    Reason.ALL_DECLINED: lambda: _("everybody else has declined"),
    Reason.ONLINE_PLACE: lambda: _("its place is online"),
    Reason.VIDEO_LINK: lambda: _("a video link and no place"),
    Reason.A_CALL: lambda: _("its title says that it is a call"),
    Reason.FREE_TIME: lambda: _("shown as free time"),
    Reason.PRIVATE: lambda: _("marked as private"),
    Reason.TENTATIVE: lambda: _("only tentative"),
    Reason.OPTIONAL: lambda: _("you are optional"),
    Reason.WHO_IS_ME: lambda: _("which of them you are is not known (setting “me”)"),
}

"""What a link that asks to start proposes, as a line; why one is refused."""

from datetime import datetime

from presence.core.entry.link import KEYS, BadLink, LinkProblem, read_link
from presence.core.kind import Kinds
from presence.texts import _
from presence.words.entry import start_line_in_words
from presence.words.kinds import find_kind


def linked_line(link: str, usual_kind: str, kinds: Kinds, now: datetime) -> str:
    """What the start window is filled in with; raises BadLink, or NotUnderstood for the kind."""
    linked = read_link(link)
    kind = find_kind(linked.kind or kinds.still(usual_kind), kinds).key
    return start_line_in_words(linked.request(kind), kinds, now)


def bad_link_words(error: BadLink) -> str:
    """What of the link is at fault, to stand after a colon."""
    match error.problem:
        case LinkProblem.NOT_OURS:
            said = _("a link of Presence begins with presence://start")
        case LinkProblem.TOO_LONG:
            said = _("the link is too long")
            if error.part:
                said = _("“{part}” in the link is too long")
        case LinkProblem.UNKNOWN_VERB:
            said = _("a link can only “start”, not “{part}”")
        case LinkProblem.UNKNOWN_KEY:
            said = _("“{part}” in the link, which knows only {known}")
        case LinkProblem.TWICE:
            said = _("“{part}” stands twice in the link")
        case LinkProblem.BAD_TEXT:
            said = _("what the link says for “{part}” is no text")
        case LinkProblem.BAD_LENGTH:
            said = _("“{part}” in the link is no length such as 90m")
    return said.format(part=error.part, known=", ".join(KEYS))

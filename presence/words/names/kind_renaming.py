"""A kind under another name: one that no other kind can be meant by."""

from dataclasses import replace

from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.kind import Kind, Kinds
from presence.core.names.kind_rules import is_built_in
from presence.core.names.spelling import tidy
from presence.core.person import folded, named
from presence.words.kinds import kind_name, spellings


def renamed(kinds: Kinds, kind: Kind, name: str) -> Kind:
    """The kind so called; a built-in one under its own word has no name but that.

    Raises NotUnderstood and Refused(KIND_EXISTS).
    """
    name = named(tidy(name))
    if not name:
        raise NotUnderstood(ErrorCode.NO_NAME)
    for other in kinds:
        if other.key != kind.key and folded(name) in spellings(other):
            raise Refused(ErrorCode.KIND_EXISTS, text=kind_name(other))
    if is_built_in(kind.key) and name == kind_name(replace(kind, name="")):
        name = ""
    return replace(kind, name=name)

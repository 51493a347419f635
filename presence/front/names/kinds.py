"""A kind in its form, and out of it again, by the rules for kinds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from presence.core.kind import Kind, Kinds
from presence.core.names.kind_rules import key_for, plain_kind, sound_length, with_nature
from presence.core.person import folded
from presence.texts import _
from presence.ui.names.view import KindForm, KindWish
from presence.words.dates import length, planned_length
from presence.words.kinds import kind_name
from presence.words.names.kind_renaming import renamed

Reader = Callable[[str], timedelta]


def form_of(kind: Kind) -> KindForm:
    """What the form shows of a kind."""
    usual = kind.default_length
    return KindForm(
        kind=kind,
        name=kind_name(kind),
        length=_("open") if usual is None else planned_length(usual),
        bound=length(kind.bound_after_start),
    )


def new_form() -> KindForm:
    """What the form shows for a new one."""
    return replace(form_of(plain_kind("", "")), name="")


def changed(kinds: Kinds, wish: KindWish, read_length: Reader) -> Kind:
    """The kind as it was wished, or a new one; what the form does not ask stays.

    Raises NotUnderstood and Refused for a length or a name that cannot be.
    """
    key = wish.key or key_for(wish.name, [kind.key for kind in kinds])
    before = kinds[key] if wish.key else plain_kind(key, key)
    known = kinds if wish.key else Kinds([*kinds, before])
    kind = with_nature(renamed(known, known[key], wish.name), wish.nature)
    asked = form_of(before)
    if wish.length != asked.length:
        is_open = folded(wish.length) in {folded("open"), folded(_("open"))}
        kind = replace(kind, default_length=None if is_open else _read(wish.length, read_length))
    if wish.bound != asked.bound:
        kind = replace(kind, bound_after_start=_read(wish.bound, read_length))
    if wish.watches != before.watches_input:
        kind = replace(kind, watches_input=wish.watches)
    if wish.nudges != before.nudges or not kind.watches_input:
        kind = replace(kind, nudges=wish.nudges and kind.watches_input)
    return replace(kind, sphere=wish.sphere, icon=wish.icon, colour=wish.colour)


def _read(text: str, read_length: Reader) -> timedelta:
    return sound_length(read_length(text), text)

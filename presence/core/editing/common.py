"""What several sessions are to have in common: what is left empty stays as it is in each."""

from presence.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Common:
    """What was written; "" and None leave what there is, a place "" takes it away.

    The kind of one that is in progress stays: it decides how long it is quiet.
    """

    kind: str = ""
    with_people: tuple[str, ...] = ()
    without_people: tuple[str, ...] = ()
    with_tags: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    place: str | None = None

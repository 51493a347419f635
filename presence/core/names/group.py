"""A group: people who are thought of together, as a family or a team."""

from presence.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A name for several people; ``people`` are their names, in the person's own order."""

    id: str
    name: str
    people: tuple[str, ...] = ()

"""A line of one of the menu's lists."""

from collections.abc import Callable

from presence.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its text and what it asks for; without a text it is a separator."""

    text: str = ""
    ask: Callable[..., object] | None = None
    values: tuple[object, ...] = ()

"""What was asked of a review, read without argparse where it is said plainly."""

from presence.core.library import Sequence
from presence.core.review.period import Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
else:  # argparse costs as much as all that is read of the log

    class Namespace:
        """The same words by their names."""

        def __init__(self, **words):
            self.__dict__.update(words)


_UNITS = {unit.value: unit for unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR)}
_SPAN = {"--from": "first", "--to": "last"}


def plainly_asked(words: Sequence[str]) -> "Namespace | None":
    """Of ``week``, ``month last``, ``week --hours --from 2025``; None for what needs a parser."""
    if not words or words[0] not in _UNITS:
        return None
    span: dict[str, str | None] = {"first": None, "last": None}
    date: list[str] = []
    hours = False
    waiting = list(words[:0:-1])
    while waiting:
        word = waiting.pop()
        name = _SPAN.get(word)
        if name is not None and waiting and span[name] is None:
            span[name] = word = waiting.pop()
        elif word == "--hours":
            hours = True
            continue
        elif name is None:
            date.append(word)
        else:
            return None
        if word.startswith("-"):
            return None
    return Namespace(
        unit=_UNITS[words[0]],
        date=date,
        **span,
        compare=None,
        by=None,
        averages=False,
        hours=hours,
        html=None,
        png=None,
        pdf=None,
        with_names=False,
        force=False,
    )

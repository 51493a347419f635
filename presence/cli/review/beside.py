"""Two periods beside each other, as a terminal shows them."""

from collections.abc import Iterable
from datetime import timedelta

from presence.cli.context import Context
from presence.cli.review.text import MOST_NAMES, head_of
from presence.cli.table import cut, plain, table
from presence.core.review import Comparison, Pair
from presence.texts import _
from presence.words.dates import hours, percent, signed_hours
from presence.words.kinds import kind_name


def comparison_text(context: Context, comparison: Comparison) -> str:
    """A column for each, and the difference; no word on which of them is better."""
    one, other = comparison.one, comparison.other
    kinds = context.reviews.kinds()
    today = one.period.calendar.day_of(context.now)
    rows = [
        ["", head_of(one, today), head_of(other, today), ""],
        _row(_("Total"), comparison.total),
        _row(_("With people"), comparison.with_people),
    ]
    if not comparison.is_equally_long:
        rows.append(_row(_("A day on average"), comparison.per_day))
    shares = [
        "" if review.kept_share is None else percent(review.kept_share) for review in (one, other)
    ]
    if any(shares):
        rows.append([_("Kept"), *shares, ""])
    pieces = [rows]
    pieces.append([_row(kind_name(kinds[key]), pair) for key, pair in comparison.by_kind])
    pieces.append(_named(comparison.by_person))
    pieces.append(_named(comparison.by_group))
    lines = table([row for piece in pieces for row in piece]).split("\n")
    text = "\n\n".join("\n".join(lines.pop(0) for _row in piece) for piece in pieces if piece)
    if one.is_running != other.is_running:
        text += "\n\n" + cut(_("One of them is not over yet."))
    return text


def _named(pairs: Iterable[tuple[str, Pair]]) -> list[list[str]]:
    return [_row(name, pair) for name, pair in list(pairs)[:MOST_NAMES]]


def _row(name: str, pair: Pair) -> list[str]:
    return [plain(name), _hours(pair.one), _hours(pair.other), _change(pair.change)]


def _hours(span: timedelta) -> str:
    return hours(span) if span else "–"


def _change(span: timedelta) -> str:
    return signed_hours(span) if span else ""

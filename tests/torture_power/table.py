"""What the power cuts did, for the terminal."""

from collections.abc import Mapping

from tests.torture_power.disk import Way
from tests.torture_power.judge import Loss
from tests.torture_power.run import Outcome

WIDTH = 44


def table(outcomes: Mapping[str, Outcome]) -> str:
    """A column for each record."""
    lines = [_line("", list(outcomes))]
    every = list(outcomes.values())
    lines.append(_line("power cuts", [outcome.cuts for outcome in every]))
    lines.append(_line("  with something not synced", [each.unsynced for each in every]))
    lines += [_line(f"  {way.value}", [each.ways[way] for each in every]) for way in Way]
    names = sorted({name for each in every for name in each.points})
    lines += [_line(f"  after: {name}", [each.points[name] for each in every]) for name in names]
    lines += [_line(loss.value, [each.losses[loss] for each in every]) for loss in Loss]
    lines.append(_line("unfinished files left beside", [each.left_over for each in every]))
    lines.append(_line("restore cut short, log beside", [each.beside for each in every]))
    return "\n".join(lines)


def _line(head: str, cells: list[object] | list[str] | list[int]) -> str:
    return f"{head:{WIDTH}}" + "".join(f"{cell:>20}" for cell in cells)

"""What was hit and what came of it, for the terminal."""

from collections import Counter
from collections.abc import Sequence

from tests.torture_log.flips import Outcome, Tally
from tests.torture_log.kill import Kill, Loss, Phase
from tests.torture_log.run import VICTIMS
from tests.torture_log.trouble import Trouble

WIDTH = 55


def histogram(kills: Sequence[Kill]) -> str:
    """Phases by what was interrupted."""
    hits = Counter((kill.operation, kill.is_by_app, kill.phase) for kill in kills)
    by_trouble = Counter((kill.strike.trouble, kill.phase) for kill in kills)
    lines = [_line("kills", [*(phase.value for phase in Phase), "all"])]
    for operation, is_by_app in VICTIMS:
        row = [hits[operation, is_by_app, phase] for phase in Phase]
        lines.append(_line(f"{operation.word}{', app' * is_by_app}", [*row, sum(row)]))
    for trouble in Trouble:
        row = [by_trouble[trouble, phase] for phase in Phase]
        lines.append(_line(f"disk: {trouble.value}", [*row, sum(row)]))
    row = [sum(kill.phase is phase for kill in kills) for phase in Phase]
    by_call = sum(bool(kill.strike.call) for kill in kills)
    lines.append(_line(f"all, {by_call} at a system call", [*row, sum(row)]))
    return "\n".join(lines)


def troubles(runs: Sequence[Kill]) -> str:
    """What was said where nothing was killed."""
    lines = [_line("in trouble, not killed", ["asked", "done", "refused", "as"])]
    for trouble in Trouble:
        some = [run for run in runs if run.strike.trouble is trouble]
        refused = [run for run in some if run.code]
        said = ", ".join(sorted({run.said for run in refused if run.said}))
        if some:
            numbers = [len(some), len(some) - len(refused), len(refused)]
            lines.append(_line(trouble.value, [*numbers, said]))
    return "\n".join(lines)


def losses(kills: Sequence[Kill], before: int) -> str:
    """What must not be, of the changes before and at the kills."""
    found = Counter(loss for kill in kills for loss in kill.losses)
    at_kills = sum(kill.acknowledged for kill in kills)
    lines = [_line("acknowledged", [before + at_kills]), _line("  as it was struck", [at_kills])]
    lines += [_line(loss.value, [found[loss]]) for loss in Loss]
    return "\n".join(lines)


def flipped(tally: Tally) -> str:
    """What became of single bits flipped in a log."""
    lines = [_line("single bits flipped", [sum(tally.counts.values())])]
    lines += [_line(f"  {outcome.value}", [tally.counts[outcome]]) for outcome in Outcome]
    return "\n".join([*lines, *tally.remarks])


def _line(head: str, cells: Sequence[object]) -> str:
    return f"{head:{WIDTH}}" + "".join(f"{cell:>24}" for cell in cells)

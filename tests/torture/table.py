"""What was hit and what came of it, for the terminal."""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from tests.torture.kill import Blow, Kill
from tests.torture.phase import Phase

WIDTH = 30


def histogram(kills: Sequence[Kill]) -> str:
    """Phases by server, and by what was sent."""
    servers = list(dict.fromkeys(kill.server for kill in kills))
    by_server = Counter((kill.phase, kill.server) for kill in kills)
    by_blow = Counter((kill.phase, kill.blow) for kill in kills)
    lines = [_line("", [*servers, *(blow.value for blow in Blow), "all"])]
    for phase in Phase:
        row = [by_server[phase, server] for server in servers]
        lines.append(_line(phase.value, [*row, *(by_blow[phase, blow] for blow in Blow), sum(row)]))
    return "\n".join(lines)


def _line(head: str, cells: Sequence[object]) -> str:
    return f"{head:{WIDTH}}" + "".join(f"{cell:>12}" for cell in cells)


def times(kills: Sequence[Kill]) -> str:
    """From the kill until the desktop was as before, where it was muted."""
    lines = [_line("ms from kill to restored", ["times", "min", "median", "max"])]
    for server in dict.fromkeys(kill.server for kill in kills):
        values = [
            kill.restored_ms
            for kill in kills
            if kill.server == server and kill.restored_ms is not None
        ]
        if values:
            numbers = (f"{value:.1f}" for value in (min(values), median(values), max(values)))
            lines.append(_line(server, [len(values), *numbers]))
    return "\n".join(lines)

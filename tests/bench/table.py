"""What was measured, beside what it was measured against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Row:
    """One thing measured some times; ``limit`` is in the unit, ``at_most`` a ratio to the floor."""

    name: str
    unit: str
    values: Sequence[float]
    floor: "Row | None" = None
    at_most: float | None = None
    limit: float | None = None

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def ratio(self) -> float | None:
        if self.floor is None or not self.floor.middle:
            return None
        return self.middle / self.floor.middle

    @property
    def is_kept(self) -> bool:
        within_ratio = self.at_most is None or (self.ratio or 0) <= self.at_most
        return within_ratio and (self.limit is None or self.middle <= self.limit)


@dataclass
class Table:
    """All rows of one run, printed as they come."""

    rows: list[Row] = field(default_factory=list)

    def head(self) -> None:
        print(f"{'':44}{'min':>9}{'median':>9}{'max':>9}{'ratio':>8}  limit", flush=True)

    def add(self, row: Row) -> Row:
        self.rows.append(row)
        print(_line(row), flush=True)
        return row

    def is_kept(self) -> bool:
        return all(row.is_kept for row in self.rows)


def _line(row: Row) -> str:
    numbers = "".join(
        f"{value:9.{0 if value >= 100 else 1}f}"
        for value in (min(row.values), row.middle, max(row.values))
    )
    ratio = f"{row.ratio:8.2f}" if row.ratio is not None else " " * 8
    limits = []
    if row.at_most is not None and row.floor is not None:
        limits.append(f"≤ {row.at_most:g} × {row.floor.name}")
    if row.limit is not None:
        limits.append(f"≤ {row.limit:g} {row.unit}")
    verdict = "" if not limits else "  kept" if row.is_kept else "  OVER"
    return f"{f'{row.name} [{row.unit}]':44}{numbers}{ratio}  {' and '.join(limits)}{verdict}"

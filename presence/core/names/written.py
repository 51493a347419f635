"""Kinds as a person writes them into the settings file, for dotfiles: ``[kinds.dinner]``.

Kinds live in the log, where windows and commands change them. What the file says of one is taken
over into the log when it is new there, and only then: what is changed afterwards stays changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from presence.core.kind import Around, Kind, Nature, OverTime, Sphere
from presence.core.names.kind_rules import KEY, with_nature
from presence.core.settings import MOST, BadValue, allowed_values, read_value


@dataclass(frozen=True, slots=True)
class WrittenKind:
    """What a table says of a kind; None where it says nothing.

    ``default_minutes`` 0 is open-ended, ``bound_after_plan_minutes`` 0 is none.
    """

    name: str | None = None
    nature: Nature | None = None
    sphere: Sphere | None = None
    default_minutes: int | None = None
    over_time: OverTime | None = None
    bound_minutes: int | None = None
    bound_after_plan_minutes: int | None = None
    watches_input: bool | None = None
    nudges: bool | None = None
    asks_about_sleep: bool | None = None
    around: tuple[str, ...] | None = None


WrittenKinds = Mapping[str, WrittenKind]
# A value of the type that each may have.
_LIKE = WrittenKind("", Nature.AWAY, Sphere.WORK, 0, OverTime.COUNT, 1, 0, False, False, False, ())
_AROUND = tuple(wish.value for wish in Around)


def read_kinds(table: object) -> tuple[dict[str, WrittenKind], tuple[BadValue, ...]]:
    """The kinds of a parsed settings file by key; what cannot be used is reported."""
    if not isinstance(table, Mapping):
        return {}, (BadValue("kinds", table, "[kinds.NAME]"),)
    written: dict[str, WrittenKind] = {}
    bad: list[BadValue] = []
    for key, values in table.items():
        if not isinstance(values, Mapping) or not KEY.fullmatch(str(key)):
            bad.append(BadValue(f"kinds.{key}", values, "[kinds.NAME]"))
            continue
        good: dict[str, object] = {}
        for item in fields(WrittenKind):
            if item.name in values:
                try:
                    good[item.name] = _read(item.name, values[item.name])
                except ValueError:
                    full = f"kinds.{key}.{item.name}"
                    bad.append(BadValue(full, values[item.name], _allowed(item.name)))
        written[str(key)] = WrittenKind(**good)  # type: ignore[arg-type]  # by read_value
    return written, tuple(bad)


def as_written(kind: Kind, written: WrittenKind) -> Kind:
    """The kind as the table has it; what the table does not say stays."""
    if written.nature is not None:
        kind = with_nature(kind, written.nature)
    if written.name is not None:
        kind = replace(kind, name=" ".join(written.name.split()))
    if written.sphere is not None:
        kind = replace(kind, sphere=written.sphere)
    if written.over_time is not None:
        kind = replace(kind, over_time=written.over_time)
    if written.default_minutes is not None:
        kind = replace(kind, default_length=_span(written.default_minutes))
    if written.bound_minutes:
        kind = replace(kind, bound_after_start=timedelta(minutes=written.bound_minutes))
    if written.bound_after_plan_minutes is not None:
        kind = replace(kind, bound_after_plan=_span(written.bound_after_plan_minutes))
    if written.asks_about_sleep is not None:
        kind = replace(kind, asks_about_sleep=written.asks_about_sleep)
    if written.around is not None:
        kind = replace(kind, around=frozenset(map(Around, written.around)))
    return _with_attention(kind, written)


def _with_attention(kind: Kind, written: WrittenKind) -> Kind:
    """Where no look counts there is none to nudge at."""
    watches = kind.watches_input if written.watches_input is None else written.watches_input
    nudges = kind.nudges if written.nudges is None else written.nudges
    return replace(kind, watches_input=watches, nudges=nudges and watches)


def _read(name: str, value: object) -> object:
    read = read_value(getattr(_LIKE, name), value)
    if isinstance(read, tuple) and not set(_AROUND).issuperset(read):
        raise ValueError(value)
    if name == "bound_minutes" and read == 0:
        raise ValueError(value)
    return read


def _allowed(name: str) -> str:
    if name == "around":
        return ", ".join(_AROUND)
    if name == "bound_minutes":
        return f"1 … {MOST}"
    return allowed_values(getattr(_LIKE, name))


def _span(minutes: int) -> timedelta | None:
    return timedelta(minutes=minutes) if minutes else None

"""What a phone is shown of the table, as its page reads it."""

from collections.abc import Mapping
from datetime import timedelta

from presence.core.table.view import SeatView, TableView


def table_event(view: TableView, phone_id: str) -> Mapping[str, object]:
    """While the session runs: who is there and how they lie, in the order in which they came."""
    ends = view.planned_end_at
    return {
        "kind": view.kind,
        "ends_in_s": None if ends is None else max(_seconds(ends - view.now), 0),
        "lasts_s": _seconds(view.lasts),
        "over_time": view.is_over_time,
        "phones": [
            {
                "name": seat.name,
                "state": seat.state.value,
                "you": seat.id == phone_id,
                "own": seat.is_own,
            }
            for seat in view.seats
        ],
        "down_s": _seconds(view.total),
        "longest_s": _seconds(view.longest),
        "shows_looks": view.shows_looks,
    }


def over_event(view: TableView, phone_id: str) -> Mapping[str, object]:
    """The last one; everybody's looks only where the host shows them."""
    return {
        "kind": view.kind,
        "lasts_s": _seconds(view.lasts),
        "down_s": _seconds(view.total),
        "longest_s": _seconds(view.longest),
        "phones": [_ended(seat, phone_id, view.shows_looks) for seat in view.seats],
    }


def what_changes(view: TableView) -> object:
    """All of it but what the page counts on by itself: nothing is told where this is the same."""
    return (
        view.kind,
        view.planned_end_at,
        view.ended_at,
        view.is_over_time,
        view.shows_looks,
        view.all_down,
        tuple((seat.id, seat.name, seat.state) for seat in view.seats),
    )


def _ended(seat: SeatView, phone_id: str, shows_looks: bool) -> Mapping[str, object]:
    is_you = seat.id == phone_id
    values: dict[str, object] = {
        "name": seat.name,
        "you": is_you,
        "own": seat.is_own,
        "down_s": _seconds(seat.down),
    }
    if is_you or shows_looks:
        values["looks"] = seat.looks
    return values


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)

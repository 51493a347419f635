"""What a phone is shown of the table, as its page reads it."""

from collections.abc import Mapping
from datetime import timedelta

from presence.core.table.view import SeatView, TableView


def table_event(view: TableView, phone_id: str) -> Mapping[str, object]:
    """While the session runs: who is there and how they lie, in the order in which they came."""
    ends, is_host = view.planned_end_at, _is_host(view, phone_id)
    return {
        "kind": view.kind,
        "ends_in_s": None if ends is None else max(_seconds(ends - view.now), 0),
        "lasts_s": _seconds(view.lasts),
        "over_time": view.is_over_time,
        "phones": [
            _who(seat, phone_id, is_host) | {"state": seat.state.value} for seat in view.seats
        ],
        "down_s": _seconds(view.total),
        "longest_s": _seconds(view.longest),
        "shows_looks": view.shows_looks,
    }


def over_event(view: TableView, phone_id: str) -> Mapping[str, object]:
    """The last one; everybody's looks only where the host shows them."""
    is_host = _is_host(view, phone_id)
    return {
        "kind": view.kind,
        "kind_key": view.kind_key,
        "lasts_s": _seconds(view.lasts),
        "down_s": _seconds(view.total),
        "longest_s": _seconds(view.longest),
        "phones": [_ended(seat, phone_id, is_host, view.shows_looks) for seat in view.seats],
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


def _is_host(view: TableView, phone_id: str) -> bool:
    return any(seat.is_own for seat in view.seats if seat.id == phone_id)


def _who(seat: SeatView, phone_id: str, is_host: bool) -> dict[str, object]:
    """Whose phone; what the host's own are called is for these alone to know."""
    is_named = is_host or not seat.is_own
    return {
        "name": seat.name if is_named else "",
        "you": seat.id == phone_id,
        "host": not is_named,
    }


def _ended(seat: SeatView, phone_id: str, is_host: bool, shows_looks: bool) -> Mapping[str, object]:
    values = _who(seat, phone_id, is_host) | {"down_s": _seconds(seat.down)}
    if values["you"] or shows_looks:
        values["looks"] = seat.looks
    return values


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)

"""What app and server tell each other, as JSON and back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from presence.core.slip import SlipReason
from presence.core.table.phone import Sensing, Told, Word
from presence.core.table.reach import Listening, Problem, Trouble
from presence.core.table.seat import State
from presence.core.table.view import SeatView, TableView

MILLISECOND = timedelta(milliseconds=1)


def table_values(view: TableView) -> Mapping[str, object]:
    """A table as phones are shown it."""
    return {
        "session": view.session,
        "kind": view.kind,
        "kind_key": view.kind_key,
        "now": view.now.isoformat(),
        "started_at": view.started_at.isoformat(),
        "planned_end_at": _written(view.planned_end_at),
        "ended_at": _written(view.ended_at),
        "is_over_time": view.is_over_time,
        "total": view.total.total_seconds(),
        "longest": view.longest.total_seconds(),
        "shows_looks": view.shows_looks,
        "seats": [
            {
                "id": seat.id,
                "name": seat.name,
                "state": seat.state.value,
                "since": seat.since.isoformat(),
                "is_own": seat.is_own,
                "sensing": seat.sensing.value,
                "down": seat.down.total_seconds(),
                "looks": seat.looks,
            }
            for seat in view.seats
        ],
    }


def table_of(values: Mapping[str, Any]) -> TableView:
    """The same, read."""
    seats = [
        SeatView(
            **each
            | {
                "state": State(each["state"]),
                "since": datetime.fromisoformat(each["since"]),
                "sensing": Sensing(each["sensing"]),
                "down": timedelta(seconds=each["down"]),
            }
        )
        for each in values["seats"]
    ]
    instants = ("now", "started_at", "planned_end_at", "ended_at")
    return TableView(
        **dict(values)
        | {name: _read(values[name]) for name in instants}
        | {name: timedelta(seconds=values[name]) for name in ("total", "longest")}
        | {"seats": tuple(seats)}
    )


def told_values(words: Sequence[Told], now: datetime) -> Sequence[Sequence[object]]:
    """Words by how long ago they were: the instant is the app's to say."""
    return [
        (
            each.phone,
            each.number,
            (now - each.at) // MILLISECOND,
            each.word.value,
            None if each.reason is None else each.reason.value,
        )
        for each in words
    ]


def told_of(values: Sequence[Sequence[Any]], now: datetime) -> Sequence[Told]:
    """The same, read."""
    return [
        Told(
            phone,
            int(number),
            now - timedelta(milliseconds=ago),
            Word(word),
            None if reason is None else SlipReason(reason),
        )
        for phone, number, ago, word, reason in values
    ]


def listening_values(listening: Listening) -> Mapping[str, object]:
    """Where it listens."""
    return {
        "https": listening.https,
        "http": listening.http,
        "port": listening.port,
        "https_by_name": listening.https_by_name,
        "http_by_name": listening.http_by_name,
        "words": listening.words,
        "fingerprint": listening.fingerprint,
        "problems": [problem_values(each) for each in listening.problems],
    }


def listening_of(values: Mapping[str, Any]) -> Listening:
    """The same, read."""
    problems = tuple(problem_of(each) for each in values["problems"])
    return Listening(**dict(values) | {"words": tuple(values["words"]), "problems": problems})


def problem_values(problem: Problem) -> Sequence[object]:
    """One of those that the server has."""
    return (problem.trouble.value, problem.text, problem.port, problem.instead)


def problem_of(values: Sequence[Any]) -> Problem:
    """The same, read."""
    trouble, text, port, instead = values
    return Problem(Trouble(trouble), text=str(text), port=int(port), instead=int(instead))


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

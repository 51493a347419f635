"""The phones that hear events, one stream each: what they were told last, and what comes next."""

from collections.abc import Callable
from dataclasses import dataclass

from presence.core.table.ports import Host
from presence.core.table.view import TableView
from presence.phone.api.shown import over_event, table_event, what_changes
from presence.phone.http.answer import as_json
from presence.phone.http.connection import Connection


@dataclass(slots=True)
class _Stream:
    connection: Connection
    told: object = None  # what of the table was told last


class Streams:
    """Tells the host who hears and who no longer does."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._streams: dict[str, _Stream] = {}

    def __len__(self) -> int:
        return len(self._streams)

    def open(self, phone_id: str) -> Callable[[Connection], None]:
        """What begins the stream of a phone on a connection; one that it had before is ended."""

        def opened(connection: Connection) -> None:
            before = self._streams.get(phone_id)
            stream = self._streams[phone_id] = _Stream(connection)
            connection.over = lambda: self._on_over(phone_id, stream)
            if before is not None:
                before.connection.end()
            self._host.connected(phone_id)
            self._tell(phone_id, stream)

        return opened

    def push(self) -> None:
        """Tell every phone of the table, where what it shows is another."""
        for phone_id, stream in tuple(self._streams.items()):
            self._tell(phone_id, stream)

    def drop(self, phone_id: str) -> None:
        """Hang up on one phone, which is let in no more."""
        if phone_id in self._streams:
            self._streams[phone_id].connection.end()

    def finish(self) -> None:
        """Tell every phone the end, and hang up."""
        for phone_id, stream in tuple(self._streams.items()):
            view = self._host.table_for(phone_id)
            if view is not None:
                self._tell_end(phone_id, stream, view)
            stream.connection.end()

    def _tell(self, phone_id: str, stream: _Stream) -> None:
        view = self._host.table_for(phone_id)
        if view is None:
            return
        if view.ended_at is not None:  # a phone that comes late to hand in its record
            self._tell_end(phone_id, stream, view)
            stream.connection.end()
            return
        told = what_changes(view)
        if told != stream.told:
            stream.told = told
            stream.connection.send_event("table", as_json(table_event(view, phone_id)))

    def _tell_end(self, phone_id: str, stream: _Stream, view: TableView) -> None:
        if view.ended_at is not None:
            stream.connection.send_event("over", as_json(over_event(view, phone_id)))

    def _on_over(self, phone_id: str, stream: _Stream) -> None:
        if self._streams.get(phone_id) is stream:
            del self._streams[phone_id]
            self._host.disconnected(phone_id)

"""The phones that hear events, one stream each: what they were told last, and what comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from presence.core.table.ports import Host
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

    def __contains__(self, phone_id: str) -> bool:
        return phone_id in self._streams

    def open(self, phone_id: str) -> Callable[[Connection], None]:
        """What begins the stream of a phone on a connection; one that it had before is ended."""

        def opened(connection: Connection) -> None:
            before = self._streams.get(phone_id)
            stream = self._streams[phone_id] = _Stream(connection)
            connection.over = lambda: self._on_over(phone_id, stream)
            if before is not None:
                before.connection.end()
            self._host.connected(phone_id)
            self._tell({phone_id: stream})

        return opened

    def push(self) -> None:
        """Tell every phone of the table, where what it shows is another."""
        self._tell(self._streams)

    def drop(self, phone_id: str) -> None:
        """Hang up on one phone, which is let in no more."""
        if phone_id in self._streams:
            self._streams[phone_id].connection.end()

    def finish(self) -> None:
        """Tell every phone the end, and hang up."""
        self._tell(self._streams)
        for stream in tuple(self._streams.values()):
            stream.connection.end()

    def _tell(self, streams: Mapping[str, _Stream]) -> None:
        """All sit at one table, which is looked at once: with fifty phones that takes its time."""
        view = next((self._host.table_for(phone_id) for phone_id in streams), None)
        if view is None:
            return
        told = what_changes(view)
        for phone_id, stream in tuple(streams.items()):
            if view.ended_at is not None:
                stream.connection.send_event("over", as_json(over_event(view, phone_id)))
                stream.connection.end()
            elif told != stream.told:
                stream.told = told
                stream.connection.send_event("table", as_json(table_event(view, phone_id)))

    def _on_over(self, phone_id: str, stream: _Stream) -> None:
        if self._streams.get(phone_id) is stream:
            del self._streams[phone_id]
            self._host.disconnected(phone_id)

"""The host as the server's process knows it: whatever is asked, the app answers."""

from collections.abc import Sequence
from datetime import UTC, datetime

from presence.core.clock import SystemClock
from presence.core.table.phone import Phone, Sensing, Told
from presence.core.table.ports import Joined, Paired, Tier, Who
from presence.core.table.view import TableView
from presence.phone.process.line import Line
from presence.phone.process.values import table_of, told_values

NOW = datetime(2000, 1, 1, tzinfo=UTC)


class Ago(SystemClock):
    """No time of day: a phone tells how long ago, and the app says when that was."""

    def now(self) -> datetime:
        return NOW


class AskingHost:
    """Implements ``core.table.ports.Host`` over the line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def who(self, token: str) -> Who | None:
        answer = self._line.ask("who", token)
        return None if answer is None else Who(Tier(answer[0]), answer[1])

    def pair(self, name: str) -> Paired:
        token, *phone = self._line.ask("pair", name)
        return Paired(token, _phone(*phone))

    def join(self, phone_id: str | None, name: str, sensing: Sensing, is_own: bool) -> Joined:
        last, *phone = self._line.ask("join", phone_id, name, sensing.value, is_own)
        return Joined(_phone(*phone), last)

    def tell(self, words: Sequence[Told]) -> int:
        return int(self._line.ask("tell", told_values(words, NOW)))

    def connected(self, phone_id: str) -> None:
        self._line.say(connected=phone_id)

    def disconnected(self, phone_id: str) -> None:
        self._line.say(disconnected=phone_id)

    def table_for(self, phone_id: str) -> TableView | None:
        answer = self._line.ask("table", phone_id)
        return None if answer is None else table_of(answer)

    def is_awaited(self, phone_id: str) -> bool:
        return bool(self._line.ask("awaited", phone_id))


def _phone(phone_id: str, name: str, is_own: bool, sensing: str) -> Phone:
    return Phone(phone_id, name, is_own, Sensing(sensing))

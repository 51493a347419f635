"""What the person said to what was offered: small documents with a key and times, no titles."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from presence.core.clock import from_ms, to_ms
from presence.core.coming.offer import Offer, Reply
from presence.core.errors import ErrorCode, StoreError
from presence.core.ports import Change, SessionLog
from presence.store.documents import dump, parse, rows_that_can_be

REPLY = "reply"
KEPT_FOR = timedelta(days=400)  # after its start; nobody is asked about what is so long ago


@dataclass(frozen=True, slots=True)
class Replied:
    """What was said to the offer of that key, which began then."""

    key: str
    reply: Reply
    starts_at: datetime
    ends_at: datetime | None = None


class ReplyBook:
    """Reads and writes them through the log; every write is one change and one undo.

    A calendar's own id is in them, which leads nowhere once the calendar is gone. ``path`` is the
    log's, for the error that names it.
    """

    def __init__(self, log: SessionLog, path: str = "") -> None:
        self._log = log
        self._path = path

    def replies(self) -> Sequence[Replied]:
        """All of them, the earliest first."""
        found = self._by_id().values()
        return sorted(found, key=lambda each: (each.starts_at, each.key))

    def declined(self) -> frozenset[str]:
        """The keys of what the person does not want to be offered."""
        said = self._by_id().values()
        return frozenset(each.key for each in said if each.reply is Reply.NOT_THIS)

    def decline(self, offer: Offer, because: Change) -> None:
        """Not this one. What was said long ago is forgotten in the same change."""
        known = self._by_id()
        reply = Replied(offer.key, Reply.NOT_THIS, offer.starts_at, offer.ends_at)
        reply_id = id_of(offer.key)
        old = [
            each_id
            for each_id, each in known.items()
            if each.starts_at < because.at - KEPT_FOR and each_id != reply_id
        ]
        self._log.put_thing(REPLY, reply_id, reply_document(reply), because, removing=old)

    def take_back(self, key: str, because: Change) -> None:
        """As if nothing had been said: it is offered again."""
        if id_of(key) in self._log.things(REPLY):
            self._log.put_thing(REPLY, id_of(key), None, because)

    def _by_id(self) -> Mapping[str, Replied]:
        try:
            with rows_that_can_be():
                return {each: _reply(text) for each, text in self._log.things(REPLY).items()}
        except sqlite3.DatabaseError as fault:
            raise StoreError(
                ErrorCode.LOG_IS_DAMAGED, path=self._path, detail=str(fault)
            ) from fault


def id_of(key: str) -> str:
    """The row's id: a key may have any length and any letters."""
    from hashlib import sha256  # only for who has said something to an offer

    return sha256(key.encode(errors="surrogatepass")).hexdigest()[:32]


def reply_document(reply: Replied) -> str:
    """A reply as the log keeps it."""
    return dump(
        {
            "key": reply.key,
            "reply": reply.reply.value,
            "starts_at": to_ms(reply.starts_at),
            "ends_at": None if reply.ends_at is None else to_ms(reply.ends_at),
        }
    )


def _reply(document: str) -> Replied:
    row = parse(document)
    ends_at = row["ends_at"]
    return Replied(
        key=str(row["key"]),
        reply=Reply(row["reply"]),
        starts_at=from_ms(int(row["starts_at"])),
        ends_at=None if ends_at is None else from_ms(int(ends_at)),
    )

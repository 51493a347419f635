"""What a source brings, and how it fails; every source agrees on these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from presence.core.frozen import Enum


class Trouble(Enum):
    """Why a calendar could not be fetched; the words for people are in ``words/coming/``."""

    NOT_FOUND = "not_found"  # no such file, 404, 410
    WRONG_PASSWORD = "wrong_password"  # 401, 403
    NO_PASSWORD = "no_password"  # the keyring has none (any more), or there is no keyring
    UNREACHABLE = "unreachable"  # no network, refused, name not known, timed out
    CERTIFICATE = "certificate"
    NOT_A_CALENDAR = "not_a_calendar"  # HTML, rubbish
    TOO_LARGE = "too_large"
    TOO_MANY_REQUESTS = "too_many_requests"  # 429, 503 with Retry-After
    NOT_ALLOWED = "not_allowed"  # a file that cannot be read; an address that is no https
    SERVER = "server"  # 5xx, a broken body, too many redirects
    GONE_SOURCE = "gone_source"  # the desktop has no such calendar any more
    NO_DESKTOP = "no_desktop"  # no bus, or no Evolution Data Server on it


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was fetched; ``detail`` (a status, an errno) holds no address and no secret."""

    trouble: Trouble
    detail: str = ""
    retry_at: datetime | None = None  # what the server asked for


class Text(Protocol):
    """The bytes of a text, taken a piece at a time: to copy 50 MB at once holds up a loop."""

    def __len__(self) -> int: ...
    def __getitem__(self, piece: slice, /) -> bytes | bytearray | memoryview: ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """The iCalendar texts of a calendar; ``state`` is what makes the next question cheap.

    ``parts`` None says that nothing has changed since ``state`` (304, the same mtime or tokens).
    """

    parts: tuple[Text, ...] | None
    state: str = ""


Brought = Callable[[Fetched | Failure], None]


class Source(Protocol):
    """Where a calendar comes from; used on the thread of the Qt loop, which it never blocks."""

    def fetch(self, state: str, start: datetime, end: datetime, brought: Brought) -> None:
        """Ask for what there is in [start, end), or all of it; ``brought`` is called once, later.

        ``state`` is that of the last ``Fetched``, "" for none.
        """

    def close(self) -> None:
        """Give up what is under way; ``brought`` is not called any more."""

"""One who is told of a session: what is said, step by step, as values.

A step is a value and its answer comes back into the generator, so that a courtesy is plain code
without Qt. ``runner`` carries the steps out on the Qt loop.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, NoReturn

from presence.core.courtesy.news import News, What
from presence.core.errors import CourtesyError, ErrorCode

LONGEST_DETAIL = 80
MINUTE = timedelta(minutes=1)
GRACE = timedelta(minutes=2)  # nothing may let go in the moment before it is prolonged
TOKEN_REFUSED = (401, 403)

State = Mapping[str, object]  # of JSON: what was set at the far side, to be compared at the end


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request; the token goes into the header and is shown nowhere."""

    method: str
    url: str = field(repr=False)  # it may hold a token
    body: bytes = field(default=b"", repr=False)
    content_type: str = "application/json; charset=utf-8"
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A program, run without a shell, with ``stdin`` to read; its output counts if ``reads``."""

    command: tuple[str, ...]
    stdin: bytes = field(default=b"", repr=False)
    reads: bool = False
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Keep:
    """To be on disk before the far side is changed."""

    state: State


@dataclass(frozen=True, slots=True)
class Remember:
    """A secret that the far side has put in the place of the one it gave before."""

    name: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """Some seconds in which the person does something elsewhere."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` of HTTP or the exit code of a program, and what came with it."""

    status: int = 0
    body: bytes = field(default=b"", repr=False)


Step = Request | Run | Keep | Remember | Pause
Steps = Generator[Step, Answer, None]


class Courtesy(ABC):
    """Raises CourtesyError from its steps; what it changes it first gives out to ``Keep``.

    Nothing that it sets may outlive ``news.until`` where the far side can let go by itself, and
    nothing is taken back that the person has changed meanwhile.
    """

    name: ClassVar[str]

    @abstractmethod
    def begin(self, news: News, state: State) -> Steps:
        """A session has started, was switched, or lets go at another instant."""

    @abstractmethod
    def end(self, news: News, state: State) -> Steps:
        """It is over; ``state`` is what was kept."""

    def refused(self, detail: str) -> NoReturn:
        """The far side said no, in so many words of its own."""
        plain = "".join(c for c in detail if c.isprintable())[:LONGEST_DETAIL]
        raise CourtesyError(ErrorCode.COURTESY_ANSWERED, target=self.name, detail=plain)

    def accepted(self, answer: Answer) -> Answer:
        """The answer, if it is a good one."""
        if answer.status in TOKEN_REFUSED:
            raise CourtesyError(ErrorCode.COURTESY_TOKEN_REFUSED, target=self.name)
        if not 200 <= answer.status < 300:
            self.refused(str(answer.status))
        return answer

    def read(self, answer: Answer) -> Mapping[str, object]:
        """The JSON object of an answer."""
        try:
            read = json.loads(answer.body)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            self.refused(f"{answer.status}, no JSON")
        return read


def as_json(record: Mapping[str, object]) -> bytes:
    """The body of a request."""
    return json.dumps(record, ensure_ascii=False).encode()


def is_left(news: News, state: State, part: str) -> bool:
    """Whether the person has made this part theirs earlier in the session: kept as None."""
    return news.what is What.EXTENDED and part in state and state[part] is None


def was_over(news: News, ends_at: object) -> bool:
    """Whether what was to end at that second of UNIX time has let go by itself by now."""
    return not isinstance(ends_at, int | float) or news.at.timestamp() >= ends_at

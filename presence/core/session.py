"""A session: a stretch of time with people, or alone on purpose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from presence.core.slip import Slip, SlipSource, spoilt_time

# A longer one is a slip of the keyboard; the log's week query relies on the limit (store/sessions).
MAX_LENGTH = timedelta(days=7)


class Origin(Enum):
    """How the session came into the log."""

    STARTED = "started"
    ADDED = "added"


class Said(Enum):
    """The person's own answer to "phones stayed down?"."""

    YES = "yes"
    MOSTLY = "mostly"
    NO = "no"


class Basis(Enum):
    """What the kept share rests on."""

    COMPUTER_AND_PHONE = "computer_and_phone"
    COMPUTER = "computer"
    SAID = "said"
    NOT_KNOWN = "not_known"


class Watched(Enum):
    """What was watched for looks at a screen, once the person had left it."""

    COMPUTER = "computer"
    PHONE = "phone"


SAID_SHARE = {Said.YES: 1.0, Said.MOSTLY: 0.75, Said.NO: 0.0}


@dataclass(frozen=True, slots=True)
class Session:
    """One row of the log; all instants are aware UTC, ``zone`` is the IANA zone it happened in.

    ``ended_at`` None is a session in progress (there is at most one). ``confirmed`` False says
    that nobody has answered yet when it really ended. ``enjoyed`` and ``distracted`` go from 1
    (not at all) to 5 (very), and are None where nobody said; ``word`` is the person's own for it.
    """

    id: str
    kind: str
    started_at: datetime
    zone: str
    planned_end_at: datetime | None = None
    ended_at: datetime | None = None
    people: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    confirmed: bool = True
    origin: Origin = Origin.STARTED
    said: Said | None = None
    slips: tuple[Slip, ...] = ()
    watched: frozenset[Watched] = frozenset()
    enjoyed: int | None = None
    distracted: int | None = None
    word: str = ""

    def duration(self, now: datetime) -> timedelta:
        """Real time from start to end, or to ``now`` while it is in progress; never negative."""
        return max((self.ended_at or now) - self.started_at, timedelta())

    @property
    def basis(self) -> Basis:
        """What was watched, or what the person said."""
        if any(slip.source is SlipSource.PHONE for slip in self.slips):
            return Basis.COMPUTER_AND_PHONE
        if any(slip.source is SlipSource.INPUT for slip in self.slips):
            return Basis.COMPUTER
        if self.said is not None or self.slips:
            return Basis.SAID
        return Basis.NOT_KNOWN

    def kept_share(self, now: datetime) -> float | None:
        """The share from 0 to 1 without slips, or None where nothing is known."""
        if self.basis is Basis.NOT_KNOWN:
            return None
        if self.said is not None and not self.slips:
            return SAID_SHARE[self.said]
        length = self.duration(now)
        if not length:
            return 1.0
        end = self.ended_at or now
        return 1.0 - spoilt_time(self.slips, self.started_at, end) / length

"""A session: a stretch of time with people, or alone on purpose."""

from datetime import datetime, timedelta

from presence.core.frozen import Enum, dataclass
from presence.core.kept import Basis, Said, Watched, basis_of, kept_share
from presence.core.person import named
from presence.core.slip import Slip

__all__ = ["MAX_LENGTH", "Basis", "Origin", "Said", "Session", "Watched"]

# A longer one is a slip of the keyboard; the log's week query relies on the limit (store/sessions).
MAX_LENGTH = timedelta(days=7)
LONGEST_TEXT = 100_000  # letters; no file that the log is exchanged in holds a longer one
AS_PLANNED = timedelta(minutes=5)  # nobody gets up to the minute


class Origin(Enum):
    """How the session came into the log."""

    STARTED = "started"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Session:
    """One row of the log; all instants are aware UTC, ``zone`` is the IANA zone it happened in.

    ``ended_at`` None is a session in progress (there is at most one). ``confirmed`` False says
    that nobody has answered yet when it really ended. ``enjoyed`` and ``distracted`` go from 1
    (not at all) to 5 (very), and are None where nobody said; ``word`` is the person's own for it.
    ``tags`` are without the ``#`` that they are typed with.
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
    tags: tuple[str, ...] = ()

    def duration(self, now: datetime) -> timedelta:
        """Real time from start to end, or to ``now`` while it is in progress; never negative."""
        return max((self.ended_at or now) - self.started_at, timedelta())

    @property
    def basis(self) -> Basis:
        """What was watched, or what the person said (core/kept.py)."""
        return basis_of(self)

    def kept_share(self, now: datetime) -> float | None:
        """The share from 0 to 1 without slips, or None where nothing is known (core/kept.py)."""
        return kept_share(self, now)


def check_texts(session: Session) -> None:
    """Raises NotUnderstood(TEXT_TOO_LONG) for one that could not be exchanged."""
    for tag in session.tags:
        named(tag)
    for text in (session.place, session.note, session.word):
        named(text, LONGEST_TEXT)

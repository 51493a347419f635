"""Kept: a session's share without looks at a screen, and what that rests on. Defined here alone."""

from datetime import datetime

from presence.core.frozen import Enum
from presence.core.library import Set
from presence.core.slip import SlipSource, spoilt_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.session import Session


class Said(Enum):
    """The person's own answer to "phones stayed down?"."""

    YES = "yes"
    MOSTLY = "mostly"
    NO = "no"


class Watched(Enum):
    """What was watched for looks at a screen, once the person had left it."""

    COMPUTER = "computer"
    PHONE = "phone"


class Basis(Enum):
    """What the kept share rests on."""

    COMPUTER_AND_PHONE = "computer_and_phone"
    COMPUTER = "computer"
    SAID = "said"
    NOT_KNOWN = "not_known"


SAID_SHARE = {Said.YES: 1.0, Said.MOSTLY: 0.75, Said.NO: 0.0}
_NO_SOURCE: Set[SlipSource] = frozenset()


def basis_of(session: "Session") -> Basis:
    """The best that is known of a session."""
    sources = {slip.source for slip in session.slips} if session.slips else _NO_SOURCE
    return basis_from(session.watched, session.said, sources)


def basis_from(watched: Set[Watched], said: Said | None, sources: Set[SlipSource]) -> Basis:
    """The best that is known: the phone too, the person's word, this computer alone, or nothing.

    What the person says of the phones stands above what this computer alone could notice.
    """
    if Watched.PHONE in watched or SlipSource.PHONE in sources:
        return Basis.COMPUTER_AND_PHONE
    if said is not None:
        return Basis.SAID
    if Watched.COMPUTER in watched or SlipSource.INPUT in sources:
        return Basis.COMPUTER
    if sources:
        return Basis.SAID
    return Basis.NOT_KNOWN


def kept_share(session: "Session", now: datetime) -> float | None:
    """The share from 0 to 1 that was kept of a session; None: not known."""
    return share_on(session, session.basis, now)


def share_on(session: "Session", basis: Basis, now: datetime) -> float | None:
    """The same, where its basis has been found."""
    return share_from(basis, session.said, _measured(session, now))


def share_from(basis: Basis, said: Said | None, measured: float) -> float | None:
    """The lesser of what was measured and what was said; None where nothing is known."""
    if basis is Basis.NOT_KNOWN:
        return None
    return measured if said is None else min(SAID_SHARE[said], measured)


def _measured(session: "Session", now: datetime) -> float:
    if not session.slips:  # as most have none
        return 1.0
    length = session.duration(now)
    if not length:
        return 1.0
    end = session.ended_at or now
    return 1.0 - spoilt_time(session.slips, session.started_at, end) / length

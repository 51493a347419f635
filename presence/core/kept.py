"""Kept: a session's share without looks at a screen, and what that rests on. Defined here alone."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from presence.core.slip import SlipSource, spoilt_time

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


def basis_of(session: "Session") -> Basis:
    """The best that is known: the phone too, the person's word, this computer alone, or nothing.

    What the person says of the phones stands above what this computer alone could notice.
    """
    sources = {slip.source for slip in session.slips}
    if Watched.PHONE in session.watched or SlipSource.PHONE in sources:
        return Basis.COMPUTER_AND_PHONE
    if session.said is not None:
        return Basis.SAID
    if Watched.COMPUTER in session.watched or SlipSource.INPUT in sources:
        return Basis.COMPUTER
    if sources:
        return Basis.SAID
    return Basis.NOT_KNOWN


def kept_share(session: "Session", now: datetime) -> float | None:
    """The share from 0 to 1, the lesser of what was measured and what was said; None: not known."""
    if basis_of(session) is Basis.NOT_KNOWN:
        return None
    said = 1.0 if session.said is None else SAID_SHARE[session.said]
    return min(said, _measured(session, now))


def _measured(session: "Session", now: datetime) -> float:
    length = session.duration(now)
    if not length:
        return 1.0
    end = session.ended_at or now
    return 1.0 - spoilt_time(session.slips, session.started_at, end) / length

"""What one's own phone has noticed, as looks of the session in the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from presence.core.clock import from_ms, to_ms
from presence.core.frozen import dataclass, replace
from presence.core.ports import ChangeKind
from presence.core.session import Session
from presence.core.slip import Slip, SlipSource
from presence.core.table.digests import uuid_of
from presence.core.table.seat import Look

if TYPE_CHECKING:
    from presence.core.editing.history import EntryChange

_LOOKS = "6d1c3c4e-0f4b-4f0e-9f55-6b0f6f0b7a51"  # a name space of our own (RFC 9562, 6.5)
_MILLISECOND = timedelta(milliseconds=1)
# By which a phone's looks come into the log, or are moved; all else is said by the person.
_OF_PHONES = frozenset(
    {
        ChangeKind.SLIPPED,
        ChangeKind.ENDED,
        ChangeKind.SWITCHED,
        ChangeKind.CLOSED,
        ChangeKind.HANDED_IN,
        ChangeKind.CLOCK_SET,
    }
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A session with the looks of a phone, and what of them was ever written, by the slip's id."""

    session: Session
    written: Mapping[str, Slip]


def with_looks(session: Session, looks: Iterable[Look], written: Mapping[str, Slip]) -> Noted:
    """The session as the phone has noticed it.

    What the person has said since stands: a look that they took back does not come again, and a
    reason that they gave stays until the phone gives another.
    """
    slips = {slip.id: slip for slip in session.slips}
    told = {slip.id: slip for slip in (_slip(session.id, look) for look in looks)}
    for slip_id in written.keys() - told.keys():
        slips.pop(slip_id, None)
    for slip_id, slip in told.items():
        before, there = written.get(slip_id), slips.get(slip_id)
        if there is not None:
            is_said = slip.reason is None or (before is not None and slip.reason is before.reason)
            is_taken_back = before is not None and before.reason is not None and not slip.reason
            reason = there.reason if is_said and not is_taken_back else slip.reason
            slips[slip_id] = replace(slip, reason=reason)
        elif before is None:
            slips[slip_id] = slip
    in_order = sorted(slips.values(), key=lambda slip: slip.at)
    return Noted(replace(session, slips=tuple(in_order)), {**written, **told})


def looks_told(history: "Iterable[EntryChange]") -> Mapping[str, Slip]:
    """All looks that phones have ever told of a session, by the slip's id, each as told last.

    Also those that the person took back, and without the reasons that they gave.
    """
    told: dict[str, Slip] = {}
    for step in history:
        if step.change.what not in _OF_PHONES or step.is_undo or step.is_redo:
            continue
        before = {} if step.before is None else {slip.id: slip for slip in step.before.slips}
        for slip in () if step.after is None else step.after.slips:
            if slip.source is not SlipSource.PHONE:
                continue
            there, known = before.get(slip.id), told.get(slip.id)
            is_as_before = there is not None and there.reason is slip.reason
            reason = known.reason if is_as_before and known is not None else slip.reason
            told[slip.id] = replace(slip, reason=reason)
    return told


def slip_id_of(session_id: str, look_id: str) -> str:
    """The same for the same look, also after a crash: what is told again is no second one."""
    return uuid_of(_LOOKS, f"{session_id}/{look_id}")


def _slip(session_id: str, look: Look) -> Slip:
    at = _whole(look.at)
    length = max(_MILLISECOND, _whole(look.at + look.length) - at)
    return Slip(slip_id_of(session_id, look.id), at, length, SlipSource.PHONE, look.reason)


def _whole(instant: datetime) -> datetime:
    return from_ms(to_ms(instant))

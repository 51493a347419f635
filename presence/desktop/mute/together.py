"""What several ways of muting say, as one."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from presence.core.errors import MuteError
from presence.core.frozen import replace
from presence.core.lease import MuteReport, MuteState, Waiting
from presence.desktop.dbus import BusError
from presence.desktop.mute.mute_by import MuteBy

logger = logging.getLogger(__name__)

_WORST_FIRST = (MuteState.NOT_MUTED, MuteState.UNVERIFIED, MuteState.MUTED)


def together(reports: Sequence[MuteReport]) -> MuteReport:
    """It is as quiet as the least quiet of them; the mechanisms of all are named."""
    worst = min(reports, key=lambda report: _WORST_FIRST.index(report.state))
    return replace(worst, mechanism=" + ".join(report.mechanism for report in reports))


def all_waiting(mutes: Iterable[MuteBy]) -> Waiting | None:
    """What all of them hold back; None where none of them can be asked."""
    answers = [answer for mute in mutes if (answer := _waiting(mute)) is not None]
    if not answers:
        return None
    programs: Counter[str] = Counter()
    for answer in answers:
        programs.update(answer.programs)
    return Waiting(sum(answer.count for answer in answers), dict(programs))


def came_since(before: Waiting, after: Waiting) -> Waiting:
    """What waits now beside what waited then."""
    programs = Counter(after.programs)
    programs.subtract(before.programs)
    return Waiting(max(after.count - before.count, 0), dict(+programs))


def _waiting(mute: MuteBy) -> Waiting | None:
    try:
        return mute.waiting()
    except (BusError, MuteError) as exc:
        logger.info("%s does not say what waits: %s", mute.mechanism.name, exc)
        return None

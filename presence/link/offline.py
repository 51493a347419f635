"""The same commands with no app running: the row is steered, and nothing is muted."""

from collections.abc import Callable
from datetime import datetime

from presence.core.clock import Clock
from presence.core.engine import Engine
from presence.core.lease import MuteDetail, MuteReport, MuteState, MuteWish
from presence.core.ports import SessionLog
from presence.link.commands import Commands


class NoMuter:
    """No app, no mute."""

    report = MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_APP)

    def take(self, wish: MuteWish, settled: Callable[[], None]) -> None:
        settled()

    def release(self, settled: Callable[[], None]) -> None:
        settled()

    def look(self, settled: Callable[[], None]) -> None:
        settled()


class NoAlarm:
    """A command is over before anything can be due."""

    def arm(self, at: datetime | None) -> None:
        pass


def offline(
    clock: Clock,
    log: SessionLog,
    zone_name: Callable[[], str],
    new_id: Callable[[], str],
    default_kind: Callable[[], str],
) -> Commands:
    """Commands on the log itself, for when no app runs."""
    engine = Engine(clock, log, NoMuter(), NoAlarm(), zone_name, new_id, default_kind)
    engine.open()
    return Commands(engine, pid=None)

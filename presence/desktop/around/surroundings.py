"""What goes quiet around the mute: done and put back under the same lease."""

import logging
from dataclasses import replace

from presence.core.errors import MuteError
from presence.core.kind import Around
from presence.desktop.around.extra import Extra
from presence.desktop.around.find import extras
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.lease.book import Book
from presence.desktop.lease.settle import is_around

logger = logging.getLogger(__name__)


class Surroundings:
    """On the mute's thread. A failure is logged: it costs neither the session nor the mute."""

    def __init__(self, bus: SessionBus, book: Book) -> None:
        self._bus = bus
        self._book = book
        self._done: dict[Around, Extra] = {}

    def become(self, wishes: frozenset[Around]) -> None:
        """Do what is wished and was not done yet, put back what is wished no longer.

        What a person changes back within a session stays as they have it.
        """
        around = [name for name in self._book.names if is_around(name)]
        over = [name for name in around if _wish(name) not in wishes]
        for wish in set(self._done) - wishes:
            self._done.pop(wish).let_go()
        outcomes = self._book.put_back(*over)
        for name, outcome in outcomes.items():
            logger.info("%s: %s", _wish(name).value, outcome)
        self._book.cross_out(*over)  # one try is enough: a player may have quit meanwhile
        inherited = {_wish(name) for name in around} & wishes
        for extra in extras(self._bus, wishes - set(self._done) - inherited):
            self._done[extra.wish] = extra
            try:
                self._do(extra)
            except (BusError, MuteError) as exc:
                logger.warning("%s did not work: %s", extra.wish.value, exc)

    def _do(self, extra: Extra) -> None:
        plans = extra.plan()
        held = [
            replace(plan.held, name=f"{extra.wish.value}/{plan.held.name}")
            for plan in plans
            if plan.held is not None
        ]
        if held:
            self._book.enter(*held)  # no lease on disk, nothing is done
        for plan in plans:
            plan.do()


def _wish(name: str) -> Around:
    return Around(name.partition("/")[0])

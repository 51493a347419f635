"""The page's server, opened step by step and let go whole: network, certificate, port."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from presence.core.clock import Clock
from presence.core.errors import ErrorCode, Refused
from presence.core.table.ports import Host
from presence.core.table.reach import Listening, Network, Place, Problem, Trouble
from presence.core.table.remembered import Remembered
from presence.front.phone.around import Around, Question
from presence.front.phone.codes import Codes
from presence.front.phone.known_way import KnownWay
from presence.store.phones.remembered import PhonesFile

if TYPE_CHECKING:
    from presence.phone.process.page_process import PageProcess

logger = logging.getLogger(__name__)

CRASHES = 3  # of the server in which it is begun again by itself
CALMS_DOWN_MS = 500
GOES_WITHIN_MS = 1_000


class PhonePage(QObject):
    """Nothing is loaded and nothing listens before ``open`` and after ``close``.

    ``changed`` tells that it listens now, that something is in the way, which network this is, or
    that a phone has come through. ``network`` is None where nobody knows it, or not yet; for guests
    alone it is not asked for.
    """

    changed = Signal()

    def __init__(
        self,
        host: Host,
        file: PhonesFile,
        remembered: Callable[[], Remembered],
        folder: Path,
        clock: Clock,
        around: Around,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._around = around
        self._remembered = remembered
        self._folder = folder
        self._clock = clock
        self._server: PageProcess | None = None
        self._question: Question | None = None
        self._only_mine = self._pairs = False
        self._is_wanted = False
        self._is_finished = self._is_opening = False
        self._place: Place | None = None
        self._firewall: Problem | None = None
        self._port = 0  # at which phones may wait for it to be there again
        self._has_looked = False
        self._crashes = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CALMS_DOWN_MS)
        self._again.timeout.connect(self._on_calm)
        self._way = KnownWay(file, remembered)
        self.codes = Codes(self)
        self.codes.changed.connect(self.changed)
        self.listening: Listening | None = None
        self.problems: tuple[Problem, ...] = ()
        self.places: tuple[Place, ...] = ()  # to choose from
        self.network: Network | None = None
        self.has_visitor = False

    @property
    def is_open(self) -> bool:
        """Whether it listens."""
        return self.listening is not None

    @property
    def is_settled(self) -> bool:
        """Whether it listens, or it is known why not."""
        return self._is_wanted and not self._is_opening

    @property
    def place_name(self) -> str:
        """The interface that it is at."""
        return "" if self._place is None else self._place.name

    def firewall(self) -> Problem | None:
        """What may keep phones out, with the command that lets them in; asked for once."""
        if self.listening is None or self._place is None or self.has_visitor:
            return None
        if not self._has_looked:
            self._has_looked, found = True, self._around.firewall()
            if found is not None:
                command = found.opening_command(self.listening.port, self._place.subnet)
                self._firewall = Problem(Trouble.FIREWALL, text=found.name, command=command)
        return self._firewall

    def open(self, only_mine: bool, pairs: bool = False) -> None:
        """Listen, soon.

        ``only_mine``: in no network that is not marked as mine. ``pairs``: for one's own phone, and
        so this network may be marked as mine.
        """
        if self._is_finished:
            self.close()  # a session that goes on after its end
        self._pairs = pairs
        is_unknown = self.network is None and self._question is None
        if not self._is_wanted or (self._only_mine and not only_mine and not self.is_open):
            self._begin(only_mine)
        elif only_mine and not self._only_mine and is_unknown:
            self._begin(only_mine)  # it was for guests
            return
        elif only_mine and self.is_open and not self._remembered().knows(self.network):
            self.close()  # who asked for it in a network of others asks no more
            return
        elif pairs and is_unknown and self._place is not None:
            self._ask_which_network(self._place)
        self._only_mine = only_mine

    def check_place(self, name: str) -> None:
        """Refused(NO_SUCH_NETWORK, NO_NETWORK) where this computer is in none of that name."""
        found = self._around.place(name)
        if found.place is None:
            names = [] if found.problem is None else [each.name for each in found.problem.places]
            code = ErrorCode.NO_SUCH_NETWORK if names else ErrorCode.NO_NETWORK
            raise Refused(code, text=name, candidates=names)

    def open_anew(self) -> None:
        """The person chose another network, or the way there is another one."""
        if self._is_wanted:
            self._begin(self._only_mine)

    def try_again(self) -> None:
        """The person asks once more for what could not be done."""
        is_shut = any(each.trouble is Trouble.NO_NEWCOMERS for each in self.problems)
        if self.is_settled and (not self.is_open or is_shut or self._has_moved()):
            self.open_anew()

    def look_around(self) -> None:
        """The computer woke up, maybe elsewhere: what listens by itself does so nowhere else."""
        if self.is_open and self._only_mine and self._place is not None:
            self._stop_asking()
            self._question = self._around.network(self._place.name, self._on_network_again, self)

    def push(self) -> None:
        """Tell the phones of the table anew."""
        if self._server is not None and self.is_open and not self._is_finished:
            self._server.push()

    def drop(self, phone_id: str) -> None:
        """Hang up on a phone that is remembered no more."""
        if self._server is not None:
            self._server.drop(phone_id)

    def finish(self) -> None:
        """Send the last message; guests are answered no more."""
        if self._server is not None and self.is_open and not self._is_finished:
            self._is_finished = True
            self._server.finish()

    def close(self) -> None:
        """Listen no more, and keep nothing of it."""
        self._crashes = self._port = 0
        self._is_wanted = self._is_finished = self._is_opening = False
        self._let_go()
        if self.listening is not None or self.problems:
            self.listening, self.problems, self.places = None, (), ()
            self.changed.emit()

    def quit(self) -> None:
        """The app goes."""
        server, self._server = self._server, None
        if server is not None:
            server.quit()
        self.close()
        for leaving in self.findChildren(QProcess):
            leaving.kill()
            leaving.waitForFinished(GOES_WITHIN_MS)

    def keep_address(self) -> None:
        """One's own phone is here: it knows the way as it is now."""
        if self.listening is not None and self._way.came(self.listening):
            others = (each for each in self.problems if each.trouble is not Trouble.ADDRESS_CHANGED)
            self._set(self.listening, tuple(others))

    # One step after the other

    def _begin(self, only_mine: bool) -> None:
        self._let_go()
        self._is_wanted = self._is_opening = True
        self._only_mine = only_mine
        self.has_visitor = self._has_looked = False
        self._firewall = None
        found = self._around.place(self._remembered().place)
        if found.place is None and found.problem is not None:
            gone = found.problem.trouble is Trouble.NO_SUCH_NETWORK
            # The one that was chosen once is far away.
            found = self._around.place("") if gone else found
        self._place = found.place
        here = (found.place, *found.others) if found.place is not None else found.others
        self.places = here if len(here) > 1 else ()
        problems = () if found.problem is None else (found.problem,)
        self._is_opening = found.place is not None
        self._set(None, problems)
        if found.place is None:
            return
        self.network = None
        if only_mine or self._pairs:
            self._ask_which_network(found.place)
        if not only_mine:
            self._serve(found.place)

    def _ask_which_network(self, place: Place) -> None:
        self._question = self._around.network(place.name, self._on_network, self)

    def _on_network(self, network: Network | None) -> None:
        self._question = None
        self.network = network
        if self._place is not None and self._only_mine and not self.is_open:
            if self._remembered().knows(network):
                self._serve(self._place)
            else:
                logger.info("a network that is not marked as mine: nothing listens")
                self._is_wanted = self._is_opening = False
        self.changed.emit()

    def _on_network_again(self, network: Network | None) -> None:
        self._question = None
        if network is None or network == self.network:  # it may not be there yet
            return
        self.network = network
        if self._remembered().knows(network):
            self.changed.emit()
        else:
            logger.info("another network, that is not marked as mine: nothing listens any more")
            self.close()

    def _has_moved(self) -> bool:
        """Whether nobody finds it any more: the address of the code is not this computer's now."""
        here = None if self._is_finished else self._around.place(self._remembered().place).place
        if here is None or self._place is None:
            return False
        return self._place.addresses[0] not in here.addresses

    def _serve(self, place: Place) -> None:
        from presence.paths import resources_dir
        from presence.phone.process.page_process import Opening, PageProcess

        server = self._server = PageProcess(self._host, self._clock, self)
        server.opened.connect(self._on_opened)
        server.visited.connect(self._on_visited)
        server.stopped.connect(self._on_stopped)
        server.ended.connect(self._on_ended)
        server.open(
            Opening(
                page=str(resources_dir() / "phone"),
                folder=str(self._folder),
                addresses=place.addresses,
                interfaces=place.interfaces,
                port=self._port or self._way.port,
                local_name=self._around.local_name(),
            )
        )

    def _on_opened(self, listening: Listening) -> None:
        self._is_opening = False
        problems = (*self.problems, *listening.problems)
        if not listening.port:
            self._let_go()
            self._set(None, problems)
            return
        self._port = listening.port
        self._set(listening, (*problems, *self._way.opened(listening)))

    def _on_visited(self) -> None:
        self.has_visitor = True
        self.changed.emit()

    def _on_stopped(self, problem: Problem) -> None:
        if problem.trouble is Trouble.NO_NEWCOMERS:
            self._set(self.listening, (*self.problems, problem))
            return
        self._let_go()
        self._set(None, (problem,))

    def _on_ended(self, why: str) -> None:
        """The server crashed: phones come again by themselves where it is there again."""
        logger.warning("the process of the phones' page has ended by itself: %s", why)
        self._server = None
        self._crashes += 1
        if self._crashes < CRASHES and not self._is_finished:
            self._is_opening = True
            self._set(None, ())
            self._again.start()
        else:
            self._is_opening = False
            self._set(None, (Problem(Trouble.NO_PORT, text=why),))

    def _on_calm(self) -> None:
        if self._is_wanted and self._server is None and self._place is not None:
            self._serve(self._place)

    def _set(self, listening: Listening | None, problems: tuple[Problem, ...]) -> None:
        self.listening, self.problems = listening, problems
        self.changed.emit()

    def _stop_asking(self) -> None:
        if self._question is not None:
            self._question.stop()
        self._question = None

    def _let_go(self) -> None:
        self._stop_asking()
        self._again.stop()
        self.codes.forget()
        server, self._server = self._server, None
        if server is not None:
            server.disconnect(self)
            server.close()

"""The page's server: https for one's own phone, http beside it for guests.

Made when phones are wanted, and gone with all it has made once it is closed. Between two words of
the phones it does nothing: no timer.
"""

import logging
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from presence.core.clock import Clock, SystemClock
from presence.core.table.ports import Host
from presence.core.table.reach import Listening, Place, Problem, Trouble
from presence.phone.api.service import Service
from presence.phone.http.answer import Answer, StreamAnswer
from presence.phone.http.crowd import Crowd
from presence.phone.http.door import Door
from presence.phone.http.request import Request
from presence.phone.limits import Limits
from presence.phone.loop import Loop, Timer
from presence.phone.page import Page
from presence.phone.reach.certificate import Certificate
from presence.phone.reach.coming_back import ComingBack
from presence.phone.reach.devices import ANY, THIS_COMPUTER, devices_of
from presence.phone.reach.networks import interfaces_beside
from presence.phone.reach.ports import TRIES, is_ours, random_port
from presence.phone.reach.tls import has_tls, tls_for

logger = logging.getLogger(__name__)


class PageServer:
    """Listens at a place from ``open`` to ``close``.

    ``visited`` is called once, when a phone has come through to here. ``stopped`` gets the Problem
    for which nobody, or nobody new, is let in any more. ``closed`` is called once the last phone is
    gone after ``close``.
    """

    def __init__(
        self,
        host: Host,
        page: Page,
        place: Place,
        certificate: Certificate | None,
        loop: Loop,
        port: int = 0,
        local_name: str = "",
        limits: Limits | None = None,
        clock: Clock | None = None,
    ) -> None:
        """``port`` is the one of the last time, 0 for the first. No certificate: guests only."""
        self.visited: Callable[[], None] = _nothing
        self.stopped: Callable[[Problem], None] = _nothing
        self.closed: Callable[[], None] = _nothing
        self._place = place
        self._certificate = certificate
        self._loop = loop
        self._port = port
        self._local_name = local_name
        self._limits = limits or Limits()
        self._service = Service(
            host, page, self._limits, clock or SystemClock(), self._on_too_many_guesses
        )
        self._crowd = Crowd(self._answer, self._limits, loop)
        self._devices = devices_of(place.interfaces)
        self._coming_back: ComingBack | None = None
        self._doors: list[Door] = []
        self._guest_doors: list[Door] = []
        self._has_visitor = self._is_finished = self._is_closing = False
        self._pause = Timer(loop, self._on_pause_over)
        self._stopping = Timer(loop, self._on_stopped)
        self._is_to_push = False

    def open(self) -> Listening:
        """Listen; what comes of it is told, also where nothing does (``port`` is 0 then)."""
        tls = self._tls()
        problems: list[Problem] = []
        if tls is None:
            is_missing = has_tls()
            problems.append(Problem(Trouble.NO_CERTIFICATE if is_missing else Trouble.NO_TLS))
        port, why = self._find_port(tls)
        if not port:
            return Listening("", "", 0, problems=(Problem(Trouble.NO_PORT, text=why),))
        if self._port and port != self._port:
            problems.append(Problem(Trouble.PORT_TAKEN, port=self._port, instead=port))
        self._port = port
        if self._devices != (ANY,):
            self._coming_back = ComingBack(self._loop, lambda: self._on_addresses(tls))
        listening = self._listening(port, is_secure=tls is not None)
        return replace(listening, problems=tuple(problems))

    def push(self) -> None:
        """Tell every connected phone of the table anew, where it changed; at once, then in pauses.

        So that many phones that move at the same time are not told of each other's every move.
        """
        if self._pause.is_active:
            self._is_to_push = True
            return
        began = time.perf_counter()
        try:
            self._service.streams.push()
        except Exception:  # a fault of the app's: the phones stay, and are told the next time
            logger.exception("the table could not be told")
        took_ms = round((time.perf_counter() - began) * 1000)
        self._pause.start(max(self._limits.pause_ms, took_ms * self._limits.pause_parts))

    def drop(self, phone_id: str) -> None:
        """Hang up on a phone that the host does not know any more."""
        self._service.streams.drop(phone_id)

    def finish(self) -> None:
        """Send the last message; from here on guests are answered no more, one's own phone is."""
        self._pause.stop()
        self._is_to_push = False
        self._service.streams.finish()
        self._service.guests.forget()
        self._is_finished = True
        self._close_to_guests()

    def close(self) -> None:
        """Listen no more; who is being told the last message may take it, and then all is gone."""
        if self._is_closing:
            return
        self._is_closing = True
        self._pause.stop()
        self._stopping.stop()
        self._close_to_all()
        self._crowd.end(self.closed)

    @property
    def wrong_tokens(self) -> int:
        """How many were tried."""
        return self._service.guesses.count

    @property
    def connections(self) -> int:
        """How many are open now."""
        return len(self._crowd)

    def _tls(self) -> ssl.SSLContext | None:
        if self._certificate is None or not has_tls():
            return None
        try:
            return tls_for(self._certificate)
        except OSError as fault:  # its file was changed by somebody
            logger.warning("the certificate of the phone's page is of no use: %s", fault)
            return None

    def _find_port(self, tls: ssl.SSLContext | None) -> tuple[int, str]:
        """The one that is listened at now, 0 and why where there is none.

        The server before this one may be about to let go of it.
        """
        tries = self._limits.port_tries if is_ours(self._port) else 0
        for number in range(tries):
            if not self._try(self._port, tls):
                return self._port, ""
            if number + 1 < tries:
                time.sleep(self._limits.port_pause_ms / 1000)
        why = ""
        for _ in range(TRIES):
            port = random_port()
            why = self._try(port, tls)
            if not why:
                return port, ""
        return 0, why

    def _try(self, port: int, tls: ssl.SSLContext | None) -> str:
        """Listen at both ports of every address; "" where the first address has them."""
        for address in self._place.addresses:
            why = self._open_doors(address, port, tls, self._devices)
            if why and address == self._place.addresses[0]:
                self._forget_doors()
                return why
            if why:
                logger.info("a second address is not listened at: %s", why)
        return ""

    def _open_doors(
        self, address: str, port: int, tls: ssl.SSLContext | None, devices: Sequence[str]
    ) -> str:
        for number, with_tls in ((port, tls), (port + 1, None)):
            if number == port and tls is None:
                continue
            for device in devices:
                try:
                    door = Door(self._crowd, with_tls, self._loop, address, number, device)
                except OSError as fault:
                    return fault.strerror or str(fault)
                self._doors.append(door)
                if with_tls is None:
                    self._guest_doors.append(door)
        return ""

    def _close_to_all(self) -> None:
        if self._coming_back is not None:
            self._coming_back.close()
        for door in self._doors:
            door.close()

    def _close_to_guests(self) -> None:
        for door in self._guest_doors:
            door.close()

    def _forget_doors(self) -> None:
        for door in self._doors:
            door.close()
        self._doors.clear()
        self._guest_doors.clear()

    def _listening(self, port: int, is_secure: bool) -> Listening:
        hosts = [_as_host(address) for address in self._place.addresses]
        hosts += [self._local_name] if self._local_name else []
        both = [port, port + 1] if is_secure else [port + 1]
        self._service.names = frozenset(f"{host}:{each}".lower() for host in hosts for each in both)
        https, http = (
            [f"{scheme}://{host}:{number}" for host in (hosts[0], self._local_name)]
            for scheme, number in (("https", port), ("http", port + 1))
        )
        known = self._certificate if is_secure else None
        self._service.words = known.words if known else ()
        has_name = bool(self._local_name)
        return Listening(
            https=https[0] if is_secure else "",
            http=http[0],
            port=port,
            https_by_name=https[1] if is_secure and has_name else "",
            http_by_name=http[1] if has_name else "",
            words=known.words if known else (),
            fingerprint=known.fingerprint if known else "",
        )

    def _answer(self, request: Request) -> Answer | StreamAnswer:
        if not self._has_visitor and request.peer not in self._place.addresses:
            self._has_visitor = True
            self.visited()
        return self._service.answer(request)

    def _on_addresses(self, tls: ssl.SSLContext | None) -> None:
        for door in self._doors:
            door.look()
        beside = interfaces_beside(self._place.addresses[0])
        if not beside:
            return  # nothing comes here before the address does
        later = [each for each in beside if each not in self._devices]
        # A cable into the network of the Wi-Fi: what is for either may come by the other. One that
        # is put into another network is heard no more.
        self._devices = (*beside, THIS_COMPUTER)
        for door in self._doors:
            if door.device not in self._devices:
                door.close()
        for address in self._place.addresses:
            if why := self._open_doors(address, self._port, tls, later):
                logger.info("an interface that came later is not listened at: %s", why)
        if self._is_finished:
            self._close_to_guests()

    def _on_pause_over(self) -> None:
        if self._is_to_push:
            self._is_to_push = False
            self.push()

    def _on_too_many_guesses(self) -> None:
        """Somebody tries tokens: whoever is at the table stays, and nobody else gets in."""
        logger.warning("the phone's page lets nobody else in: too many wrong tokens")
        self._crowd.is_shut_out = self._service.guesses.is_shut_out
        self._stopping.start(0)

    def _on_stopped(self) -> None:
        self._crowd.close_unknown()
        if self._service.guesses.has_known:
            self.stopped(Problem(Trouble.NO_NEWCOMERS, port=self._port))
            return
        self._close_to_all()
        self.stopped(Problem(Trouble.TOO_MANY_GUESSES, port=self._port))


def _as_host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _nothing(*_said: object) -> None:
    """Nobody hears."""

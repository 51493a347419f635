"""One connection: requests in, answers out, and an end to those who let others wait.

A request has one time limit from its first byte to its last, which no trickle of bytes extends.
Once a stream of events is open no timer runs: the kernel finds out when the phone is gone.
"""

import logging
import socket
from collections.abc import Callable

import h11

from presence.phone.http.answer import SECURITY, Answer, StreamAnswer, as_json, refusal
from presence.phone.http.request import Request
from presence.phone.http.tls import Broken, Tls
from presence.phone.limits import Limits
from presence.phone.loop import READ, WRITE, Loop, Timer

logger = logging.getLogger(__name__)

Answering = Callable[[Request], Answer | StreamAnswer]
ERRORS = {400: "bad_request", 413: "too_large", 431: "too_large"}


class Connection:
    """Calls ``gone`` once; ``is_known`` tells whether a right token came over it.

    ``has_spoken`` is True once the other side has shaken hands, or said anything; ``is_resting``
    while all that it asked is answered.
    """

    def __init__(
        self,
        connected: socket.socket,
        peer: str,
        tls: Tls | None,
        answering: Answering,
        gone: Callable[["Connection"], None],
        limits: Limits,
        loop: Loop,
    ) -> None:
        self.peer = peer
        self.is_known = self.has_spoken = False
        self.is_streaming = self.is_resting = False
        self.over: Callable[[], None] | None = None  # called when a stream ends by itself
        self._socket = connected
        self._loop = loop
        self._unsent = bytearray()
        self._tls = tls
        self._answering = answering
        self._gone = gone
        self._limits = limits
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=limits.header)
        self._request: h11.Request | None = None
        self._body = bytearray()
        self._is_over = self.is_ending = False
        self._patience = Timer(loop, self.abort)
        loop.watch(connected, READ, self._on_ready)
        self._patience.start(limits.request_ms if tls is None else limits.handshake_ms)

    def send_event(self, name: str, data: bytes) -> None:
        """Tell an event (HTML, 9.2.6); whoever does not read what was told is hung up on."""
        if self._is_over or self.is_ending:
            return
        self._send(h11.Data(data=b"event: %s\ndata: %s\n\n" % (name.encode(), data)))

    def end(self) -> None:
        """Hang up once all that was said is taken, or the time for it is over."""
        if self._is_over or self.is_ending:
            return
        if self.is_streaming:
            self._send(h11.EndOfMessage())
        self.is_ending = True
        if self._socket.fileno() < 0:  # that was too much for it
            return
        self._patience.start(self._limits.farewell_ms)
        farewell = b""
        if self._tls is not None:
            self._tls.end()
            farewell = self._tls.outgoing()
        self._put(farewell)

    def abort(self) -> None:
        """Hang up now."""
        if self._is_over:
            return
        self._is_over = True
        self._patience.stop()
        self._loop.unwatch(self._socket)
        self._socket.close()
        over, self.over = self.over, None
        if over is not None:
            over()
        self._gone(self)

    def _on_ready(self, events: int) -> None:
        try:
            if events & WRITE:
                self._put(b"")
            if events & READ and not self._is_over:
                self._on_ready_read()
        except Exception:  # a fault of our own: the other phones are to stay
            logger.exception("a phone could not be heard")
            self.abort()

    def _on_ready_read(self) -> None:
        try:
            came = self._socket.recv(self._limits.body)
        except BlockingIOError:
            return
        except OSError:
            came = b""
        if not came:
            self.abort()
            return
        if self.is_ending:
            return
        if self._tls is not None:
            came = self._deciphered(self._tls, came)
        if not came or self._is_over:
            return
        self.has_spoken, self.is_resting = True, False
        if self.is_streaming:  # a phone that hears events has nothing to say here
            self.abort()
            return
        try:
            self._http.receive_data(came)
            self._take()
        except h11.RemoteProtocolError as fault:
            self._refuse(fault.error_status_hint)

    def _deciphered(self, tls: Tls, came: bytes) -> bytes:
        was_ready = tls.is_ready
        try:
            said = tls.take(came)
        except Broken as fault:
            logger.debug("no TLS: %s", fault)
            self._put(tls.outgoing())  # why, as TLS says it
            self.end()
            return b""
        self._put(tls.outgoing())
        if tls.is_ready and not was_ready and not self._is_over:
            self.has_spoken = True
            self._patience.start(self._limits.request_ms)
        return said

    def _take(self) -> None:
        """Every request that is there as a whole."""
        while not (self._is_over or self.is_ending or self.is_streaming):
            happened = self._http.next_event()
            if isinstance(happened, h11.Request):
                self._begin(happened)
            elif isinstance(happened, h11.Data):
                self._body += happened.data
                if len(self._body) > self._limits.body:
                    self._refuse(413)
            elif isinstance(happened, h11.EndOfMessage):
                self._answer()
            elif isinstance(happened, h11.ConnectionClosed):
                self.end()
            else:  # it wants more, or waits until we hang up
                return

    def _begin(self, request: h11.Request) -> None:
        self._request = request
        self._body.clear()
        length = next((value for name, value in request.headers if name == b"content-length"), b"0")
        if _size(request) > self._limits.header:  # h11 heeds it only where more is to come
            self._refuse(431)
        elif int(length) > self._limits.body:
            self._refuse(413)
        elif self._http.they_are_waiting_for_100_continue:
            self._send(h11.InformationalResponse(status_code=100, headers=[]))

    def _answer(self) -> None:
        assert self._request is not None
        is_secure = self._tls is not None
        request = _as_value(self._request, bytes(self._body), self.peer, is_secure)
        try:
            answer = self._answering(request)
        except Exception:  # a fault of our own: the phone is not to wait for an answer
            logger.exception("a phone could not be answered")
            answer = refusal(500, "server")
        if isinstance(answer, StreamAnswer):
            self._open_stream(answer)
            return
        self.is_known = self.is_known or answer.is_known
        self._write(answer)
        if self._is_over or self.is_ending:
            return
        if answer.is_last or self._http.our_state is not h11.DONE:
            self.end()
            return
        self._http.start_next_cycle()
        self.is_resting = not self._unsent
        self._patience.start(self._limits.request_ms)

    def _open_stream(self, answer: StreamAnswer) -> None:
        self.is_streaming = self.is_known = True
        self._patience.stop()
        kind = ("content-type", "text/event-stream; charset=utf-8")
        self._send(h11.Response(status_code=200, headers=[kind, *SECURITY]))
        if not self._is_over:
            answer.opened(self)

    def _write(self, answer: Answer) -> None:
        headers = [("content-type", answer.kind), ("content-length", str(len(answer.body)))]
        is_head = self._request is not None and self._request.method == b"HEAD"
        headers += SECURITY
        if answer.is_packed:
            headers.append(("content-encoding", "gzip"))
        if answer.is_last:
            headers.append(("connection", "close"))
        self._send(h11.Response(status_code=answer.status, headers=headers))
        if answer.body and not is_head:
            self._send(h11.Data(data=answer.body))
        self._send(h11.EndOfMessage())

    def _refuse(self, status: int) -> None:
        """It was no request; nobody can tell where the next one would begin."""
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            body = as_json({"error": ERRORS.get(status, "bad_request")})
            self._write(Answer(status, body, is_last=True))
        self.end()

    def _send(self, part: h11.Event) -> None:
        written = self._http.send(part)
        if self._tls is not None:
            try:
                self._tls.give(written or b"")
            except Broken as fault:
                logger.debug("no TLS any more: %s", fault)
                self.abort()
                return
            written = self._tls.outgoing()
        self._put(written or b"")

    def _put(self, said: bytes) -> None:
        """Give the kernel what it takes now, and the rest once it takes more."""
        if self._is_over:
            return
        self._unsent += said
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self.abort()
            return
        if len(self._unsent) > self._limits.unread or (self.is_ending and not self._unsent):
            self.abort()
            return
        self._loop.watch(self._socket, READ | WRITE if self._unsent else READ, self._on_ready)


def _size(request: h11.Request) -> int:
    return len(request.target) + sum(len(name) + len(value) + 4 for name, value in request.headers)


def _as_value(request: h11.Request, body: bytes, peer: str, is_secure: bool) -> Request:
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers
    )
    method, target = request.method.decode("latin-1"), request.target.decode("latin-1")
    return Request(method, target, headers, body, peer, is_secure)

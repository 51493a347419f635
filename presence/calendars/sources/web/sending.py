"""One request on its way: redirects, time limits, a body that is counted while it comes.

Redirects are followed by us: Qt's own would carry a password on to anybody. No certificate is
forgiven, no cookie and no page kept, no address told to another server.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtNetwork import (
    QAuthenticator,
    QNetworkReply,
    QNetworkRequest,
    QSslError,
)

from presence import __version__
from presence.calendars.sources.web.address import (
    Address,
    Login,
    is_same_place,
    may_know_password,
    next_address,
)
from presence.calendars.sources.web.body import Body, Unusable
from presence.calendars.sources.web.headers import header_of, headers_of, status_of
from presence.calendars.sources.web.network import Answered, Network, Request, Response, Sent
from presence.core.coming.fetched import Failure, Trouble

AT_A_TIME = 16_384  # bytes, packed, that are taken between two looks at the rest of the loop
LAST_OF_NETWORK = 199  # of Qt's numbers for errors: up to here nobody has answered
REDIRECTS = (301, 302, 303, 307, 308)
FAULTS = QNetworkReply.NetworkError
SETTINGS = QNetworkRequest.Attribute
BY_HAND = QNetworkRequest.LoadControl.Manual
FIXED_SETTINGS = (
    (SETTINGS.CookieLoadControlAttribute, BY_HAND),
    (SETTINGS.CookieSaveControlAttribute, BY_HAND),
    (SETTINGS.Http2AllowedAttribute, False),  # gains nothing for one question an hour
)


class Sending(Sent):
    """Tells ``answered`` once, at the end of all redirects."""

    def __init__(self, network: Network, request: Request, answered: Answered) -> None:
        super().__init__(network)
        self._network = network
        self._request = request
        self._answered = answered
        self._url = request.url
        self._login = request.login
        self._redirects = 0
        self._failure: Failure | None = None
        self._certificate = ""
        self._has_tried_digest = self._has_said_digest = False
        self._body: Body | None = None
        self._reply: QNetworkReply | None = None
        self._idle = self._timer(self._on_time_over)
        self._whole = self._timer(self._on_time_over)
        self._taking = self._timer(self._take_some)
        self._whole.start(network.limits.whole_ms)
        QTimer.singleShot(0, self, self._ask)

    def stop(self) -> None:
        self._answered = _nobody
        self._failure = Failure(Trouble.UNREACHABLE, "given up")
        self._end(self._failure)

    def _timer(self, rung: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(rung)
        return timer

    def _ask(self) -> None:
        if self._failure is not None:  # given up before it began
            self._end(self._failure)
            return
        request, manager = self._request, self._network.manager
        if request.method == "GET":
            reply = manager.get(self._prepared())
        else:
            verb = QByteArray(request.method.encode())
            reply = manager.sendCustomRequest(self._prepared(), verb, QByteArray(request.body))
        reply.setParent(self)
        reply.setReadBufferSize(AT_A_TIME)
        reply.readyRead.connect(self._on_ready_read)
        reply.sslErrors.connect(self._on_ssl_errors)
        reply.finished.connect(self._on_finished)
        self._reply = reply
        self._body = None
        self._idle.start(self._network.limits.idle_ms)

    def _prepared(self) -> QNetworkRequest:
        prepared = QNetworkRequest(self._url)
        prepared.setRawHeader(b"User-Agent", f"Presence/{__version__}".encode())
        prepared.setRawHeader(b"Accept-Encoding", b"gzip")  # said by us, it is unpacked by us
        prepared.setRawHeader(b"Accept-Language", b"*")
        for name, value in self._request.headers.items():
            prepared.setRawHeader(name.encode(), value.encode())
        for setting, fixed in FIXED_SETTINGS:
            prepared.setAttribute(setting, fixed)
        login = self._login
        if login is not None and self._takes_digest:
            self._has_tried_digest = True
            manager = self._network.manager
            manager.authenticationRequired.connect(self._on_authentication_required)
        elif login is not None:
            words = f"{login.user}:{login.password}".encode()
            prepared.setRawHeader(b"Authorization", b"Basic " + b64encode(words))
            prepared.setAttribute(SETTINGS.AuthenticationReuseAttribute, BY_HAND)
        return prepared

    @property
    def _takes_digest(self) -> bool:
        return self._place in self._network.digest_places

    @property
    def _place(self) -> str:
        return f"{self._url.scheme()}://{self._url.authority()}"

    def _on_ready_read(self) -> None:
        self._idle.start()
        if not self._taking.isActive():
            self._taking.start(0)

    def _take_some(self) -> None:
        """A piece at each turn of the loop, so that a quick server holds up nothing else."""
        reply = self._reply
        if reply is None or self._failure is not None:
            return
        try:
            self._read(reply)
        except Unusable as fault:
            self._give_up(fault.failure)
            return
        if reply.bytesAvailable():
            self._taking.start(0)
        elif reply.isFinished():
            self._on_finished()

    def _read(self, reply: QNetworkReply) -> None:
        """Some of what has come; only a good answer is given to the sink."""
        if self._body is None:
            is_good = 200 <= status_of(reply) < 300
            sink = self._request.sink if is_good else _nobody
            limit = self._network.limits.longest
            encoding = header_of(reply, "Content-Encoding").strip().lower()
            self._body = Body(encoding if is_good else "", limit, sink)
        came = bytes(reply.read(AT_A_TIME).data())
        if came:
            self._body.take(came)

    def _give_up(self, failure: Failure) -> None:
        self._failure = failure
        self._end(failure)

    def _on_time_over(self) -> None:
        self._give_up(Failure(Trouble.UNREACHABLE, "took too long"))

    def _on_ssl_errors(self, errors: Sequence[QSslError]) -> None:
        names = [error.error().name for error in errors]
        said = "CertificateExpired" if "CertificateExpired" in names else names[0]
        self._certificate = said

    def _on_finished(self) -> None:
        reply = self._reply
        if reply is None:
            return
        self._idle.stop()
        if reply.bytesAvailable():
            self._taking.start(0)
            return
        self._reply = None
        try:
            answer = self._result(reply)
        except Unusable as fault:
            answer = fault.failure
        if answer is not None:
            self._end(answer)

    def _result(self, reply: QNetworkReply) -> Response | Failure | None:
        """The answer; None where it is asked once more, elsewhere or otherwise."""
        fault, status = reply.error(), status_of(reply)
        if fault is FAULTS.SslHandshakeFailedError:
            if self._certificate:
                return Failure(Trouble.CERTIFICATE, self._certificate)
            return Failure(Trouble.SERVER, "no TLS")
        if 0 < fault.value <= LAST_OF_NETWORK:
            trouble = Trouble.SERVER if status else Trouble.UNREACHABLE
            return Failure(trouble, "cut off" if status else fault.name)
        if not status:
            return Failure(Trouble.SERVER, "no HTTP")
        if status in REDIRECTS and (link := header_of(reply, "Location")):
            return self._follow(status, link)
        if status == 401 and self._can_try_digest(reply):
            self._network.digest_places.add(self._place)
            self._again()
            return None
        self._read(reply)
        assert self._body is not None
        return Response(status, headers_of(reply), self._body.end(), self._url)

    def _follow(self, status: int, link: str) -> Failure | None:
        self._redirects += 1
        if self._redirects > self._network.limits.redirects:
            return Failure(Trouble.SERVER, "too many redirects")
        if status == 303 and self._request.method != "GET":
            return Failure(Trouble.SERVER, "303")
        to = next_address(self._url, link)
        if isinstance(to, Failure):
            return to
        login = self._login_for(to)
        if login is None and self._login is not None:
            return Failure(Trouble.SERVER, "leads to somebody else")
        self._url, self._login = to.url, login
        self._again()
        return None

    def _login_for(self, to: Address) -> Login | None:
        """What is said there: what the redirect holds, or ours where it is the same owner's."""
        if self._login is None or is_same_place(self._url, to.url):
            return self._login or to.login
        return self._login if may_know_password(self._request.url, to.url) else None

    def _can_try_digest(self, reply: QNetworkReply) -> bool:
        offered = header_of(reply, "WWW-Authenticate").lower()
        is_only_one = "digest" in offered and "basic" not in offered
        return self._login is not None and is_only_one and not self._has_tried_digest

    def _again(self) -> None:
        QTimer.singleShot(0, self, self._ask)

    def _on_authentication_required(
        self, reply: QNetworkReply, authenticator: QAuthenticator
    ) -> None:
        """Qt works out a digest, and asks for what it needs; what was refused is not said twice."""
        if reply is self._reply and self._login is not None and not self._has_said_digest:
            self._has_said_digest = True
            authenticator.setUser(self._login.user)
            authenticator.setPassword(self._login.password)

    def _end(self, answer: Response | Failure) -> None:
        for timer in (self._idle, self._whole, self._taking):
            timer.stop()
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.abort()
        self.deleteLater()
        answered, self._answered = self._answered, _nobody
        answered(answer)
        self._network.ended(self)


def _nobody(_answer: object) -> None:
    """Is told of what nobody waits for any more."""

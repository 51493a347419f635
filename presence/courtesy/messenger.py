"""HTTP on the Qt loop: one request, its answer within a time limit, and nothing that waits.

No redirect is followed, no certificate forgiven, no cookie kept, and of an answer no more is read
than an answer of these services has. Only what was never answered is sent a second time.
"""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxyFactory,
    QNetworkReply,
    QNetworkRequest,
)

from presence import __version__
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.address import check_address, host_of
from presence.courtesy.courtesy import Answer, Request

LIMIT_MS = 10_000
PAUSE_MS = 2_000  # before the second try; a network that comes back with the lid takes a moment
LONGEST_ANSWER = 65_536
LONGEST_PAUSE_S = 10  # that a service may ask for
TOO_MANY = 429
LAST_OF_NETWORK = 199  # of Qt's numbers for errors: up to here nobody has answered

Told = Callable[[Answer | CourtesyError], None]


class Messenger(QObject):
    """Sends for everybody; ``answered`` is called once, and never before ``send`` returns."""

    def __init__(
        self, parent: QObject | None = None, limit_ms: int = LIMIT_MS, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        QNetworkProxyFactory.setUseSystemConfiguration(True)
        self.manager = QNetworkAccessManager(self)
        self.manager.setRedirectPolicy(QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)
        self.limit_ms = limit_ms
        self.pause_ms = pause_ms

    def send(self, target: str, request: Request, answered: Told) -> None:
        """Send a request for a target; CourtesyError comes as the answer."""
        _Sending(self, target, request, answered)

    def close(self) -> None:
        """Send nothing more, and answer nobody any more."""
        for sending in self.findChildren(_Sending):
            sending.stop()


class _Sending(QObject):
    """One request on its way, up to its second try."""

    def __init__(self, messenger: Messenger, target: str, request: Request, told: Told) -> None:
        super().__init__(messenger)
        self._messenger = messenger
        self._target = target
        self._request = request
        self._told = told
        self._is_second = False
        self._body = bytearray()
        self._fault: CourtesyError | None = None
        self._reply: QNetworkReply | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_time_over)
        QTimer.singleShot(0, self, self._try)

    def stop(self) -> None:
        """End it without an answer."""
        self._told = lambda _answer: None
        self._is_second = True
        self._limit.stop()
        self.deleteLater()  # and with it a second try that waits
        if self._reply is not None:
            self._reply.abort()

    def _try(self) -> None:
        request = self._request
        try:
            check_address(request.url)
        except CourtesyError as error:
            self._end(error)
            return
        self._body.clear()
        manager, prepared = self._messenger.manager, self._prepared()
        if request.method == "GET":
            reply = manager.get(prepared)
        else:
            reply = manager.post(prepared, QByteArray(request.body))
        reply.setParent(self)
        reply.setReadBufferSize(LONGEST_ANSWER)
        reply.readyRead.connect(self._on_ready_read)
        reply.finished.connect(self._on_finished)
        self._reply = reply
        self._limit.start(self._messenger.limit_ms)

    def _prepared(self) -> QNetworkRequest:
        request = self._request
        prepared = QNetworkRequest(QUrl(request.url))
        prepared.setRawHeader(b"User-Agent", f"Presence/{__version__}".encode())
        prepared.setRawHeader(b"Accept", b"application/json")
        if request.method != "GET":
            prepared.setRawHeader(b"Content-Type", request.content_type.encode())
        if request.token:
            prepared.setRawHeader(b"Authorization", b"Bearer " + request.token.encode())
        by_hand = QNetworkRequest.LoadControl.Manual
        for attribute in (
            QNetworkRequest.Attribute.CookieLoadControlAttribute,
            QNetworkRequest.Attribute.CookieSaveControlAttribute,
            QNetworkRequest.Attribute.AuthenticationReuseAttribute,
        ):
            prepared.setAttribute(attribute, by_hand)
        return prepared

    def _on_ready_read(self) -> None:
        assert self._reply is not None
        self._body += self._reply.readAll().data()
        if len(self._body) > LONGEST_ANSWER:
            self._fault = self._error(ErrorCode.COURTESY_ANSWERED, detail="too long an answer")
            self._reply.abort()

    def _on_time_over(self) -> None:
        assert self._reply is not None
        self._fault = self._error(ErrorCode.COURTESY_TIMED_OUT)
        self._reply.abort()

    def _on_finished(self) -> None:
        reply = self._reply
        assert reply is not None
        self._limit.stop()
        self._reply = None
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        number = reply.error().value
        if self._fault is not None:
            self._end(self._fault)
        elif 0 < number <= LAST_OF_NETWORK:
            self._not_answered(reply.error())
        elif not isinstance(status, int):
            self._end(self._error(ErrorCode.COURTESY_ANSWERED, detail="no HTTP"))
        elif 300 <= status < 400:
            to = reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
            host = to.host() if isinstance(to, QUrl) else ""
            self._end(self._error(ErrorCode.COURTESY_MOVED, host=host or self._host))
        elif status == TOO_MANY and not self._is_second and (pause := _pause_asked(reply)):
            self._again(pause * 1000)
        else:
            self._body += reply.readAll().data()
            self._end(Answer(status, bytes(self._body[:LONGEST_ANSWER])))

    def _not_answered(self, error: QNetworkReply.NetworkError) -> None:
        if error is QNetworkReply.NetworkError.SslHandshakeFailedError:
            self._end(self._error(ErrorCode.COURTESY_NOT_TRUSTED, host=self._host))
        elif self._is_second:
            self._end(self._error(ErrorCode.COURTESY_UNREACHABLE, host=self._host))
        else:
            self._again(self._messenger.pause_ms)

    def _again(self, pause_ms: int) -> None:
        self._is_second = True
        QTimer.singleShot(pause_ms, self, self._try)

    @property
    def _host(self) -> str:
        return host_of(self._request.url)

    def _error(self, code: ErrorCode, **values: object) -> CourtesyError:
        return CourtesyError(code, target=self._target, **values)

    def _end(self, answer: Answer | CourtesyError) -> None:
        self.deleteLater()
        self._told(answer)


def _pause_asked(reply: QNetworkReply) -> int:
    """The seconds of Retry-After where they are few enough to wait; else 0."""
    asked = bytes(reply.rawHeader("Retry-After").data()).decode(errors="replace").strip()
    if not asked.isdigit() or len(asked) > 2 or int(asked) > LONGEST_PAUSE_S:
        return 0
    return max(int(asked), 1)

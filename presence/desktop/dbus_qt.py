"""The message bus on the Qt loop: calls that never block, signals, file descriptors, serving."""

import logging
import socket
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from jeepney import (
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_error,
)
from jeepney.fds import FileDescriptor, fds_buf_size
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from presence.desktop.dbus import (
    BUS,
    BusError,
    BusKind,
    NoBus,
    TimedOut,
    bus_address,
    connect,
    failure,
    method_call,
    next_message,
)

logger = logging.getLogger(__name__)

TIME_LIMIT_MS = 2000
READ_SIZE = 65536

Answered = Callable[[tuple[Any, ...], BusError | None], None]
Heard = Callable[[Message], None]
Served = Callable[[Message], Message]

UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"
FAILED = "org.freedesktop.DBus.Error.Failed"


@dataclass(frozen=True, slots=True, eq=False)
class Subscription:
    """A signal that is listened to; given back to ``QtBus.unsubscribe``."""

    rule: MatchRule
    here: MatchRule  # without the sender: a message has its unique name, a rule the well-known one
    heard: Heard


@dataclass(slots=True)
class _Pending:
    answered: Answered
    timer: QTimer


class QtBus(QObject):
    """One connection to a bus, read when the Qt loop says so.

    Without a bus it is there all the same: ``is_open`` is False, and every call is answered with
    NoBus by the loop's next turn.
    """

    lost = Signal()

    def __init__(
        self,
        kind: BusKind = BusKind.SESSION,
        address: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parser = Parser()
        self._serial = 0
        self._pending: dict[int, _Pending] = {}
        self._subscriptions: list[Subscription] = []
        self._served: Served = _refused
        self._notifier: QSocketNotifier | None = None
        self._socket: socket.socket | None = None
        self.unique_name = ""
        try:
            self._socket = connect(address or bus_address(kind), 1.0, with_fds=True)
        except NoBus as exc:
            logger.info("no %s bus: %s", kind.value, exc)
            return
        self._notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self.call(method_call(BUS, "Hello"), self._on_hello)

    @property
    def is_open(self) -> bool:
        """Whether there is a bus, as far as is known."""
        return self._socket is not None

    def call(
        self,
        message: Message,
        answered: Answered | None = None,
        time_limit_ms: int = TIME_LIMIT_MS,
    ) -> None:
        """Send a call; ``answered`` gets the body, or () and the error, always later and once."""
        if self._socket is None:
            self._answer_later(answered, NoBus("no bus"))
            return
        try:
            serial = self._send(self._socket, message)
        except OSError as exc:
            self._answer_later(answered, NoBus(str(exc)))
            self._lose(str(exc))
            return
        if answered is not None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._on_time_is_up(serial))
            timer.start(time_limit_ms)
            self._pending[serial] = _Pending(answered, timer)

    def subscribe(self, rule: MatchRule, heard: Heard) -> Subscription:
        """Call ``heard`` for every signal that fits the rule, until ``unsubscribe``."""
        here = copy(rule)
        here.header_fields = {k: v for k, v in rule.header_fields.items() if k != "sender"}
        subscription = Subscription(rule, here, heard)
        self._subscriptions.append(subscription)
        if self.is_open:
            self.call(method_call(BUS, "AddMatch", "s", (rule.serialise(),)))
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Listen to it no longer."""
        if subscription not in self._subscriptions:
            return
        self._subscriptions.remove(subscription)
        if self.is_open:
            self.call(method_call(BUS, "RemoveMatch", "s", (subscription.rule.serialise(),)))

    def serve(self, served: Served) -> None:
        """Have ``served`` give the answer to every call from now on; it is to take no time."""
        self._served = served

    def close(self) -> None:
        """Leave the bus; calls that wait are answered with NoBus."""
        self._lose("closed", tell=False)

    def _send(self, to: socket.socket, message: Message) -> int:
        """Its serial number; raises OSError."""
        self._serial += 1
        # The bus reads without delay and the kernel's buffer is far larger than any of ours.
        to.sendall(message.serialise(serial=self._serial))
        return self._serial

    def _on_hello(self, body: tuple[Any, ...], error: BusError | None) -> None:
        if error is not None:
            self._lose(str(error))
            return
        self.unique_name = str(body[0])

    def _on_readable(self) -> None:
        assert self._socket is not None
        try:
            data, ancillary, _flags, _address = self._socket.recvmsg(
                READ_SIZE, fds_buf_size(), socket.MSG_DONTWAIT
            )
        except BlockingIOError:
            return
        except OSError as exc:
            self._lose(str(exc))
            return
        if not data:
            self._lose("the bus closed the connection")
            return
        self._parser.add_data(data, FileDescriptor.from_ancdata(ancillary))
        while (message := next_message(self._parser)) is not None:
            self._dispatch(message)

    def _dispatch(self, message: Message) -> None:
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            serial = message.header.fields.get(HeaderFields.reply_serial)
            waiting = self._take_pending(serial)
            if waiting is not None:
                error = failure(message)
                self._tell(waiting.answered, () if error else tuple(message.body), error)
            else:
                _close_files(message.body)
        elif kind is MessageType.method_call:
            self._answer_call(message)
        elif kind is MessageType.signal:
            for subscription in tuple(self._subscriptions):
                if subscription.here.matches(message):
                    self._hear(subscription, message)

    def _answer_call(self, message: Message) -> None:
        try:
            answer = self._served(message)
        except Exception:  # as of a listener; who called gets to know
            logger.exception("a call from the bus was not taken")
            answer = new_error(message, FAILED, "s", ("it was not done",))
        _close_files(message.body)
        if message.header.flags & MessageFlag.no_reply_expected or self._socket is None:
            return
        try:
            self._send(self._socket, answer)
        except OSError as exc:
            self._lose(str(exc))

    def _take_pending(self, serial: int | None) -> _Pending | None:
        waiting = self._pending.pop(serial, None) if serial is not None else None
        if waiting is not None:
            waiting.timer.stop()
            waiting.timer.deleteLater()
        return waiting

    def _on_time_is_up(self, serial: int) -> None:
        waiting = self._take_pending(serial)
        if waiting is not None:
            self._tell(waiting.answered, (), TimedOut("no answer"))

    def _answer_later(self, answered: Answered | None, error: BusError) -> None:
        if answered is not None:
            QTimer.singleShot(0, self, lambda: self._tell(answered, (), error))

    def _tell(self, answered: Answered, body: tuple[Any, ...], error: BusError | None) -> None:
        try:
            answered(body, error)
        except Exception:  # whoever asked is at fault: the others on this bus go on hearing
            logger.exception("an answer from the bus was not taken")

    def _hear(self, subscription: Subscription, message: Message) -> None:
        try:
            subscription.heard(message)
        except Exception:  # likewise of a listener
            logger.exception("a signal from the bus was not taken")

    def _lose(self, why: str, tell: bool = True) -> None:
        if self._socket is None:
            return
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        self._socket.close()
        self._socket = None
        for serial in tuple(self._pending):
            waiting = self._take_pending(serial)
            if waiting is not None:
                self._answer_later(waiting.answered, NoBus(why))
        if tell:
            logger.warning("the bus is gone: %s", why)
            self.lost.emit()


def _refused(call: Message) -> Message:
    return new_error(call, UNKNOWN_METHOD, "s", ("nothing is served here",))


def _close_files(value: object) -> None:
    """What comes with a message and nobody takes, such as an inhibitor in a late answer."""
    if isinstance(value, FileDescriptor):
        value.close()
    elif isinstance(value, dict):
        _close_files(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            _close_files(each)

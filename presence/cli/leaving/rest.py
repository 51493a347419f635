"""Brings a home to rest before it is left: the session ended, the desktop put back, no app."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from presence.cli.context import Context
from presence.core.errors import ErrorCode, PresenceError, Refused, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_TO_END = 20.0
SECONDS_TO_TELL = 5.0  # a calendar that the session is over
SECONDS_TO_SHOW = 0.5  # a notice of that: before the desktop has, nobody can take it away
SECONDS_BETWEEN_LOOKS = 0.05


def running_title(context: Context, only_looks: bool = False) -> str:
    """The session in progress, in words; "" where none is, or nobody can tell.

    With ``only_looks`` an older log is not opened, for that would bring it to this version.
    """
    from presence.store.database import is_of_an_older_version
    from presence.words.session import session_title

    if not context.paths.database.exists():
        return ""
    if only_looks and is_of_an_older_version(context.paths.database_name):
        return _told_by_the_app(context)
    try:
        session = context.log.open_session()
        return "" if session is None else session_title(session, context.log.kinds(), True)
    except StoreError:  # also because an older app has it, which knows
        return _told_by_the_app(context)


def _told_by_the_app(context: Context) -> str:
    answer = context.ask_app({"do": "status", "json": True})
    try:
        session = json.loads(answer[1])["session"] if answer is not None else None
        return "" if session is None else str(session["kind"])
    except (ValueError, KeyError, TypeError):
        return ""


def come_to_rest(context: Context) -> None:
    """End what is in progress, and the app; raises Refused where it does not answer.

    The app puts the desktop back itself, tells others, and empties the file of the busy event.
    """
    is_running = bool(running_title(context))
    context.close()
    answer = _asked(context, {"do": "stop"}) if is_running else _asked(context, {"do": "ping"})
    if answer is None:
        _end_without_an_app(context, is_running)
        return
    deadline = time.monotonic() + SECONDS_TO_TELL
    while context.paths.busy.exists() and time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    if is_running:
        time.sleep(SECONDS_TO_SHOW)
    _ask_to_quit(context)


def _ask_to_quit(context: Context) -> None:
    """Whether it answers is no matter: its lock tells when it is gone, whoever has ended it."""
    with suppress(Refused):
        context.ask_app({"do": "quit"})


def _asked(context: Context, request: Mapping[str, object]) -> Any:
    return context.ask_app(request)


def _end_without_an_app(context: Context, is_running: bool) -> None:
    from presence.cli.leftover import settle_leftover
    from presence.cli.steer import do_here

    settle_leftover(context)
    if is_running:
        with suppress(PresenceError):  # what is over already is told to nobody
            do_here(context, {"do": "stop"})
    context.close()


@contextmanager
def nobody_at_home(context: Context) -> Iterator["Callable[[], None]"]:
    """Hold the lock that only one app holds, once the last one is gone; what lets it go early.

    Raises Refused where an app does not end.
    """
    if not os.path.isdir(context.paths.data):
        yield lambda: None
        return
    from presence.link.instance import try_lock

    deadline = time.monotonic() + SECONDS_TO_END
    lock = try_lock(str(context.paths.instance_lock))
    while lock.error() is lock.LockError.LockFailedError:
        if time.monotonic() > deadline:
            raise Refused(ErrorCode.APP_HAS_THE_LOG)
        time.sleep(SECONDS_BETWEEN_LOOKS)
        _ask_to_quit(context)  # one that was about to start anew, or has just come up
        lock = try_lock(str(context.paths.instance_lock))
    try:
        yield lock.unlock
    finally:
        lock.unlock()

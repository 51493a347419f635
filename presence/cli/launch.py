"""Brings the app up where none runs: detached from whoever asked, or in the foreground."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

from presence.cli.context import Context, Request
from presence.core.errors import ErrorCode, Refused
from presence.link import client
from presence.paths import HOME_VARIABLE

SECONDS_TO_START = 20.0
SECONDS_BETWEEN_LOOKS = 0.01
SECONDS_TO_EXPLAIN = 5.0
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
MODULE = "presence.app"


def ask_or_bring_up(context: Context, request: Request) -> client.Answer:
    """The app's answer; one is brought up where none runs."""
    answer = context.ask_app(request)
    if answer is None:
        bring_up(context)
        answer = context.ask_app(request)
    if answer is None:
        raise Refused(ErrorCode.APP_DID_NOT_START, detail="")
    return answer


def bring_up(context: Context) -> None:
    """Start the app, fully detached, and wait until it listens; raises Refused.

    An app that dies before it is ready is tried once more without a screen: a DISPLAY left over
    in a terminal or a cron job must not keep a session from starting.
    """
    context.log.open_session()  # a home that cannot be used is said here, where somebody reads
    environment = dict(os.environ)
    if _comes_up(context, environment):
        return
    had_screen = [environment.pop(name) for name in SCREENS if name in environment]
    if had_screen and _comes_up(context, environment):
        return
    raise Refused(ErrorCode.APP_DID_NOT_START, detail=_reason(context, environment))


def run_in_foreground(context: Context, request: Request | None) -> int:
    """Run the app as a child that shares our terminal, and end with it; the exit code."""
    app = subprocess.Popen(_command(context))
    # We end by the app. Ctrl-C reaches it too, and being told twice does it no harm.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: app.terminate())
    if _is_ready(context, app) and request is not None:
        answer = context.ask_app(request)
        if answer is not None and context.print_answer(answer):
            app.terminate()
            app.wait()
            return answer[0]
        sys.stdout.flush()
    return app.wait()


def _comes_up(context: Context, environment: Mapping[str, str]) -> bool:
    app = subprocess.Popen(
        _command(context),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    is_ready = _is_ready(context, app)
    if app.returncode is None:
        app.returncode = 0  # it lives on without us, and Popen is not to complain of it
    return is_ready


def _reason(context: Context, environment: Mapping[str, str]) -> str:
    """What the app says when it is started once more with somebody listening."""
    try:
        done = subprocess.run(
            _command(context),
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS_TO_EXPLAIN,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    lines = done.stderr.split("\n")
    said = next((line for line in reversed(lines) if line.strip()), "")
    return said.removeprefix("presence: ").strip().rstrip(".")


def _is_ready(context: Context, app: "subprocess.Popen[bytes]") -> bool:
    """Whether an app answers, ours or one that was faster; False where ours died instead."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        is_dead = app.poll() is not None
        if client.ask(context.paths.socket, b'{"do":"ping"}') is not None:
            return True
        if is_dead:
            return False
        time.sleep(SECONDS_BETWEEN_LOOKS)
    return False


def _command(context: Context) -> list[str]:
    command = [sys.executable, "-P", "-m", MODULE]
    if context.home_is_named or os.environ.get(HOME_VARIABLE):
        command += ["--home", str(context.paths.data)]  # whole, for the app's folder is another
    return command

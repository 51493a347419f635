"""Runs a command of the person's own within a time limit, and makes one word of it.

``python -I -S -E word_of.py switch COMMAND…`` prints ``on`` or ``off``, by what the command prints;
``… done COMMAND…`` prints ``done`` when the command has worked; ``… on`` prints just that, for a
desktop that cannot be asked. Otherwise a line on standard error, and exit code 1.

Standard library only; ``mechanisms/command.py`` calls the functions itself to spare a process.
"""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    import subprocess

ON = "on"
OFF = "off"
DONE = "done"
SWITCH = "switch"

TIME_LIMIT = 1.5  # less than the player's, which would leave behind what the command started
MOST = 1 << 16  # bytes; a word does not need more
LONGEST = 80  # characters of what is told about it
_LOOK = 0.02

_WORDS_FOR_ON = frozenset("on true yes 1 muted paused enabled active dnd do-not-disturb".split())
_WORDS_FOR_OFF = frozenset("off false no 0 unmuted unpaused disabled inactive default".split())


class Failed(Exception):
    """It did not work; the text is for people, and may be empty."""


class NotStarted(Failed):
    """There is no such program, or it may not be run."""


class WentWrong(Failed):
    """It ended with an exit code other than 0; the text is its first line."""

    def __init__(self, exit_code: int, said: str) -> None:
        super().__init__(said)
        self.exit_code = exit_code


class TookTooLong(Failed):
    """It did not end in time, and was ended with all that it had started."""


class SaidTooMuch(Failed):
    """It printed and printed, and was ended likewise."""


def run(command: Sequence[str], time_limit: float, environment: Mapping[str, str]) -> str:
    """What the command prints; what it leaves running is not waited for. Raises Failed."""
    import subprocess  # a megabyte, and few have commands of their own

    with _scratch() as out, _scratch() as err:
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=dict(environment),
                start_new_session=True,
            )
        except (OSError, ValueError) as exc:  # ValueError: a null character in it
            reason = exc.strerror if isinstance(exc, OSError) else str(exc)
            raise NotStarted(f"{command[0]}: {reason}") from exc
        exit_code = _wait(child, time.monotonic() + time_limit, (out, err))
        said = _text(out)
        if exit_code != 0:
            raise WentWrong(exit_code, first_line(_text(err)) or first_line(said))
        return said


def switch(said: str) -> bool | None:
    """Whether these words mean on; None for words that mean neither."""
    word = said.strip().strip("'\"").lower()
    if word in _WORDS_FOR_ON:
        return True
    return False if word in _WORDS_FOR_OFF else None


def first_line(said: str) -> str:
    """The beginning of what was printed, fit to be shown."""
    line = said.strip().partition("\n")[0].strip()
    plain = "".join(character for character in line if character.isprintable())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _scratch() -> BinaryIO:
    """Takes what is printed. A pipe would stay open as long as anything the command started."""
    if hasattr(os, "memfd_create"):  # a full disk must not keep anybody muted
        return os.fdopen(os.memfd_create("said"), "w+b")
    import tempfile  # where there is no such file in memory

    return cast(BinaryIO, tempfile.TemporaryFile())


def _text(scratch: BinaryIO) -> str:
    scratch.seek(0)
    return scratch.read(MOST).decode(errors="replace")


def _wait(child: "subprocess.Popen[bytes]", deadline: float, printed: Sequence[BinaryIO]) -> int:
    from subprocess import TimeoutExpired  # as in run

    while True:
        left = deadline - time.monotonic()
        try:
            exit_code = child.wait(max(min(left, _LOOK), 0))
        except TimeoutExpired:
            if left > 0 and not _is_too_much(printed):
                continue
            _end(child)
            raise (SaidTooMuch if left > 0 else TookTooLong) from None
        if _is_too_much(printed):
            raise SaidTooMuch
        return exit_code


def _is_too_much(printed: Sequence[BinaryIO]) -> bool:
    return any(os.fstat(each.fileno()).st_size > MOST for each in printed)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """With all that it has started."""
    if hasattr(os, "killpg"):
        os.killpg(child.pid, 9)  # it is not reaped yet, so its group is there
    else:
        import subprocess  # as in run

        subprocess.run(
            ("taskkill", "/F", "/T", "/PID", str(child.pid)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    child.wait()


def answer(question: str, command: Sequence[str]) -> str:
    """The word for a question about that command; raises Failed."""
    if question == ON and not command:
        return ON
    said = run(command, TIME_LIMIT, os.environ)
    if question == DONE:
        return DONE
    is_on = switch(said)
    if is_on is None:
        raise Failed(first_line(said))
    return ON if is_on else OFF


def main() -> None:
    """Answer the question on the command line."""
    try:
        print(answer(sys.argv[1], sys.argv[2:]))
    except Failed as exc:
        sys.exit(str(exc) or type(exc).__name__)


if __name__ == "__main__":
    main()

"""The command ``presence``: status, toggle, stop and slip go straight to a running app.

These are what keys and status bars call, so they load next to nothing: no argparse, no json. The
app sends the finished text. Whatever else was said, and everything where no app runs, goes on to
``presence.cli.main``.
"""

import os
import sys

_COMMANDS = ("status", "toggle", "stop", "slip")


def main() -> int:
    """Run the command that ``sys.argv`` holds; the exit code."""
    asked = quick_request(sys.argv[1:])
    if asked is not None:
        from presence.link.client import NoAnswer, ask  # ``--help`` needs no socket

        request, home = asked
        try:
            answer = ask(socket_of(home), request)
        except NoAnswer:
            from presence.cli.main import report_no_answer

            return report_no_answer(as_json=b'"json"' in request)  # and never ask a toggle twice
        if answer is not None:
            code, out, err = answer
            return code if _written(1, out) and _written(2, err) else 1
    from presence.cli.main import main as run

    return run(sys.argv[1:])


def quick_request(words: list[str]) -> tuple[bytes, str] | None:
    """The request and the home for one of the quick commands; None for what needs a parser."""
    command = home = ""
    as_json = quiet = False
    words = words[::-1]
    while words:
        word = words.pop()
        if word in _COMMANDS and not command:
            command = word
        elif word == "--json":
            as_json = True
        elif word in ("-q", "--quiet"):
            quiet = True
        elif word == "--home" and words:
            home = words.pop()
        elif word.startswith("--home="):
            home = word[7:]
        else:
            return None
    if not command or (quiet and command != "status"):
        return None
    request = f'{{"do":"{command}"'
    if as_json:
        request += ',"json":true'
    if quiet:
        request += ',"quiet":true'
    return (request + "}").encode(), home


def socket_of(home: str) -> str:
    """Where the app of a home listens, as ``presence.paths`` has it for Linux.

    Elsewhere a guess without harm: where nobody listens, the slow path looks properly.
    """
    environ = os.environ
    home = home or environ.get("PRESENCE_HOME", "")
    if home:
        data = os.path.abspath(os.path.expanduser(home))
    else:
        shared = environ.get("XDG_DATA_HOME", "")
        if not shared.startswith("/"):  # XDG Base Directory Specification: others are ignored
            shared = os.path.expanduser("~/.local/share")
        data = os.path.join(shared, "presence")
    runtime = environ.get("XDG_RUNTIME_DIR")
    if not runtime:
        return os.path.join(data, "link")
    from zlib import crc32

    return os.path.join(runtime, f"presence-{crc32(os.fsencode(data)):08x}")


def _written(descriptor: int, text: bytes) -> bool:
    """Whether all of it could be written; a reader that has gone is no error of ours."""
    try:
        while text:
            text = text[os.write(descriptor, text) :]
    except OSError:
        return False
    return True

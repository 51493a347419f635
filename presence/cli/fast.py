"""The command ``presence``: status, toggle, stop, slip and week go straight to a running app.

These are what keys and status bars call, so they load next to nothing: no argparse, no json. The
app sends the finished text; a week that it cannot send is read by the command. Whatever else was
said goes on to ``presence.cli.main``, and so does everything where no app runs, but for a status
with nothing to tell.
"""

import os
import sys

INTERRUPTED = 130  # as a shell says it of a command ended with Ctrl-C
_COMMANDS = ("status", "toggle", "stop", "slip", "week")
_REVIEWS = ("week", "month", "year")
_DUE = ["people", "due"]
_WEEK = b'{"do":"week"'
_LAST = ("last", "-1")
# What the words, days and hours of a terminal depend on, besides the settings.
_AROUND = ("PRESENCE_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LANG", "TZ")
_ZONES = "/usr/share/zoneinfo"
_RESTING = (
    '{"state": "idle", "session": null, "unconfirmed": [], "remaining_s": null, "phase": "idle",'
    ' "mute": {"state": "not_muted", "mechanism": "none", "was": "", "detail": "no_session",'
    ' "note": "", "waited": null},'
    ' "pid": null}\n'
)


def main() -> int:
    """Run the command that ``sys.argv`` holds; the exit code."""
    try:
        return _main()
    except KeyboardInterrupt:  # before anything else could hear of it
        return INTERRUPTED


def _main() -> int:
    asked = quick_request(sys.argv[1:])
    if asked is not None:
        request, home = asked
        is_week = request.startswith(_WEEK)
        folders = Folders(home)
        socket = folders.socket()
        if is_week and not os.path.exists(socket):
            return _run(sys.argv[1:])
        from presence.link.client import NoAnswer, ask  # ``--help`` needs no socket

        try:
            answer = ask(socket, request) or resting_answer(request, folders)
        except NoAnswer:
            if not is_week:
                from presence.cli.main import report_no_answer

                return report_no_answer(as_json=b'"json"' in request)  # never ask a toggle twice
            answer = None
        if is_week and answer is not None and answer[0]:
            answer = None  # an app of before, or one that reads in another way
        if answer is not None:
            code, out, err = answer
            if b'"json"' not in request:
                out, err = _in_letters_of(sys.stdout, out), _in_letters_of(sys.stderr, err)
            return code if _written(1, out) and _written(2, err) else 1
    return _run(sys.argv[1:])


def _run(words: list[str]) -> int:
    only_reads = bool(words) and (words[0] in _REVIEWS or words[-2:] == _DUE)
    if only_reads:
        import gc

        gc.disable()  # it is over before there is rubbish worth looking for, at its end as well
        _load_datetime()
        _load_zones()
    from presence.cli.main import main as run

    code = run(words)
    if only_reads:
        try:
            sys.stdout.flush()
        except OSError:  # a reader that has gone is no error of ours
            code = code or 1
        os._exit(code)
    return code


def _load_datetime() -> None:
    """Load datetime as Python 3.12 does: without first making its classes in Python as well."""
    try:
        import _datetime  # type: ignore[import-not-found]  # typeshed leaves it out
    except ImportError:
        return  # a Python without it has those classes alone
    sys.modules.setdefault("datetime", _datetime)


def _load_zones() -> None:
    """Load zoneinfo without two modules of which it asks for little.

    Of sysconfig that is the folder of the zones (PEP 615): to read how Python was built takes as
    long as to add up a week. Of weakref it is a dictionary for zones that nobody holds any more.
    """
    if sys.modules.keys() & {"sysconfig", "weakref"} or not os.path.isdir(_ZONES):
        return
    made: dict[str, tuple[str, object]] = {
        "sysconfig": ("get_config_var", lambda _name: _ZONES),
        "weakref": ("WeakValueDictionary", dict),
    }
    for module, (name, what) in made.items():
        sys.modules[module] = type(sys)(module)
        setattr(sys.modules[module], name, what)
    try:
        import zoneinfo  # noqa: F401  # for those who come after
    finally:
        for module in made:
            del sys.modules[module]


def quick_request(words: list[str]) -> tuple[bytes, str] | None:
    """The request and the home for one of the quick commands; None for what needs a parser."""
    command = home = ""
    as_json = quiet = is_last = False
    words = words[::-1]
    while words:
        word = words.pop()
        if word in _COMMANDS and not command:
            command = word
        elif word in _LAST and command == "week" and not is_last:
            is_last = True
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
    if command == "week":
        around = surroundings()
        if not (around.isascii() and around.isprintable()) or '"' in around or "\\" in around:
            return None
        request += f',"back":{int(is_last)},"columns":{_columns()},"from":"{around}"'
    return (request + "}").encode(), home


def surroundings() -> str:
    """The environment's part in how a week is told: an app with another one cannot tell it."""
    return ";".join(os.environ.get(variable, "") for variable in _AROUND)


def _columns() -> int:
    """How wide the terminal is, as ``shutil.get_terminal_size`` has it; 0 for none."""
    if not os.isatty(1):
        return 0
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


class Folders:
    """Where data and settings lie, as ``presence.paths`` has it for Linux.

    Elsewhere a guess without harm: what is not found there, the slow path looks for properly.
    """

    def __init__(self, home: str) -> None:
        home = home or os.environ.get("PRESENCE_HOME", "")
        if home:
            self.data = self.config = os.path.abspath(os.path.expanduser(home))
        else:
            self.data = _shared("XDG_DATA_HOME", "~/.local/share")
            self.config = _shared("XDG_CONFIG_HOME", "~/.config")

    def socket(self) -> str:
        """Where the app of this home is found."""
        link = os.path.join(self.data, "link")
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if not runtime:
            return link
        from zlib import crc32

        short = os.path.join(runtime, f"presence-{crc32(os.fsencode(self.data)):08x}")
        return link if not os.path.exists(short) and os.path.exists(link) else short


def resting_answer(request: bytes, folders: Folders) -> tuple[int, bytes, bytes] | None:
    """The status without an app where nothing runs and nothing waits; None for all else."""
    if not request.startswith(b'{"do":"status"') or _has_more_to_look_at(folders):
        return None
    from presence.store.glance import is_at_rest

    if not is_at_rest(os.path.join(folders.data, "presence.db")):
        return None
    if b'"quiet"' in request:
        return 1, b"", b""
    if b'"json"' in request:
        return 0, _RESTING.encode(), b""
    from presence.words.rest import nothing_runs

    return 0, f"{nothing_runs()}\n".encode(), b""


def _has_more_to_look_at(folders: Folders) -> bool:
    """A lease that somebody left, or settings that name another language."""
    if os.path.exists(os.path.join(folders.data, "mute-lease.json")):
        return True
    try:
        with open(os.path.join(folders.config, "settings.toml"), "rb") as file:
            return b"language" in file.read()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _shared(variable: str, otherwise: str) -> str:
    folder = os.environ.get(variable, "")
    if not folder.startswith("/"):  # XDG Base Directory Specification: others are ignored
        folder = os.path.expanduser(otherwise)
    return os.path.join(folder, "presence")


def _in_letters_of(stream: object, text: bytes) -> bytes:
    """The text as a terminal shows it that has no UTF-8; what is for scripts is."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if encoding == "utf-8":
        return text
    from presence.cli.letters import in_its_letters

    return in_its_letters(text, encoding)


def _written(descriptor: int, text: bytes) -> bool:
    """Whether all of it could be written; a reader that has gone is no error of ours."""
    try:
        while text:
            text = text[os.write(descriptor, text) :]
    except BrokenPipeError:
        return False
    except OSError as fault:
        if sys.stdout is None or sys.stderr is None:  # closed: nobody wants to hear it
            return True
        from presence.cli.main import report_untold

        report_untold(fault)
        return False
    return True

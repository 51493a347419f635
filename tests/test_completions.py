"""Tab completion, typed into real shells on a real terminal."""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from presence import APPLICATION_ID

RESOURCES = Path(__file__).parent.parent / "resources"
COMPLETIONS = RESOURCES / "completions"
LIMIT_S = 15.0

PROGRAM = """#!/bin/sh
[ "$1" = complete ] || { printf '<%s>' "$@"; echo; exit; }
case $2 in
    commands) printf '%s\\n' start stop status slip week;;
    kinds) printf '%s\\n' dinner coffee meeting; [ "$3$4" != --home/tmp ] || echo deepwork;;
    people) printf '%s\\n' Ana 'Zoë Lang' Tom;;
    backups) printf '%s\\n' presence-20261127T000000Z.db;;
    tags) printf '%s\\n' family work;;
    places) printf '%s\\n' 'Da Enzo' Home;;
    groups) printf '%s\\n' Team;;
    phones) printf '%s\\n' Pixel 'Old one';;
    imports) printf '%s\\n' jsonl csv toggl hamster;;
    exports) printf '%s\\n' jsonl csv toggl with-whom;;
    courtesies) printf '%s\\n' slack home-assistant;;
esac
"""

# What is typed before the key Tab, and the words that the program then gets.
TYPED = [
    ("presence sto", ["stop"]),
    ("presence start di", ["start", "dinner"]),
    ("presence start DI", ["start", "dinner"]),
    ("presence start dinner --wi", ["start", "dinner", "--with"]),
    ("presence start --with zo", ["start", "--with", "Zoë Lang"]),
    ("presence --home /tmp start de", ["--home", "/tmp", "start", "deepwork"]),
    ("presence slip --reason em", ["slip", "--reason", "emergency"]),
    ("presence stop --st", ["stop", "--still-going"]),
    ("presence kinds edit din --over-time en", ["--over-time", "end"]),
    ("presence kinds edit din --nudge of", ["--nudge", "off"]),
    ("presence edit 12345678 --distracted n", ["--distracted", "none"]),
    ("presence edit 12345678 --add zo", ["--add", "Zoë Lang"]),
    ("presence edit 12345678 --untag fam", ["--untag", "family"]),
    ("presence log --place da", ["--place", "Da Enzo"]),
    ("presence log --tag wo", ["--tag", "work"]),
    ("presence log --look-reason unt", ["--look-reason", "untold"]),
    ("presence merge 1 2 --kind din", ["--kind", "dinner"]),
    ("presence plans sk", ["plans", "skip"]),
    ("presence uninstall --del", ["uninstall", "--delete-log"]),
    ("presence calendar up", ["calendar", "upcoming"]),
    ("presence calendar add --not", ["calendar", "add", "--not-secret"]),
    ("presence restore pre", ["restore", "presence-20261127T000000Z.db"]),
    ("presence verify pre", ["verify", "presence-20261127T000000Z.db"]),
    ("presence export js", ["export", "jsonl"]),
    ("presence import cs", ["import", "csv"]),
    ("presence import ham", ["import", "hamster"]),
    ("presence export wi", ["export", "with-whom"]),
    ("presence export jsonl --tag fam", ["export", "jsonl", "--tag", "family"]),
    ("presence forget --person zo", ["forget", "--person", "Zoë Lang"]),
    ("presence mute rel", ["mute", "release"]),
    ("presence courtesy te", ["courtesy", "test"]),
    ("presence phone --revoke ol", ["phone", "--revoke", "Old one"]),
    ("presence week --by rel", ["week", "--by", "relation"]),
    ("presence people re", ["people", "rename"]),
    ("presence people follow-ups --al", ["people", "follow-ups", "--all"]),
    ("presence people show zo", ["people", "show", "Zoë Lang"]),
    ("presence people edit Tom --relation fri", ["edit", "Tom", "--relation", "friend"]),
    ("presence people met Tom --then con", ["met", "Tom", "--then", "connect"]),
    ("presence people cadence frie", ["people", "cadence", "friend"]),
    ("presence people rename zo", ["people", "rename", "Zoë Lang"]),
    ("presence people merge Tom --into zo", ["merge", "Tom", "--into", "Zoë Lang"]),
    ("presence tags rem", ["tags", "remove"]),
    ("presence tags rename fam", ["tags", "rename", "family"]),
    ("presence places merge Home --into da", ["merge", "Home", "--into", "Da Enzo"]),
    ("presence groups edit te", ["groups", "edit", "Team"]),
    ("presence groups edit Team --without to", ["--without", "Tom"]),
    ("presence kinds merge din", ["kinds", "merge", "dinner"]),
    ("presence courtesy add home", ["courtesy", "add", "home-assistant"]),
    ("presence kinds edit din --around mute", ["--around", "mute-sound"]),
    ("presence kinds edit din --around mute-sound,lo", ["--around", "mute-sound,lock-screen"]),
]


class Terminal:
    """A shell on a pseudo terminal, read like a person reads a screen."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.seen = ""

    def type(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until the text is on the screen."""
        deadline = time.monotonic() + LIMIT_S
        while text not in self.seen:
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self._descriptor], [], [], max(left, 0))
            assert ready, f"{text!r} never came; the screen: {self.seen!r}"
            try:
                read = os.read(self._descriptor, 4096).decode(errors="replace")
            except OSError:
                read = ""
            assert read, f"the shell ended; the screen: {self.seen!r}"
            self.seen += re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])|\r", "", read)


@contextmanager
def terminal(*command: str, path: Path) -> Iterator[Terminal]:
    """Run a shell that finds our program first."""
    child, descriptor = pty.fork()
    if child == 0:
        os.environ.update(PATH=f"{path}:{os.environ['PATH']}", TERM="dumb", PS1="ready> ")
        os.environ["HOME"] = str(path)
        os.execvp(command[0], command)
    try:
        yield Terminal(descriptor)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(descriptor)


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    program = tmp_path / "presence"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    return tmp_path


def _type_each(screen: Terminal) -> None:
    for typed, words in TYPED:
        screen.seen = ""
        screen.type(f"{typed}\t\n")
        screen.wait_for("".join(f"<{word}>" for word in words))


def test_bash_completes_what_is_typed(programs: Path) -> None:
    with terminal("bash", "--norc", "--noprofile", "-i", path=programs) as bash:
        bash.type(f"source {COMPLETIONS}/presence.bash; echo rea''dy\n")
        bash.wait_for("ready")
        _type_each(bash)


def test_zsh_completes_what_is_typed(programs: Path) -> None:
    with terminal("zsh", "-f", "-i", path=programs) as zsh:
        zsh.type(f"fpath=({COMPLETIONS} $fpath); autoload -U compinit; compinit -u -D\n")
        zsh.type(
            "zstyle ':completion:*' matcher-list 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'\n"
        )
        zsh.type("echo rea''dy\n")
        zsh.wait_for("ready")
        _type_each(zsh)


def test_fish_completes_what_is_typed(programs: Path) -> None:
    fish = shutil.which("fish")
    assert fish, "fish is missing; ./run test installs it"
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(programs)}
    for typed, words in TYPED:
        done = subprocess.run(
            [fish, "-N", "-c", f'source {COMPLETIONS}/presence.fish; complete -C"{typed}"'],
            env=environment,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=True,
        )
        offered = [line.split("\t")[0].replace("\\", "") for line in done.stdout.splitlines()]
        assert words[-1] in offered, typed


PRESENCE = Path(sys.executable).with_name("presence")
COMMON = {"--home", "--json", "--help"}


def _said(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=True)
    return done.stdout


def _options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z-]+", text))


def _offered_by_bash(typed: str) -> set[str]:
    words = f"COMP_WORDS=({typed} --); COMP_CWORD={typed.count(' ') + 1}"
    script = f'source {COMPLETIONS}/presence.bash; {words}; _presence; echo "${{COMPREPLY[@]}}"'
    return _options(_said("bash", "-c", script))


def _offered_by_fish(typed: str) -> set[str]:
    script = f'source {COMPLETIONS}/presence.fish; complete -C"{typed} --"'
    return _options(_said("fish", "-N", "-c", script))


def _offered_by_zsh(typed: str) -> set[str]:
    command = typed.split()[1]
    text = (COMPLETIONS / "_presence").read_text()
    names = rf"(?:[a-z|]+\|)?{command}(?:\|[a-z|]+)?"
    branch = re.search(rf"^        {names}\)(.*?);;", text, re.DOTALL | re.MULTILINE)
    return _options(branch[1] if branch else "") | COMMON


@pytest.fixture(scope="module")
def options() -> dict[str, set[str]]:
    """What every command says of itself."""
    commands = _said(PRESENCE, "complete", "commands").split()
    return {each: _options(_said(PRESENCE, each, "--help")) | COMMON for each in commands}


@pytest.mark.parametrize("offered", [_offered_by_bash, _offered_by_fish, _offered_by_zsh])
def test_every_option_of_every_command_is_offered_and_no_other(
    offered: Callable[[str], set[str]], options: dict[str, set[str]]
) -> None:
    assert "--switch" in options["start"]
    assert {command: offered(f"presence {command}") for command in options} == options


def test_the_entry_in_the_menu_is_one_that_desktops_read() -> None:
    entry = RESOURCES / "linux" / f"{APPLICATION_ID}.desktop"
    done = subprocess.run(
        ["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")

"""The Focus of macOS, through two shortcuts of the person's own; by itself a program.

``python -I -S -E focus.py ask NAMES`` prints ``on`` while it is do-not-disturb that is on, ``off``
without any Focus and ``other`` during another one (Work, Sleep), which is never touched; ``… unmute
NAMES`` ends do-not-disturb and prints ``done``, also where another Focus has followed it. NAMES is
a file that keeps what do-not-disturb is called in the language of this Mac: it is learnt when it is
first switched on. Otherwise a line on standard error, exit code 1.

macOS lets no program read or set a Focus, but ``shortcuts run`` may do both. A shortcut that is
handed any input says which Focus is on; without input it first switches. What it says begins with
a word of its own, so that no other shortcut of that name is believed. ``mechanisms/shortcuts.py``
makes them.
"""

import os
import shutil
import sys
import tempfile

TYPE_CHECKING = False
if TYPE_CHECKING or __name__ != "__main__":
    from presence.desktop.mute.scripts import word_of
else:  # -I takes the script's own folder off the path
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import word_of

MUTE = "Presence Mute"
UNMUTE = "Presence Unmute"
SAYS = {MUTE: "presence-1|mute|", UNMUTE: "presence-1|unmute|"}

OFF = "off"
ON = "on"
OTHER = "other"
DONE = "done"

TIME_LIMIT = 1.7  # less than the player's; a shortcut can hang for ever
PLAIN_TEXT = "public.plain-text"
LONGEST = 4096


def tool() -> str:
    """The program that runs shortcuts."""
    return shutil.which("shortcuts") or "/usr/bin/shortcuts"


def focus(time_limit: float = TIME_LIMIT) -> str:
    """The name of the Focus that is on, "" for none; raises word_of.Failed."""
    return _run(MUTE, asks=True, time_limit=time_limit)


def mute(names: str, time_limit: float = TIME_LIMIT) -> None:
    """Switch do-not-disturb on where no Focus is, and learn its name; raises word_of.Failed."""
    name = _run(MUTE, asks=False, time_limit=time_limit)
    if name and name != known_name(names):
        _learn(names, name)


def unmute(names: str, time_limit: float = TIME_LIMIT) -> None:
    """Switch do-not-disturb off; raises word_of.Failed where it is still on."""
    name = _run(UNMUTE, asks=False, time_limit=time_limit)
    if name and word_for(name, known_name(names)) == ON:
        raise word_of.Failed(f"still on: {name}")


def word_for(name: str, known: str) -> str:
    """Off, on or other. Where do-not-disturb's name was never learnt, any Focus counts as it."""
    if not name:
        return OFF
    return ON if name == known or not known else OTHER


def known_name(names: str) -> str:
    """What do-not-disturb is called here, "" as long as nobody knows."""
    try:
        with open(names, encoding="utf-8") as file:
            return file.read(LONGEST).strip()
    except (OSError, ValueError):
        return ""


def _learn(names: str, name: str) -> None:
    try:
        os.makedirs(os.path.dirname(names), mode=0o700, exist_ok=True)
        with open(names, "w", encoding="utf-8") as file:
            file.write(name + "\n")
    except OSError:
        return  # learnt the next time; until then any Focus counts as do-not-disturb


def _run(shortcut: str, asks: bool, time_limit: float) -> str:
    """What the shortcut says is on afterwards."""
    with tempfile.TemporaryDirectory(prefix="presence-") as folder:
        said = os.path.join(folder, "said.txt")
        words = [tool(), "run", shortcut, "--output-path", said, "--output-type", PLAIN_TEXT]
        if asks:
            question = os.path.join(folder, "question.txt")
            with open(question, "w", encoding="utf-8") as file:
                file.write("which\n")
            words += ["--input-path", question]
        word_of.run(words, time_limit, os.environ)
        return _said(shortcut, said)


def _said(shortcut: str, path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(LONGEST + 1).strip("\r\n")
    except (OSError, ValueError) as exc:
        raise word_of.Failed(f"{shortcut}: {exc}") from exc
    if not text.startswith(SAYS[shortcut]) or len(text) > LONGEST or "\n" in text:
        raise word_of.Failed(f"{shortcut}: {word_of.first_line(text)}")
    return text.removeprefix(SAYS[shortcut]).strip()


def answer(words: list[str]) -> str:
    """What to print for the words of the command line; raises word_of.Failed."""
    match words:
        case ["ask", names]:
            return word_for(focus(), known_name(names))
        case ["unmute", names]:
            unmute(names)
            return DONE
    raise word_of.Failed(f"ask or unmute, and not {' '.join(words)}")


def main() -> None:
    """Answer the question on the command line."""
    try:
        print(answer(sys.argv[1:]))
    except (word_of.Failed, OSError) as exc:
        sys.exit(str(exc) or type(exc).__name__)


if __name__ == "__main__":
    main()

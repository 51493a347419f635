"""Writes the manual page, ``presence(1)``, into resources/man: from the commands' own help.

Run it after a change of a command: ``python packaging/manual.py``.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_hook import compile_catalogues
from manual_words import SECTIONS, WORDS, Section, Words

from presence import __version__, texts
from presence.cli.parser import Parser, command_names, find_command

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "man"
PLACES = {"en": FOLDER / "man1" / "presence.1", "de": FOLDER / "de" / "man1" / "presence.1"}


def manual(language: str) -> str:
    """The page in a language, as man reads it."""
    texts.use_language(language)
    try:
        return "\n".join(_page(WORDS[language], SECTIONS[language])) + "\n"
    finally:
        texts.use_language()


def _page(words: Words, sections: Mapping[str, Section]) -> Iterator[str]:
    yield f'.TH PRESENCE 1 "" "Presence {__version__}" "{words.manual}"'
    yield from (f".SH {words.name}", rf"presence \- {_plain(words.summary)}")
    yield from (f".SH {words.synopsis}", ".B presence", r"[\fICOMMAND\fR] [\fIWORD\fR ...]", ".br")
    yield from (".B presence-tray", r"[\fB\-\-home\fR \fIDIR\fR]", f".SH {words.description}")
    for paragraph in words.about:
        yield from (_plain(paragraph), ".PP")
    yield from (f".SH {words.commands}", _plain(words.of_all))
    for name in command_names():
        yield from _command(name, words)
    for heading, entries in sections.items():
        yield f".SH {heading}"
        for term, text in entries:
            yield from (".TP", rf"\fB{_plain(term)}\fR", _plain(text))


def _command(name: str, words: Words) -> Iterator[str]:
    command = find_command(name)
    parser = Parser(prog=f"presence {name}", add_help=False)
    command.add_arguments(parser)
    usage = " ".join(parser.format_usage().split()).partition(": ")[2]
    yield f".SS {_plain(name)}"
    yield f"{_plain(_sentence(command.help()))}"
    yield ".PP"
    yield rf"\fB{_plain(usage)}\fR"
    yield from _arguments(parser._actions)
    if parser.epilog:
        yield from (".PP", _plain(parser.epilog))


def _arguments(actions: list[argparse.Action]) -> Iterator[str]:
    for action in actions:
        if action.help == argparse.SUPPRESS or not action.help:
            continue
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield from (".TP", rf"\fB{_plain(choice.dest)}\fR", _plain(choice.help or ""))
            continue
        named = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        takes = f" {action.metavar}" if action.option_strings and action.metavar else ""
        yield from (".TP", rf"\fB{_plain(named)}\fR\fI{_plain(takes)}\fR")
        yield _plain(action.help.replace("%%", "%"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _plain(text: str) -> str:
    """Text that groff takes for text."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return "\\&" + text if text.startswith((".", "'")) else text


def main() -> None:
    compile_catalogues(ROOT / "resources" / "translations")
    for language, path in PLACES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(manual(language), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The help's page: in the person's language, with what holds on this desktop put in."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from presence.paths import resources_dir
from presence.texts import _
from presence.words.mute import mechanism_name

SOURCE_LANGUAGE = "en"
HERE = "<!--here-->"


@dataclass(frozen=True, slots=True)
class Here:
    """This desktop: its name, what can mute it ("" is nothing), and what still gets through."""

    desktop: str
    mechanism: str = ""
    gets_through: Sequence[str] = ()


def page_path(language: str) -> Path:
    """The page in a language that may have a territory, else the English one."""
    folder = resources_dir() / "help"
    path = folder / f"{language.split('_')[0]}.html"
    return path if path.is_file() else folder / f"{SOURCE_LANGUAGE}.html"


def page_text(path: Path, here: Here | None) -> str:
    """The page; this desktop is named where it goes quiet, and stands out in the tables."""
    text = path.read_text(encoding="utf-8")
    if here is None:
        return text
    text = text.replace(HERE, _here(here))
    for name in map(mechanism_name, here.mechanism.split(" + ")):
        text = text.replace(f"<tr><td>{name}</td>", f"<tr><td><b>{name}</b></td>")
    return text


def _here(here: Here) -> str:
    name = here.desktop
    if not here.mechanism:
        said = _("On this desktop, {name}, no way to go quiet was found.").format(name=name)
    elif mechanism_name(here.mechanism) == name:
        said = _("This desktop is {name}.").format(name=name)
    else:
        how = mechanism_name(here.mechanism)
        said = _("This desktop is {name}; what goes quiet is {how}.").format(name=name, how=how)
    sentences = " ".join((said, *here.gets_through))
    return f"<p><b>{escape(sentences)}</b></p>"

"""The words people read, in their language; the only place that loads a catalogue.

``from presence.texts import _, ngettext`` and then ``_("With {name}").format(name=…)``; the source
language is English, and for those who read it nothing is loaded; ``gettext`` comes with the first
word looked up in another language.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # ``typing`` costs the quick commands 2 ms
    from collections.abc import Callable
    from gettext import NullTranslations

DOMAIN = "presence"
LANGUAGES = ("en", "de")

VARIABLES = ("PRESENCE_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class _Source:
    """The catalogue of the source language: every text as it stands in the code."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return singular if count == 1 else plural

    def pgettext(self, _context: str, message: str) -> str:
        return message

    def info(self) -> dict[str, str]:
        return {}


_catalogue: "NullTranslations | _Source | None" = None


def use_language(language: str = "") -> None:
    """Load a language's catalogue, "" for the one that the environment names."""
    global _catalogue  # the catalogue is the process's, as the language of a program is
    chosen = language or next(filter(None, map(os.environ.get, VARIABLES)), "C")
    languages = [name for name in chosen.split(":") if name]
    if not languages or languages[0].split(".")[0].split("_")[0] in ("en", "C", "POSIX"):
        _catalogue = _Source()
        return
    import gettext

    _catalogue = gettext.translation(DOMAIN, _translations_dir(), languages, fallback=True)


def current_language() -> str:
    """The code of the language in use: en where no catalogue fits."""
    language = _loaded().info().get("language", "en")
    return language or "en"


def is_right_to_left(language: str = "") -> bool:
    """Whether a language, or the one in use, is written from right to left."""
    return (language or current_language()).split("_")[0] in {"ar", "fa", "he", "ur"}


def texts_of(language: str) -> "Callable[[str], str]":
    """What ``_`` is in another language than the one in use: for who reads this on their phone."""
    if language == "en":
        return _Source().gettext
    import gettext

    return gettext.translation(DOMAIN, _translations_dir(), [language], fallback=True).gettext


def _(message: str) -> str:
    """The text in the person's language."""
    return (_catalogue or _loaded()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The text in the plural form that ``count`` needs."""
    return _loaded().ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """The text where one English word has several meanings."""
    return _loaded().pgettext(context, message)


def _loaded() -> "NullTranslations | _Source":
    if _catalogue is None:
        use_language()
    assert _catalogue is not None
    return _catalogue


def _translations_dir() -> str:
    """The compiled catalogues; found without ``presence.paths``, which costs a command 15 ms."""
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "resources", "translations")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(package), "resources", "translations")

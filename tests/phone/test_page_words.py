"""The words of the page: in the language that the phone asks for, and none too few."""

import re
from pathlib import Path

import pytest

from presence.core.kind import BUILT_IN
from presence.paths import resources_dir
from presence.phone.page_words import direction, language_asked, page_words
from presence.texts import LANGUAGES, current_language

PAGE = resources_dir() / "phone"
MOST_BYTES = 40_000
PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr,en;q=0.2,de;q=0.5", "de"),
        ("DE", "de"),
        ("fr-CH, *;q=0.5", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=nonsense", "en"),
        (";;q=,,=;\x00", "en"),
    ],
)
def test_the_best_of_our_languages_is_taken(asked: str, language: str) -> None:
    assert language_asked(asked) == language


@pytest.mark.parametrize("asked", ["", "*", " , "])
def test_who_asks_for_none_reads_what_the_computer_reads(asked: str) -> None:
    assert language_asked(asked) == current_language()


def test_each_language_has_every_word_with_its_places() -> None:
    english = page_words("en")
    for language in LANGUAGES:
        words = page_words(language)
        assert words.keys() == english.keys()
        for key, text in words.items():
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(english[key])), key


def test_a_language_is_written_in_its_direction() -> None:
    assert [direction(language) for language in ("en", "de", "ar", "he")] == [
        *("ltr", "ltr"),
        *("rtl", "rtl"),
    ]


def test_the_page_uses_every_word_and_has_each_that_it_uses() -> None:
    html, script = (_read(name) for name in ("index.html", "page.js"))
    used = set(re.findall(r'data-word="(\w+)"', html))
    strings = set(re.findall(r'["`]([a-z_]+)["`]', script))
    made = {
        name: re.findall(rf"`{name}_\$", script)
        for name in ("state", "reason", "mute", "home", "kind")
    }
    words = page_words("en").keys()
    assert used <= words
    assert all(made.values())
    by_name = {word for word in words for prefix in made if word.startswith(f"{prefix}_")}
    troubles = {word for word in words if re.sub("_(title|text)$", "", word) in strings}
    assert words - used - strings - by_name - troubles == set()


def test_every_kind_that_comes_with_presence_has_its_name_in_each_language() -> None:
    words = {language: page_words(language) for language in LANGUAGES}
    for kind in BUILT_IN:
        assert all(words[language][f"kind_{kind.key}"] for language in LANGUAGES)
    assert words["de"]["kind_dinner"] == "Abendessen"


def test_the_page_is_small_and_asks_nobody_else() -> None:
    assert sum(file.stat().st_size for file in PAGE.iterdir()) < MOST_BYTES
    for name in ("index.html", "page.js", "page.css"):
        assert not re.search(r"//[\w.]+\.\w|@import|url\(|innerHTML|style=", _read(name)), name


def _read(name: str) -> str:
    return Path(PAGE / name).read_text("utf-8")

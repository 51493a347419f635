"""The language of what people read."""

import subprocess
import sys

import pytest

ASK = """
from presence.texts import _, current_language, ngettext
import sys
print(current_language(), ngettext("{n} day", "{n} days", 1), "gettext" in sys.modules)
"""


def language(**environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C.UTF-8"},
        {"LANG": "en_GB.UTF-8"},
        {"LANGUAGE": "en:de", "LANG": "de_DE.UTF-8"},
        {"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"},
        {"PRESENCE_LANGUAGE": "en", "LANG": "de_DE.UTF-8"},
    ],
)
def test_those_who_read_english_load_no_catalogue(environment: dict[str, str]) -> None:
    assert language(**environment) == ["en", "{n}", "day", "False"]


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "de_AT.UTF-8"},
        {"LANGUAGE": "de:en", "LANG": "en_US.UTF-8"},
        {"PRESENCE_LANGUAGE": "de"},
        {"LC_MESSAGES": "de_DE", "LANG": "en_US.UTF-8"},
    ],
)
def test_german_is_found_by_each_variable(environment: dict[str, str]) -> None:
    assert language(**environment)[0] == "de"


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert language(LANG="fi_FI.UTF-8")[0] == "en"

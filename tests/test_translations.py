"""Every text that people read is there in every language that Presence names as its own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from build_hook import compile_catalogues
from translations import CATALOGUES, PACKAGE, catalogue, faults_of, hidden_texts, texts_in, update

from presence.texts import LANGUAGES

# What German writes as English does: two words, signs of units, and sentences of signs alone.
SAME_IN_GERMAN = frozenset(
    {
        *("NAME", "TEXT", "Presence", "AM", "PM"),
        *("{count} min", "{count} h", "{hours} h", "{hours} h {minutes} min"),
        *("{kind} – Presence", "{kind}: {length} in {sessions}", "{hours} in {sessions}"),
        *("in {groups}", "Format", "online", "Links", "Partner"),
        *("FORMAT", "Name", "5h", "LINK", "Agenda", "In 5 min", "{what} in {length}"),
        "presence://start?kind=dinner&with=Ana",
    }
)
SAME = {"de": SAME_IN_GERMAN}

TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_or_left_in_english(language: str) -> None:
    translated = catalogue(CATALOGUES / f"{language}.po")
    faults = list(faults_of(translated, texts_in(PACKAGE), SAME[language]))
    assert not faults, f"{len(faults)}; run: make translations\n" + "\n".join(faults[:40])


def test_every_catalogue_belongs_to_a_language_that_can_be_chosen() -> None:
    assert sorted(path.stem for path in CATALOGUES.glob("*.po")) == sorted(TRANSLATED)


def test_every_text_is_written_out_where_it_is_looked_up() -> None:
    assert list(hidden_texts(PACKAGE)) == []


def _code(folder: Path, source: str) -> Catalog:
    package = folder / "code"
    package.mkdir(exist_ok=True)
    (package / "texts.py").write_text(source)
    return texts_in(package)


def _german(*pairs: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    german = Catalog(locale="de")
    for source, target in pairs:
        german.add(source, target)
    return german


@pytest.mark.parametrize(
    ("german", "fault"),
    [
        (_german(), "missing: 'With {name}'"),
        (_german(("With {name}", "")), "missing: 'With {name}'"),
        (_german(("With {name}", "With {name}")), "the same as its source: 'With {name}'"),
        (_german(("With {name}", "Mit")), "other placeholders: 'With {name}': 'Mit'"),
        (
            _german(("With {name}", "Mit {name}"), ("Gone", "Weg")),
            "no longer in the code: 'Gone'",
        ),
    ],
)
def test_a_fault_in_a_catalogue_is_found(tmp_path: Path, german: Catalog, fault: str) -> None:
    template = _code(tmp_path, '_("With {name}").format(name=name)')
    assert list(faults_of(german, template, frozenset())) == [fault]


def test_a_missing_plural_form_is_found(tmp_path: Path) -> None:
    template = _code(tmp_path, 'ngettext("{count} day", "{count} days", count)')
    one = _german((("{count} day", "{count} days"), ("{count} Tag", "")))
    both = _german((("{count} day", "{count} days"), ("{count} Tag", "{count} Tage")))
    assert list(faults_of(one, template, frozenset())) == ["missing: '{count} day'"]
    assert list(faults_of(both, template, frozenset())) == []


def test_signs_and_listed_words_may_stay_as_they_are(tmp_path: Path) -> None:
    template = _code(tmp_path, '_("{kind} · {time}")\n_("Name")')
    german = _german(("{kind} · {time}", "{kind} · {time}"), ("Name", "Name"))
    assert list(faults_of(german, template, frozenset({"Name"}))) == []


def test_a_text_that_is_made_up_while_running_is_found(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text('_(f"With {name}")\n_("With {name}")\n_(text)')
    assert len(list(hidden_texts(tmp_path))) == 2


def test_an_update_keeps_what_is_translated(tmp_path: Path) -> None:
    source = tmp_path / "de.po"
    source.write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "Weg"\n\nmsgid "Day"\nmsgstr "Tag"\n'
    )
    update(source, _code(tmp_path, '_("Day")\n_("Week")\npgettext("month", "May")'))
    updated = catalogue(source)
    assert [(each.id, each.string) for each in updated if each.id] == [
        ("Day", "Tag"),
        ("Week", ""),
        ("May", ""),
    ]


def test_a_build_compiles_each_catalogue_to_where_gettext_looks(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Day"\nmsgstr "Tag"\n')
    compile_catalogues(tmp_path)
    assert (tmp_path / "de" / "LC_MESSAGES" / "presence.mo").read_bytes()

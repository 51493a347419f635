"""Renaming and merging people, kinds, tags, places and groups, typed in a terminal."""

import pytest

from tests.cli.conftest import FakeApp, Terminal

TOO_LONG = "x" * 1001  # letters


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    for line in (
        'yesterday 19-21 dinner @Ana @Tom #family place:"Da Enzo"',
        'yesterday 15-16 coffee @"Tom Müller" #Family place:"da enzo"',
        "yesterday 9-10 meeting @Zoë #work",
    ):
        terminal.json("add", line)
    return terminal


def people(terminal: Terminal) -> list[str]:
    return sorted(person["name"] for person in terminal.json("people"))


def test_somebody_is_renamed_in_every_session_and_back(filled: Terminal) -> None:
    assert filled.json("people", "rename", "tom", "Tim") == {"name": "Tim", "sessions": 1}
    assert people(filled) == ["Ana", "Tim", "Tom Müller", "Zoë"]
    assert "renamed Tom" in filled.type("undo").out
    assert people(filled) == ["Ana", "Tom", "Tom Müller", "Zoë"]


def test_who_is_in_a_group_alone_is_renamed_too(filled: Terminal) -> None:
    filled.json("groups", "add", "Team", "--with", "Ana", "--with", "Bo")
    assert filled.json("people", "rename", "bo", "Boris") == {"name": "Boris", "sessions": 0}
    assert filled.json("groups")[0]["people"] == ["Ana", "Boris"]
    assert filled.refused("people", "rename", "Nobody", "X") == "1 no_such_person"


def test_two_people_are_one(filled: Terminal) -> None:
    said = filled.type("people", "merge", "Tom", "--into", "tom muller").out
    assert said == "2 sessions say Tom Müller now.\n"
    assert people(filled) == ["Ana", "Tom Müller", "Zoë"]


def test_tags_and_places_are_counted_renamed_merged_and_taken_out(filled: Terminal) -> None:
    tags = [(tag["name"], tag["sessions"]) for tag in filled.json("tags")]
    assert tags == [("family", 2), ("work", 1)]
    assert filled.json("places")[0] | {"last_seen_at": ""} == {
        "name": "Da Enzo", "sessions": 2, "total_s": 10800, "last_seen_at": "",
    }  # fmt: skip
    assert filled.type("tags", "rename", "#family", "kin").out == "2 sessions say kin now.\n"
    assert filled.json("tags", "merge", "work", "--into", "Kin") == {"name": "kin", "sessions": 3}
    assert filled.type("tags", "remove", "kin").out == "No session has the tag kin now.\n"
    assert filled.json("tags") == []
    assert filled.type("tags").out == "None in the log yet.\n"
    filled.json("places", "rename", "da enzo", "Bei Enzo")
    assert {session.place for session in filled.sessions()} == {"Bei Enzo", ""}


def test_kinds_are_renamed_and_merged(filled: Terminal) -> None:
    filled.json("kinds", "add", "lunch")
    filled.json("add", "yesterday 12-13 lunch @Ana")
    assert filled.json("kinds", "rename", "lunch", "Midday")["name"] == "Midday"
    merged = filled.json("kinds", "merge", "lunch", "coffee", "--into", "dinner")
    assert merged == {"name": "dinner", "sessions": 3}
    keys = [kind["key"] for kind in filled.json("kinds")]
    assert "lunch" not in keys
    assert "coffee" in keys
    settings = filled.home / "settings.toml"
    settings.write_text('default_kind = "walk"\n')
    filled.json("kinds", "merge", "walk", "--into", "dinner")
    assert settings.read_text() == 'default_kind = "dinner"\n'
    assert "merged into Dinner" in filled.type("undo").out
    assert settings.read_text() == 'default_kind = "walk"\n'
    assert "merged into Dinner" in filled.type("undo").out
    assert "lunch" in [kind["key"] for kind in filled.json("kinds")]


def test_a_group_is_made_changed_and_taken_away(filled: Terminal) -> None:
    (made,) = filled.json("groups", "add", "Team", "--with", "zoe", "--with", "Tim")
    assert (made["name"], made["people"]) == ("Team", ["Zoë", "Tim"])
    (edited,) = filled.json(
        "groups", "edit", "team", "--name", "Crew", "--with", "Ana", "--without", "tim"
    )
    assert (edited["name"], edited["people"]) == ("Crew", ["Zoë", "Ana"])
    assert edited["id"] == made["id"]
    (more,) = filled.json("people", "group", "Tom", "--into", "crew")
    assert more["people"] == ["Zoë", "Ana", "Tom"]
    assert filled.type("groups").out == "Crew  Zoë, Ana, Tom\n"
    assert "stay in the log" in filled.type("groups", "remove", "Crew").out
    assert filled.json("groups") == []
    assert "changed the group Crew" in filled.type("undo").out


def test_a_running_app_is_told(app: FakeApp, terminal: Terminal) -> None:
    terminal.json("groups", "add", "Team")
    assert app.asked[-1]["do"] == "changed"


@pytest.mark.parametrize(
    ("words", "refusal", "way"),
    [
        (("people", "rename", "Tom Muler", "x"), "1 no_such_person", "Did you mean Tom Müller?"),
        (("people", "rename", "Müller", "x"), "1 no_such_person", "Did you mean Tom Müller?"),
        (("people", "rename", "Q", "x"), "1 no_such_person", "presence people"),
        (("people", "rename", "Tom", "ana"), "1 name_taken", "merge the two"),
        (("people", "rename", "Tom", " "), "2 no_name", "Write one"),
        (("people", "rename", "Tom"), "2 bad_request", "rename NAME NEW"),
        (("people", "merge", "Tom"), "2 bad_request", "--into NAME"),
        (("people", "merge", "Tom", "--into", "TOM"), "2 merges_nothing", "before --into."),
        (("tags", "merge", "work", "--into", "#work"), "2 merges_nothing", "before --into."),
        (("kinds", "merge", "dinner", "din", "--into", "Dinner"), "2 merges_nothing", "“dinner”"),
        (("people", "merge", "Tom", "--into", "An"), "1 no_such_person", "Did you mean Ana?"),
        (("people", "Tom"), "2 bad_request", ""),
        (("tags", "rename", "famly", "x"), "1 no_such_tag", "Did you mean family?"),
        (("tags", "rename", "work", "family"), "1 name_taken", "merge the two"),
        (("tags", "remove", "q"), "1 no_such_tag", "presence tags"),
        (("places", "rename", "enzo", "x"), "1 no_such_place", "Did you mean Da Enzo?"),
        (("places", "merge", "q", "--into", "x"), "1 no_such_place", "presence places"),
        (("groups", "edit", "Temm"), "1 no_such_group", "Did you mean Team?"),
        (("groups", "remove", "q"), "1 no_such_group", "groups add"),
        (("groups", "add", "team"), "1 name_taken", "another name"),
        (("groups", "add", "Ana"), "1 name_taken", "another name for the group"),
        (("groups", "edit", "Team", "--without", "Tim"), "1 no_such_person", ""),
        (("kinds", "merge", "dinner"), "2 bad_request", "--into KEY"),
        (("kinds", "merge", "dinner", "--into", "diner"), "2 unknown_kind", "Did you mean Dinner?"),
        (("kinds", "edit", "dinner", "coffee"), "2 bad_request", "coffee"),
        (("kinds", "rename", "coffee", "Dinner"), "1 kind_exists", "another word"),
        (("kinds", "edit", "coffee", "--name", "WALK"), "1 kind_exists", "another word"),
        (("kinds", "add", "tea", "--name", "Coffee"), "1 kind_exists", "another word"),
        (("people", "rename", "Tom", TOO_LONG), "2 text_too_long", "1000 letters"),
        (("tags", "rename", "work", TOO_LONG), "2 text_too_long", "1000 letters"),
        (("places", "rename", "Da Enzo", TOO_LONG), "2 text_too_long", "1000 letters"),
        (("groups", "add", TOO_LONG), "2 text_too_long", "1000 letters"),
        (("kinds", "rename", "walk", TOO_LONG), "2 text_too_long", "1000 letters"),
    ],
)
def test_what_cannot_be_says_why_and_a_way_forward(
    filled: Terminal, words: tuple[str, ...], refusal: str, way: str
) -> None:
    filled.json("groups", "add", "Team", "--with", "Ana")
    before = filled.sessions(), people(filled), filled.json("groups")
    assert filled.refused(*words) == refusal
    assert way in filled.type(*words).err
    assert (filled.sessions(), people(filled), filled.json("groups")) == before

"""A link that a browser hands on: it asks, and starts nothing."""

import pytest

from tests.cli.conftest import FakeApp, Terminal


def test_the_start_window_is_filled_in_and_nothing_starts(terminal: Terminal, app: FakeApp) -> None:
    link = "presence://start?kind=din&with=Ana,Tom+M%C3%BCller&for=1h30&place=Da%20Enzo"
    assert terminal.type("open-link", link).code == 0
    line = 'dinner @Ana @"Tom Müller" 90m place:"Da Enzo"'
    assert app.asked == [{"do": "ask", "text": line}]


def test_a_link_without_a_kind_proposes_the_usual_one(terminal: Terminal, app: FakeApp) -> None:
    terminal.type("open-link", "presence://start?for=30m")
    assert app.asked == [{"do": "ask", "text": "meeting 30m"}]


def test_the_entry_in_the_menu_hands_a_link_on_as_the_only_word(
    terminal: Terminal, app: FakeApp
) -> None:
    terminal.type("presence:start?kind=coffee")
    assert app.asked == [{"do": "ask", "text": "coffee"}]


def test_the_entry_in_the_menu_opens_a_window(terminal: Terminal, app: FakeApp) -> None:
    assert terminal.type("open-window", "week").code == 0
    assert app.asked == [{"do": "show", "window": "week"}]
    assert terminal.refused("open-window", "cellar") == "2 bad_request"


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("presence://start?run=x", "bad_request", "“run” in the link, which knows only kind,"),
        ("presence://stop", "bad_request", "a link can only “start”, not “stop”"),
        ("presence://start?for=ages", "bad_request", "“ages” in the link is no length"),
        ("presence://start?kind=dinr", "unknown_kind", "dinr"),
    ],
)
def test_a_bad_link_is_one_clear_error_and_asks_nobody(
    terminal: Terminal, app: FakeApp, link: str, code: str, said: str
) -> None:
    assert said in terminal.type("open-link", link).err
    assert terminal.refused("open-link", link) == f"2 {code}"
    assert app.asked == []

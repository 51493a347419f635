"""Why a desktop cannot be muted."""

import pytest

from presence.core.errors import MuteError
from presence.core.unmutable import Unmutable, Why
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Server
from presence.desktop.mute.mechanisms.null import Null, why_unmutable
from presence.words.mute.unmutable import unmutable_help, unmutable_line

CASES = [
    (None, Why.NOBODY, "not quiet: nothing shows notifications here"),
    (
        Server("notify-osd", "Canonical Ltd", "1.0", ":1.1"),
        Why.HAS_NO_MUTE,
        "not quiet: notify-osd has no do-not-disturb",
    ),
    (
        Server("Notification Daemon", "GNOME", "3.20.0", ":1.1"),
        Why.HAS_NO_MUTE,
        "not quiet: Notification Daemon has no do-not-disturb",
    ),
    (  # MATE's has the same name and can be muted: by the vendor, too
        Server("Notification Daemon", "Somebody", "1", ":1.1"),
        Why.UNKNOWN,
        "not quiet: nobody has told Presence how to mute Notification Daemon",
    ),
    (
        Server("fnott", "dnkl", "1.7", ":1.1"),
        Why.UNKNOWN,
        "not quiet: nobody has told Presence how to mute fnott",
    ),
]


@pytest.mark.parametrize(("server", "why", "line"), CASES)
def test_it_says_why(server: Server | None, why: Why, line: str) -> None:
    unmutable = why_unmutable(server)
    assert unmutable.why is why
    assert unmutable_line(unmutable) == line
    assert bool(unmutable_help(unmutable)) == (server is not None)
    assert Unmutable.of_note(unmutable.as_note()) == unmutable


def test_a_note_about_something_else_is_none() -> None:
    for note in ("", "/home/ana/.config/mako/config", "nobodyknows"):
        assert Unmutable.of_note(note) is None


def test_a_name_with_spaces_survives() -> None:
    unmutable = Unmutable(Why.UNKNOWN, "My own server 2")
    assert Unmutable.of_note(unmutable.as_note()) == unmutable


def test_nothing_can_be_done_with_it() -> None:
    null = Null(SessionBus(""))
    reading = null.read()
    assert not reading.is_muted
    assert null.recipe(reading) is None
    assert null.by_hand(reading) == ""
    with pytest.raises(MuteError):
        null.mute(reading)

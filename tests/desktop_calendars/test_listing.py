"""Which calendars there are: asked of a real server, and of what accounts look like."""

from pytestqt.qtbot import QtBot

from presence.core.coming.fetched import Failure
from presence.core.coming.held import HeldCalendar
from presence.desktop.calendars import list_calendars
from presence.desktop.calendars.key_file import read_key_file
from presence.desktop.calendars.listing import calendars_among
from presence.desktop.calendars.names import server_among
from presence.desktop.dbus_qt import QtBus
from tests.desktop_calendars.conftest import PERSONAL, ROOT, add_source

WORK = """[Data Source]
DisplayName=Work
Enabled=true
Parent=local-stub

[Calendar]
BackendName=local
"""
ACCOUNT = """[Data Source]
DisplayName=Ana's account
DisplayName[de]=Anas Konto
Enabled={enabled}

[Collection]
Identity=Ana@Example.org
"""
MAIL = """[Data Source]
DisplayName=Ana
Parent=account

[Mail Identity]
Address=ana.k@example.org
"""
CALENDAR = """# what the account brought
[Data Source]
DisplayName=Meetings\\sof the\\nteam
Parent=account

[Calendar]
BackendName=caldav
{more}
"""


def list_now(bus: QtBus, qtbot: QtBot, language: str = "en") -> tuple[HeldCalendar, ...]:
    results: list[tuple[HeldCalendar, ...] | Failure] = []
    list_calendars(lambda: bus, language, results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=30_000)
    (listed,) = results
    assert not isinstance(listed, Failure)
    return listed


def account(enabled: str = "true", more: str = "") -> tuple[HeldCalendar, ...]:
    texts = {
        "account": ACCOUNT.format(enabled=enabled),
        "mail": MAIL,
        "team": CALENDAR.format(more=more),
    }
    return calendars_among({uid: read_key_file(text) for uid, text in texts.items()}, "de")


def test_a_server_without_accounts_has_one_calendar(ours: QtBus, qtbot: QtBot) -> None:
    personal = HeldCalendar(PERSONAL, "Personal", "On This Computer", "local")
    assert list_now(ours, qtbot) == (personal,)
    (named,) = list_now(ours, qtbot, "de")
    assert (named.name, named.account) == ("Persönlich", "Auf diesem Rechner")


def test_what_the_person_adds_is_there_and_what_is_off_is_not(
    session: str, ours: QtBus, qtbot: QtBot
) -> None:
    add_source(session, "work", WORK)
    add_source(session, "old", WORK.replace("Enabled=true", "Enabled=false"))
    assert [each.name for each in list_now(ours, qtbot)] == ["Personal", "Work"]


def test_an_account_tells_who_the_person_is() -> None:
    addresses = ("ana@example.org", "ana.k@example.org")
    team = HeldCalendar("team", "Meetings of the team", "Anas Konto", "caldav", addresses)
    assert account() == (team,)


def test_an_account_that_is_off_takes_its_calendars_along() -> None:
    assert account(enabled="false") == ()
    assert account(more="Enabled=false") == ()


def test_a_source_that_is_its_own_parent_ends() -> None:
    own = WORK.replace("local-stub", "me")
    (found,) = calendars_among({"me": read_key_file(own)}, "en")
    assert found.name == "Work"


def test_the_newest_interface_is_taken_and_half_a_server_is_none() -> None:
    names = [f"{ROOT}.Sources5", f"{ROOT}.Calendar7", f"{ROOT}.Calendar10", f"{ROOT}.AddressBook10"]
    server = server_among(names)
    assert server is not None
    assert server.factory.bus_name == f"{ROOT}.Calendar10"
    assert server_among(names[:1]) is None
    assert server_among([f"{ROOT}.Sources5", f"{ROOT}.Calendar8.evil"]) is None

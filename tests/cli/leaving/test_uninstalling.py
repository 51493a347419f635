"""``presence uninstall``: every trace goes that is on the one list, and nothing else."""

import json
import os
import sqlite3
from pathlib import Path

import pytest

from presence.cli.leaving.places import named, places
from presence.core.lease import Held, Holder, Lease, Recipe, Step
from presence.core.settings import DEFAULTS
from presence.desktop.autostart.find import all_ways
from presence.paths import find_paths
from presence.store.lease_file import LeaseFile
from tests.cli.conftest import Terminal
from tests.cli.leaving.conftest import Own
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring
from tests.fakes import EVENING

CALENDAR = '[calendars.work]\nsource = "caldav"\nname = "Work"\nuser = "ana"\n'


def used(own: Own) -> None:
    """A log with a backup, the desktop told, started at login, and a file in every place."""
    assert own.type("add", "yesterday 19-21 dinner @Ana").code == 0
    own.json("backup")
    own.json("integrate")
    for way in all_ways():
        way.turn_on()
    for name, path in named(own.paths).items():
        file = Path(path) / "work.json" if name in ("calendars", "phone") else Path(path)
        if name not in ("database", "backups", "settings", "instance_lock", "link", "lease"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("x")
    own.paths.settings.parent.mkdir(parents=True)
    own.paths.settings.write_text('theme = "dark"\n')


def test_every_path_that_has_a_name_is_on_the_list(own: Own) -> None:
    listed = {place.path for place in places(own.paths, DEFAULTS)}
    assert set(named(own.paths).values()) <= listed
    told = {row["path"] for row in own.json("doctor", "--paths")["paths"]}
    assert listed <= told


def test_the_log_and_its_backups_stay_and_all_else_goes(own: Own) -> None:
    used(own)
    done = own.type("uninstall")
    assert done.code == 0, done
    left = set(own.files)
    log = ".local/share/presence/presence.db"
    assert {name.partition("/backups/")[0] for name in left} <= {log, ".local/share/presence"}
    assert any("/backups/presence-" in name for name in left)
    for path in ("autostart/presence.desktop", "settings.toml", "offers-told", "not-seen-told"):
        assert path in done.out
    assert own.json("log")[0]["people"] == ["Ana"]
    again = own.type("uninstall")
    assert (again.code, "Taken away" in again.out) == (0, False)


def test_with_the_log_nothing_is_left_and_a_second_run_says_so(own: Own) -> None:
    used(own)
    before = own.files
    assert own.type("uninstall", "--delete-log").code == 1, "nobody has said yes"
    assert own.files == before
    would_go = own.json("uninstall", "--delete-log", "--dry-run")
    assert "Your log stays" not in own.type("uninstall", "--delete-log", "--dry-run").out
    assert own.files == before
    gone = own.json("uninstall", "--delete-log", "--yes")
    assert list(own.home.iterdir()) == []
    assert set(would_go["paths"]) <= set(gone["paths"])
    assert len(gone["paths"]) == len(set(gone["paths"]))
    assert "Nothing of Presence is here" in own.type("uninstall", "--delete-log", "--yes").out


def test_what_was_written_into_a_file_is_a_whole_log(own: Own, tmp_path: Path) -> None:
    used(own)
    there = tmp_path / "there.jsonl"
    there.write_text("somebody's own")
    refused = own.type("uninstall", "--export-log", str(there), "--yes")
    assert (refused.code, there.read_text()) == (1, "somebody's own")
    assert own.json("log")
    file = tmp_path / "log.jsonl"
    assert own.json("uninstall", "--export-log", str(file), "--yes")["exported_sessions"] == 1
    assert list(own.home.iterdir()) == []
    assert own.json("import", "jsonl", str(file))["added"] >= 1
    assert own.json("log")[0]["people"] == ["Ana"]


def test_files_of_the_persons_own_beside_ours_stay(terminal: Terminal) -> None:
    """A home may be named anywhere, also where others have files with such names."""
    assert terminal.type("add", "yesterday 19-21 dinner").code == 0
    home = terminal.home
    own = ("phone-numbers.txt", "calendars/family.ics", "backups/photos.zip", "links.html")
    for name in own:
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text("mine")
    assert terminal.type("uninstall", "--delete-log", "--yes").code == 0
    left = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert left == set(own)


def test_a_session_in_progress_is_ended_first_and_stays_in_the_log(own: Own) -> None:
    own.type("start", "dinner", "--no-spawn")
    looked = own.type("uninstall", "--dry-run").out
    assert "Dinner is running" in looked
    assert "Your log stays" in looked
    assert own.type("uninstall").code == 0
    assert own.json("status")["state"] == "idle"
    assert own.json("log")[0]["ended_at"]


def test_secrets_go_from_the_keyring_and_where_they_cannot_their_names_stay(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = tmp_path / "keyring.json"
    own.paths.settings.parent.mkdir(parents=True)
    own.paths.settings.write_text(CALENDAR)
    use_fake_keyring(monkeypatch, keyring)
    keyring.write_text(LOCKED)
    done = own.type("uninstall")
    assert done.code == 1
    assert "hunter2" not in done.out + done.err
    assert own.paths.settings.exists()
    keyring.write_text(json.dumps({"presence/calendar work": "s", "other/token": "t"}))
    assert "keyring presence: calendar work" in own.json("uninstall")["paths"]
    assert json.loads(keyring.read_text()) == {"other/token": "t"}
    assert list(own.home.iterdir()) == []


def test_a_log_that_cannot_be_opened_keeps_nobody_here(own: Own) -> None:
    used(own)
    with sqlite3.connect(own.paths.database) as connection:
        connection.execute("PRAGMA user_version = 99")
    log = own.paths.database.read_bytes()
    assert own.type("uninstall").code == 0
    assert own.paths.database.read_bytes() == log
    assert own.type("uninstall", "--delete-log", "--yes").code == 0
    assert list(own.home.iterdir()) == []


def test_what_cannot_be_taken_away_is_told_and_all_else_goes(own: Own) -> None:
    used(own)
    entry = own.home / ".config" / "autostart" / "presence.desktop"
    entry.write_text("[Desktop Entry]\nName=Other\n")
    (own.paths.state / "presence.log").unlink()
    (own.paths.state / "presence.log").mkdir()
    (own.paths.state / "presence.log" / "theirs").write_text("x")
    assert own.type("uninstall", "--delete-log", "--yes").code == 0
    assert set(own.files) == {
        ".config/autostart/presence.desktop",
        ".local/state/presence/presence.log/theirs",
    }


def test_a_unit_of_the_package_is_turned_off_and_the_persons_own_stays(own: Own) -> None:
    wants = own.home / ".config/systemd/user/graphical-session.target.wants"
    wants.mkdir(parents=True)
    (wants / "presence.service").symlink_to("/usr/lib/systemd/user/presence.service")
    assert str(wants / "presence.service") in own.json("uninstall")["paths"]
    assert list(own.home.iterdir()) == []
    wants.mkdir(parents=True)
    (wants / "presence.service").symlink_to("/somewhere/else.service")
    own.json("uninstall")
    assert (wants / "presence.service").is_symlink()


def test_two_wishes_for_the_log_are_none(own: Own) -> None:
    assert own.type("uninstall", "--keep-log", "--delete-log").code == 2
    assert find_paths().database.exists() is False


def test_a_mute_that_cannot_be_put_back_keeps_its_note_and_is_told(own: Own) -> None:
    """Of a desktop that is not there: nobody else knows what it was like before."""
    used(own)
    step = Step(command=("false",))
    recipe = Recipe(bus="", ask=step, ours=b"true", restore=step)
    held = Held("gnome", "off", recipe, "Switch do-not-disturb off.")
    holder = Holder(pid=1, started=1, boot_id="of before", uid=os.getuid(), machine="")
    LeaseFile(own.paths.lease).write(Lease("s", holder, EVENING, EVENING, (held,)))
    done = own.type("uninstall", "--delete-log", "--yes")
    assert done.code == 1
    assert "Switch do-not-disturb off." in done.err
    assert set(own.files) == {".local/share/presence/mute-lease.json"}

"""``presence uninstall`` where things are not as they should be: nobody loses what is theirs."""

import errno
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from presence.desktop.tray_host.icons import install_icons
from presence.store.importing.long_work import at_work
from tests.cli.conftest import FakeApp, Terminal
from tests.cli.leaving.conftest import Own
from tests.cli.leaving.test_versions import an_older_log
from tests.courtesy.fake_keyring import use_fake_keyring
from tests.desktops.programs import wait_until

CALENDAR = '[calendars.work]\nsource = "caldav"\nname = "Work"\nuser = "ana"\n'


def with_a_backup(own: Own) -> None:
    assert own.type("add", "yesterday 19-21 dinner @Ana").code == 0
    own.json("backup")


@pytest.mark.parametrize("is_link", [False, True])
def test_a_log_that_is_gone_is_not_written_into_a_file_and_its_backups_stay(
    own: Own, tmp_path: Path, is_link: bool
) -> None:
    with_a_backup(own)
    own.paths.database.unlink()
    if is_link:
        own.paths.database.symlink_to("/nonexistent/disk/presence.db")
    before = own.files
    done = own.type("uninstall", "--export-log", str(tmp_path / "log.jsonl"), "--yes")
    assert done.code == 1, done
    assert any("/backups/presence-" in name for name in before)
    assert own.files == before


def test_a_damaged_log_is_not_what_is_left_of_a_whole_backup(own: Own, tmp_path: Path) -> None:
    with_a_backup(own)
    with closing(sqlite3.connect(own.paths.database)) as connection:
        connection.execute("UPDATE sessions SET note = 'not as it was written'")
        connection.commit()
    before = own.files
    done = own.type("uninstall", "--export-log", str(tmp_path / "log.jsonl"), "--yes")
    assert (done.code, "presence-" in done.err) == (1, True), done
    assert own.files == before
    assert not (tmp_path / "log.jsonl").exists()


def test_the_written_file_stays_wherever_it_was_wanted(own: Own) -> None:
    with_a_backup(own)
    for file in (own.paths.backups / "presence-all.db.jsonl", own.paths.data / "presence.db.part"):
        with_a_backup(own)
        assert own.type("uninstall", "--export-log", str(file), "--yes").code == 0
        assert list(own.files) == [str(file.relative_to(own.home))]
        file.unlink()


def test_an_import_at_work_keeps_its_log(own: Own, tmp_path: Path) -> None:
    with_a_backup(own)
    with at_work(own.paths.data):
        for wish in (("--delete-log",), ("--export-log", str(tmp_path / "log.jsonl"))):
            done = own.type("uninstall", *wish, "--yes")
            assert (done.code, "import" in done.err) == (1, True), done
    assert own.json("log")


def test_a_look_leaves_an_older_log_as_it_is(own: Own) -> None:
    own.paths.data.mkdir(parents=True)
    an_older_log(own.paths.database)
    before = own.files
    assert own.type("uninstall", "--delete-log", "--dry-run").code == 0
    assert own.files == before


def test_folders_of_the_persons_own_stay(own: Own, tmp_path: Path) -> None:
    """A file of ours in them makes them none of ours."""
    public, disk = own.home / "Public", own.home / "Disk"
    public.mkdir()
    disk.mkdir()
    with_a_backup(own)
    own.paths.settings.parent.mkdir(parents=True, exist_ok=True)
    own.paths.settings.write_text(f'busy_file = "{public}/busy.ics"\n')
    (public / "busy.ics").write_text("")
    own.paths.database.replace(disk / "log.db")
    own.paths.database.symlink_to(disk / "log.db")
    assert own.type("uninstall", "--delete-log", "--yes").code == 0
    assert sorted(own.home.iterdir()) == [disk, public]
    assert not list(public.iterdir()) + list(disk.iterdir())


def test_a_settings_file_in_ones_dotfiles_stays_and_only_the_link_goes(own: Own) -> None:
    dotfiles = own.home / "dotfiles"
    dotfiles.mkdir()
    (dotfiles / "presence.toml").write_text('theme = "dark"\n')
    own.paths.settings.parent.mkdir(parents=True)
    own.paths.settings.symlink_to(dotfiles / "presence.toml")
    assert str(own.paths.settings) in own.json("uninstall")["paths"]
    assert own.files == {"dotfiles/presence.toml": b'theme = "dark"\n'}


def test_secrets_named_in_settings_that_cannot_be_read_go_as_well(
    own: Own, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = tmp_path / "keyring.json"
    use_fake_keyring(monkeypatch, keyring)
    keyring.write_text(json.dumps({"presence/calendar work": "s"}))
    own.paths.settings.parent.mkdir(parents=True)
    own.paths.settings.write_text(CALENDAR + "theme = \n")
    done = own.type("uninstall")
    assert json.loads(keyring.read_text()) == {}, done
    assert list(own.home.iterdir()) == []


def test_an_app_that_somebody_else_ends_meanwhile_is_in_nobodys_way(
    terminal: Terminal, app: FakeApp
) -> None:
    """As when it is removed in a terminal and in a window at once."""
    busy = terminal.home / "busy-event.json"
    busy.write_text("{}")

    def end_it() -> None:
        wait_until(lambda: bool(app.asked), 10, "the first question")
        app.is_silent = True
        busy.unlink()

    other = Thread(target=end_it)
    other.start()
    done = terminal.type("uninstall")
    other.join()
    assert [asked["do"] for asked in app.asked] == ["ping", "quit"]
    assert done.code == 0, done
    assert Path(os.environ["XDG_RUNTIME_DIR"]).is_dir(), "the session's, in whose home it may lie"


def test_pictures_of_ones_own_in_place_of_ours_are_neither_written_nor_taken_away(
    own: Own,
) -> None:
    """As who likes another icon in the panel has them, drawn or as links to what is drawn."""
    mine = own.home / "pictures" / "moon.svg"
    mine.parent.mkdir()
    mine.write_text("<svg>mine</svg>")
    apps = own.home / ".local/share/icons/hicolor/symbolic/apps"
    apps.mkdir(parents=True)
    drawn, link = apps / "presence-idle-symbolic.svg", apps / "presence-open-symbolic.svg"
    nowhere = apps / "presence-present-00-symbolic.svg"
    drawn.write_text("<svg>mine</svg>")
    link.symlink_to(mine)
    nowhere.symlink_to(own.home / "pictures" / "gone.svg")
    before = own.files
    done = own.type("integrate", "--json")
    assert done.code == 1
    install_icons()
    assert set(json.loads(done.out)["foreign"]) == {str(each) for each in (drawn, link, nowhere)}
    assert own.type("uninstall").code == 0
    assert (link.readlink(), nowhere.is_symlink()) == (mine, True)
    assert own.files == before


def test_what_lies_in_a_folder_that_is_read_only_is_told_with_what_helps(
    own: Own, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that was mounted so; root, who may run this, is stopped by nothing less."""
    with_a_backup(own)
    assert own.type("integrate").code == 0
    unlink, fixed = os.unlink, str(own.home / ".local/share")

    def refuse(path: str | Path, **more: int | None) -> None:
        if str(path).startswith(fixed):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", refuse)
    done = own.type("uninstall", "--delete-log", "--yes")
    assert done.code == 1, done
    database = own.paths.database
    assert f"{database} stays: Read-only file system. See that its folder can be" in done.err
    assert "Name a file" not in done.err
    codes = {each["code"] for each in own_troubles(own)}
    assert codes == {"trace_not_removed"}
    assert database.exists()


def own_troubles(own: Own) -> list[dict[str, str]]:
    """What another try cannot take away."""
    done = own.type("uninstall", "--delete-log", "--yes", "--json")
    found: list[dict[str, str]] = json.loads(done.out)["left"]
    return found

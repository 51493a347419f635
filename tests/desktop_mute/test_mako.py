"""mako: which of its modes hides everything, and what is said where none does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Waiting
from presence.desktop.dbus import SessionBus
from presence.desktop.lease import player
from presence.desktop.mute.foreign.mako_config import LINES, UnusableConfig, read_config, started_at
from presence.desktop.mute.mechanisms.mako import Mako
from presence.desktop.mute.scripts import mako_mode
from tests.desktop_mute.mako_desktop import HIDES, FakeMako, MakoDesktop


@pytest.fixture
def desktop(bus: str, tmp_path: Path) -> Iterator[MakoDesktop]:
    made = MakoDesktop(bus, tmp_path)
    yield made
    made.stop()


@pytest.fixture
def mechanism(desktop: MakoDesktop) -> Mako:
    return Mako(SessionBus(desktop.address))


def script(address: str, *words: str) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, "-I", "-S", "-E", mako_mode.__file__, *words)
    environment = {"DBUS_SESSION_BUS_ADDRESS": address}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=20, check=False, env=environment
    )


class TestWithoutAModeThatHides:
    """As mako comes."""

    @pytest.mark.parametrize("config", ["", "font=sans 10\n", "[mode=work]\nfont=sans 8\n"])
    def test_the_person_is_told_where_lines_are_needed_and_nothing_is_changed(
        self, bus: str, tmp_path: Path, config: str
    ) -> None:
        desktop = MakoDesktop(bus, tmp_path, config)
        with pytest.raises(MuteError) as caught:
            Mako(SessionBus(bus)).read()
        assert caught.value.code is ErrorCode.MUTE_NEEDS_LINES
        assert caught.value.values["path"] == str(desktop.config)
        assert desktop.state() == "default"
        desktop.stop()

    def test_with_the_lines_that_it_is_told_it_works(self, bus: str, tmp_path: Path) -> None:
        desktop = MakoDesktop(bus, tmp_path, config="")
        desktop.config.write_text("\n".join(LINES) + "\n")
        mechanism = Mako(SessionBus(bus))
        mechanism.mute(mechanism.read())
        assert desktop.is_quiet()
        assert "Reload" in desktop.server.calls
        desktop.stop()


class TestItsConfiguration:
    """The file of the mako that runs."""

    @pytest.mark.parametrize(
        ("text", "hiding"),
        [
            ("[mode=do-not-disturb]\ninvisible=1\n", ["do-not-disturb"]),
            ("[mode=away]\ninvisible=true\n[mode=night]\ninvisible=TRUE\n", ["away", "night"]),
            ('[mode="do not disturb"]\n# quiet\ninvisible=1', ["do not disturb"]),
            (r"[mode=do\ not\ disturb]" + "\ninvisible=1", ["do not disturb"]),
            ("  [mode=away]  \n\tinvisible=1\t\n", ["away"]),
            ("[ mode=away ]\ninvisible=1\n", ["away"]),
            ("[mode=away]\r\ninvisible=1\r\n", ["away"]),
            ("[mode=away]\n\n#invisible=1\nfont=sans 8\n\ninvisible=1\n", ["away"]),
            ("[mode=away]\ninvisible=1\n[mode=away]\ninvisible=0\n", []),
            ("[mode=away]\ninvisible=0\n[mode=away]\ninvisible=1\n", ["away"]),
            ("[mode=away]\n#invisible=1\n", []),
            ("[mode=away]\ninvisible=0\n", []),
            ("[mode=away]\ninvisible = 1\n", []),
            ("invisible=1\n", []),
            ("[mode=away urgency=low]\ninvisible=1\n", []),
            ("[app-name=Post]\ninvisible=1\n", []),
            ("[mode=]\ninvisible=1\n", []),
            ("[mode]\ninvisible=1\n", []),
            ('[mode="away]\ninvisible=1\n', []),
            ("[]\ninvisible=1\n", []),
            ("[mode=\x1b[31m]\ninvisible=1\n", []),
        ],
    )
    def test_a_mode_counts_whose_own_section_hides(
        self, desktop: MakoDesktop, text: str, hiding: list[str]
    ) -> None:
        desktop.config.write_text(text)
        assert list(read_config(desktop.mako.process.pid).hiding) == hiding

    def test_the_one_of_the_manual_is_preferred_to_others(self, desktop: MakoDesktop) -> None:
        desktop.config.write_text("[mode=away]\ninvisible=1\n")
        assert read_config(desktop.mako.process.pid).mode == "away"
        desktop.config.write_text("[mode=away]\ninvisible=1\n" + HIDES)
        assert read_config(desktop.mako.process.pid).mode == "do-not-disturb"

    @pytest.mark.parametrize(
        "options",
        [
            ("-c", "{}"),
            ("-c{}",),
            ("--config", "{}"),
            ("--config={}",),
            ("--conf={}", "--font", "-c"),
            ("--font", "mono 10", "--background-color=#fff", "-c", "{}"),
            ("-c", "/nonexistent", "-c", "{}"),
        ],
    )
    def test_it_is_the_one_that_mako_was_started_with(
        self, bus: str, tmp_path: Path, options: tuple[str, ...]
    ) -> None:
        file = tmp_path / "other"
        file.write_text(HIDES)
        words = tuple(word.format(file) for word in options)
        mako = FakeMako(bus, file, words, {"HOME": str(tmp_path)})
        config = read_config(mako.process.pid)
        assert (config.path, config.mode) == (str(file), "do-not-disturb")
        mako.stop()

    def test_a_path_that_is_not_whole_begins_where_mako_was_started(
        self, bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "mine").write_text(HIDES)
        monkeypatch.chdir(tmp_path)
        mako = FakeMako(bus, tmp_path / "mine", ("-c", "mine"))
        monkeypatch.chdir("/")
        assert read_config(mako.process.pid).path == str(tmp_path / "mine")
        mako.stop()

    def test_without_an_option_it_is_where_mako_looks(self, bus: str, tmp_path: Path) -> None:
        mako = FakeMako(bus, tmp_path / "none", (), {"HOME": str(tmp_path), "XDG_CONFIG_HOME": ""})
        usual, older = tmp_path / ".config/mako/config", tmp_path / ".mako/config"
        assert read_config(mako.process.pid).path == str(usual)
        older.parent.mkdir()
        older.write_text(HIDES)
        assert read_config(mako.process.pid).mode == "do-not-disturb"
        mako.stop()

    def test_what_it_includes_is_read_where_it_stands(
        self, desktop: MakoDesktop, tmp_path: Path
    ) -> None:
        (tmp_path / "colours").write_text("text-color=#fff\n")
        (tmp_path / "modes").write_text(f"include={tmp_path}/colours\n{HIDES}")
        desktop.config.write_text("include=~/modes\n[mode=do-not-disturb]\ninvisible=0\n")
        assert read_config(desktop.mako.process.pid).mode is None
        desktop.config.write_text("include=~/modes\n")
        assert read_config(desktop.mako.process.pid).mode == "do-not-disturb"
        desktop.config.write_text("[urgency=low]\ninclude=~/modes\n")
        assert read_config(desktop.mako.process.pid).mode is None

    def test_a_file_that_cannot_be_one_is_named(self, desktop: MakoDesktop, tmp_path: Path) -> None:
        def refusal() -> str:
            with pytest.raises(UnusableConfig) as caught:
                read_config(desktop.mako.process.pid)
            return str(caught.value)

        desktop.config.write_text("include=/nonexistent\n")
        assert refusal() == "/nonexistent: No such file or directory"
        desktop.config.write_text(f"include={desktop.config}\n")
        assert refusal().endswith("too many files include others")
        desktop.config.write_bytes(b"#" * ((1 << 20) + 1))
        assert refusal() == f"{desktop.config} is too large for a configuration"
        desktop.config.unlink()
        os.mkfifo(desktop.config)
        assert refusal() == f"{desktop.config} is not a file"
        desktop.config.unlink()
        desktop.config.mkdir()
        assert refusal().startswith(f"{desktop.config}")
        desktop.config.rmdir()
        desktop.config.symlink_to(desktop.config)
        assert refusal().startswith(f"{desktop.config}: Too many levels")

    def test_bytes_that_mean_nothing_are_passed_over(self, desktop: MakoDesktop) -> None:
        desktop.config.write_bytes(bytes(range(256)) * 40 + b"\n" + HIDES.encode())
        assert read_config(desktop.mako.process.pid).mode == "do-not-disturb"

    def test_a_process_that_is_gone_leaves_our_own_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        assert read_config(1 << 30).path == f"{tmp_path}/mako/config"
        assert started_at(1 << 30) is None

    def test_a_fault_of_the_file_is_a_fault_of_the_mute(
        self, desktop: MakoDesktop, mechanism: Mako
    ) -> None:
        desktop.config.write_text("include=/nonexistent\n")
        with pytest.raises(MuteError) as caught:
            mechanism.read()
        assert caught.value.code is ErrorCode.MUTE_FAILED
        assert "/nonexistent" in str(caught.value.values["detail"])


class TestAChangedConfiguration:
    """mako reads its file when it starts, and when it is told to."""

    def test_it_is_not_told_to_where_nothing_was_changed(self, bus: str) -> None:
        file = Path(__file__).with_name("mako.conf")  # older than any process of this test
        mako = FakeMako(bus, file, ("-c", str(file)))
        mechanism = Mako(SessionBus(bus))
        mechanism.mute(mechanism.read())
        assert mako.is_quiet
        assert "Reload" not in mako.calls
        mako.stop()

    def test_what_mako_cannot_read_is_no_mute(self, desktop: MakoDesktop, mechanism: Mako) -> None:
        reading = mechanism.read()
        desktop.config.write_text(HIDES + "nonsense\n")
        with pytest.raises(MuteError) as caught:
            mechanism.mute(reading)
        assert caught.value.code is ErrorCode.MUTE_FAILED
        assert str(desktop.config) in str(caught.value.values["detail"])
        assert desktop.state() == "default"


class TestItsModes:
    """They are the person's, all but the one that we add."""

    def test_another_mode_that_hides_is_the_persons_own_quiet(
        self, desktop: MakoDesktop, mechanism: Mako
    ) -> None:
        desktop.config.write_text(HIDES + "[mode=away]\ninvisible=1\n")
        desktop.mako.set_modes(["away"])
        assert mechanism.read().was == "on"
        desktop.mako.set_modes(["work"])
        assert mechanism.read().was == "off"

    def test_only_our_mode_is_taken_away_from_what_there_is_by_then(
        self, desktop: MakoDesktop, mechanism: Mako
    ) -> None:
        reading = mechanism.read()
        recipe = mechanism.recipe(reading)
        mechanism.mute(reading)
        assert desktop.state() == "default do-not-disturb"
        desktop.mako.set_modes(["work", "do-not-disturb", "größer als 5"])
        assert player.play(recipe) == player.RESTORED
        assert desktop.state() == "work größer als 5"

    def test_a_name_with_spaces_is_a_mode_like_others(self, bus: str, tmp_path: Path) -> None:
        desktop = MakoDesktop(bus, tmp_path, '[mode="$(rm x) ü"]\ninvisible=1\n')
        mechanism = Mako(SessionBus(bus))
        reading = mechanism.read()
        recipe = mechanism.recipe(reading)
        mechanism.mute(reading)
        assert desktop.state() == "default $(rm x) ü"
        assert mechanism.by_hand(reading).endswith("makoctl mode -r '$(rm x) ü'")
        assert player.play(recipe) == player.RESTORED
        assert desktop.state() == "default"
        desktop.stop()

    def test_a_mako_that_is_gone_cannot_be_asked(self, bus: str, tmp_path: Path) -> None:
        desktop = MakoDesktop(bus, tmp_path)
        mechanism = Mako(SessionBus(bus))
        recipe = mechanism.recipe(mechanism.read())
        desktop.stop()
        assert player.is_still_ours(recipe) is None
        assert player.play(recipe) == player.COULD_NOT

    def test_what_came_since_the_mute_is_counted_by_program_and_not_our_own(
        self, desktop: MakoDesktop, mechanism: Mako
    ) -> None:
        desktop.mako.notifications = [(1, "Post")]
        mechanism.mute(mechanism.read())
        desktop.mako.notifications += [(2, "Post"), (3, "Chat"), (4, "Presence"), (5, "Post")]
        assert mechanism.waiting() == Waiting(3, {"Post": 2, "Chat": 1})


class TestTheScript:
    """What the guard runs."""

    def test_it_tells_of_a_mode_and_removes_it(self, desktop: MakoDesktop) -> None:
        desktop.mako.set_modes(["default", "away", "do-not-disturb"])
        assert script(desktop.address, "has", "away").stdout == "yes\n"
        assert script(desktop.address, "has", "awa").stdout == "no\n"
        assert script(desktop.address, "remove", "away").stdout == "yes\n"
        assert desktop.state() == "default do-not-disturb"

    def test_nothing_is_set_where_the_mode_is_not_there(self, desktop: MakoDesktop) -> None:
        assert script(desktop.address, "remove", "away").stdout == "no\n"
        assert "SetModes" not in desktop.server.calls

    def test_the_last_mode_can_go(self, desktop: MakoDesktop) -> None:
        desktop.mako.set_modes(["away"])
        assert script(desktop.address, "remove", "away").returncode == 0
        assert desktop.state() == ""
        assert script(desktop.address, "has", "away").stdout == "no\n"

    def test_it_says_in_a_line_what_is_wrong(self, bus: str) -> None:
        for address, words in (
            (bus, ("has", "away")),  # nobody there
            ("", ("has", "away")),
            ("unix:path=/nonexistent", ("remove", "away")),
            (bus, ("has",)),
            (bus, ("forget", "away")),
        ):
            done = script(address, *words)
            assert done.returncode == 1
            assert len(done.stderr.splitlines()) == 1

    def test_names_of_every_length_stay(self, desktop: MakoDesktop) -> None:
        desktop.mako.set_modes(["", "a", "abc", "ü", "abcd", "abcde"])
        assert script(desktop.address, "remove", "abc").returncode == 0
        assert desktop.mako.modes == ["", "a", "ü", "abcd", "abcde"]

    @pytest.mark.parametrize(
        "body", [b"\xff\xff\xff\xff", b"\5\0\0\0\1\0\0\0", b"\5\0\0\0\1\0\0\0\xff\0"]
    )
    def test_an_answer_that_is_none_is_refused(self, body: bytes) -> None:
        with pytest.raises(ValueError, match=r"not a list|decode"):
            mako_mode.modes_in(body)

"""macOS' Focus through the person's shortcuts, which a program that behaves carries out."""

import plistlib
import time

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.desktop.lease import player
from presence.desktop.mute.find import choose
from presence.desktop.mute.mechanism import Lifetime, Server
from presence.desktop.mute.mechanisms.macos import Macos
from presence.desktop.mute.mechanisms.null import why_unmutable
from presence.desktop.mute.mechanisms.shortcuts import is_set_up, set_up, workflow
from presence.desktop.mute.scripts import focus
from presence.desktop.mute.system_server import system_server
from presence.words.mute.unmutable import unmutable_line
from tests.desktop_mute.mac import Mac


def actions_of(name: str) -> list[tuple[str, dict[str, object]]]:
    table = plistlib.loads(workflow(name))
    return [
        (
            action["WFWorkflowActionIdentifier"].removeprefix("is.workflow.actions."),
            action["WFWorkflowActionParameters"],
        )
        for action in table["WFWorkflowActions"]
    ]


@pytest.mark.parametrize(
    ("name", "switch"),
    [
        (focus.MUTE, {"Enabled": 1, "Operation": "Turn", "AssertionType": "Turned Off"}),
        (focus.UNMUTE, {"Enabled": 0, "Operation": "Turn"}),
    ],
)
def test_a_shortcut_switches_only_unasked_and_always_tells(
    name: str, switch: dict[str, object]
) -> None:
    actions = actions_of(name)
    assert [kind for kind, _ in actions] == [
        *("conditional", "conditional", "dnd.set", "conditional", "dnd.getfocus"),
        *("conditional", "getitemname", "output", "conditional", "output", "conditional"),
    ]
    modes = [about["WFControlFlowMode"] for kind, about in actions if kind == "conditional"]
    assert modes == [0, 1, 2, 0, 1, 2]
    assert actions[2][1] == switch
    assert actions[9][1] == {"WFOutput": focus.SAYS[name]}


def test_a_shortcut_is_the_binary_list_that_can_be_signed() -> None:
    for name in (focus.MUTE, focus.UNMUTE):
        assert workflow(name).startswith(b"bplist00")
        assert workflow(name) == workflow(name)
        table = plistlib.loads(workflow(name))
        assert table["WFWorkflowName"] == name
        assert table["WFWorkflowHasShortcutInputVariables"] is True
        assert table["WFWorkflowNoInputBehavior"] == {"Name": "WFWorkflowNoInputBehaviorContinue"}
    assert workflow(focus.MUTE) != workflow(focus.UNMUTE)


def test_they_are_set_up_when_the_person_has_added_both(bare_mac: Mac) -> None:
    assert not is_set_up()
    set_up(bare_mac.folder / "signed")
    assert is_set_up()
    (bare_mac.folder / "added" / f"{focus.UNMUTE}.shortcut").unlink()
    assert not is_set_up()
    assert sorted(path.name for path in (bare_mac.folder / "signed").iterdir()) == [
        f"{focus.MUTE}.shortcut",
        f"{focus.UNMUTE}.shortcut",
    ]


def test_without_them_it_says_which_are_missing_and_changes_nothing(bare_mac: Mac) -> None:
    with pytest.raises(MuteError) as caught:
        bare_mac.mechanism().read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert focus.MUTE in str(caught.value.values["detail"])
    assert bare_mac.focus == ""


def test_it_mutes_and_puts_back(mac: Mac) -> None:
    mechanism = mac.mechanism()
    reading = mechanism.read()
    assert (reading.is_muted, reading.was) == (False, "off")
    recipe = mechanism.recipe(reading)
    mechanism.mute(reading)
    assert mac.focus == "勿扰模式"
    assert mechanism.read().is_muted
    assert player.is_still_ours(recipe)
    assert player.play(recipe) == player.RESTORED
    assert mac.focus == ""
    assert player.play(recipe) == player.LEFT_ALONE


def test_the_name_of_do_not_disturb_is_learnt_and_learnt_anew(mac: Mac) -> None:
    mechanism = mac.mechanism()
    mechanism.mute(mechanism.read())
    assert focus.known_name(str(mac.names)) == "勿扰模式"
    assert mechanism.read().was == "on"
    mac.say("focus", "")
    mac.say("do-not-disturb", "Nicht stören")
    mechanism.mute(mechanism.read())
    assert focus.known_name(str(mac.names)) == "Nicht stören"
    assert mechanism.read().was == "on"


@pytest.mark.parametrize("own", ["Work", "Schlafen", "勿扰模式"])
def test_a_focus_of_the_persons_own_counts_as_muted(mac: Mac, own: str) -> None:
    mac.say("focus", own)
    assert mac.mechanism().read().is_muted


def test_another_focus_during_the_session_is_never_touched(mac: Mac) -> None:
    mechanism = mac.mechanism()
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(mechanism.read())
    mac.say("focus", "Work")
    assert mechanism.read().was == "Work"
    assert not player.is_still_ours(recipe)
    assert player.play(recipe) == player.LEFT_ALONE
    assert mac.focus == "Work"


def test_a_focus_that_follows_by_itself_is_no_failure(mac: Mac) -> None:
    mechanism = mac.mechanism()
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(mechanism.read())
    mac.say("follows", "Sleep")
    assert player.play(recipe) == player.RESTORED
    assert mac.focus == "Sleep"


def test_without_the_name_what_is_on_counts_as_ours_but_only_do_not_disturb_is_ended(
    mac: Mac,
) -> None:
    mechanism = mac.mechanism()
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(mechanism.read())
    mac.names.unlink()  # killed before it was written down
    assert player.play(recipe) == player.RESTORED
    assert mac.focus == ""
    mac.say("focus", "Work")
    assert player.play(recipe) == player.COULD_NOT
    assert mac.focus == "Work"


def test_an_unmute_without_effect_is_told(mac: Mac) -> None:
    mechanism = mac.mechanism()
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(mechanism.read())
    mac.say("stuck", "")
    assert player.play(recipe) == player.COULD_NOT


def test_a_shortcut_that_hangs_is_given_up(mac: Mac) -> None:
    mac.say("hangs", "")
    began = time.monotonic()
    with pytest.raises(MuteError) as caught:
        mac.mechanism(time_limit=0.3).read()
    assert caught.value.code is ErrorCode.MUTE_TIMED_OUT
    assert time.monotonic() - began < 15


def test_another_shortcut_of_that_name_is_not_believed(mac: Mac) -> None:
    signed = mac.folder / "added"
    (signed / f"{focus.MUTE}.shortcut").write_bytes(workflow(focus.UNMUTE))
    with pytest.raises(MuteError) as caught:
        mac.mechanism().read()
    assert caught.value.code is ErrorCode.MUTE_FAILED
    assert "presence-1|unmute|" in str(caught.value.values["detail"])


def test_a_signature_that_is_refused_is_told(mac: Mac) -> None:
    (mac.folder / "in the way").write_text("")
    with pytest.raises(MuteError) as caught:
        set_up(mac.folder / "in the way")
    assert caught.value.code is ErrorCode.MUTE_FAILED


def test_names_that_cannot_be_kept_do_no_harm(mac: Mac) -> None:
    mac.folder.joinpath("home").write_text("no folder")
    mechanism = mac.mechanism()
    recipe = mechanism.recipe(mechanism.read())
    mechanism.mute(mechanism.read())
    assert player.play(recipe) == player.RESTORED


@pytest.mark.parametrize(
    ("name", "known", "word"),
    [
        ("", "", "off"),
        ("", "Nicht stören", "off"),
        ("Nicht stören", "Nicht stören", "on"),
        ("Arbeiten", "Nicht stören", "other"),
        ("Arbeiten", "", "on"),
    ],
)
def test_a_focus_is_a_word(name: str, known: str, word: str) -> None:
    assert focus.word_for(name, known) == word


def test_macos_is_found_without_a_bus_from_the_version_that_has_shortcuts() -> None:
    server = system_server("darwin", "12.7.6")
    assert server is not None
    assert Macos.serves(server)
    assert choose(server) is Macos
    old = Server(server.name, server.vendor, "11.7.10", server.owner)
    assert not Macos.serves(old)
    assert unmutable_line(why_unmutable(old)) == "not quiet: macOS 11.7.10 has no do-not-disturb"


def test_it_was_not_run_yet_and_outlives_everything() -> None:
    assert not Macos.was_run
    assert Macos.lifetime is Lifetime.PERSISTENT

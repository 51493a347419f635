"""A day of a laptop, played on a system bus of its own and heard by a program of its own."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import PATIENCE, Program, wait_until
from tests.login_server import LONGEST_DELAY

PROGRAM = Path(__file__).with_name("asleep_program.py")


@pytest.fixture(params=[False, True], ids=["", "as somebody else"])
def lab(request: pytest.FixtureRequest) -> Iterator[Lab]:
    with Lab("laptop", as_person=request.param) as lab:
        yield lab


def hears(program: Program, *names: str) -> None:
    what = " and then ".join(names)
    wait_until(lambda: program.output.split() == list(names), 10, what)


def test_a_dinner_with_the_lid_closed(lab: Lab) -> None:
    with LoginManager(lab) as laptop:
        env = {"PYTHONPATH": str(ROOT)}
        program = lab.spawn(VENV / "python", PROGRAM, name="heard", env=env)
        hears(program, "in_sight")
        laptop.is_waited_for()
        laptop.closes_lid()
        hears(program, "in_sight", "lid_closed")
        assert laptop.goes_to_sleep() < LONGEST_DELAY - 1
        laptop.is_waited_for_no_longer()
        began = time.monotonic()
        laptop.wakes_up()
        laptop.is_waited_for()
        assert time.monotonic() - began < 2 * PATIENCE
        laptop.opens_lid()
        laptop.locks()
        laptop.unlocks()
        until_now = ["in_sight", "lid_closed", "fell_asleep", "woke", "lid_opened"]
        hears(program, *until_now, "out_of_sight", "in_sight")
        laptop.docks()
        laptop.closes_lid()
        laptop.goes_to_another_user()
        hears(program, *until_now, "out_of_sight", "in_sight", "out_of_sight")
        program.end()
        laptop.is_waited_for_no_longer()


def test_what_goes_wrong_with_logind_is_no_fault_of_the_program(lab: Lab) -> None:
    with LoginManager(lab) as laptop:
        laptop.refuses_inhibitors()
        env = {"PYTHONPATH": str(ROOT)}
        program = lab.spawn(VENV / "python", PROGRAM, name="heard", env=env)
        wait_until(lambda: "in_sight" in program.output, 10, "the first answer")
        laptop.goes_to_sleep()
        laptop.wakes_up()
        wait_until(lambda: program.output.split()[-2:] == ["fell_asleep", "woke"], 5, "the night")
        laptop.refuses_inhibitors(False)
        laptop.dies()
        laptop.comes_anew()
        laptop.is_waited_for()
        laptop.hangs()
        assert laptop.goes_to_sleep() < LONGEST_DELAY - 1
        assert program.is_running

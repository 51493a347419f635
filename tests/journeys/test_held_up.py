"""The computer waits for Presence before it sleeps, while a session runs and never else."""

import time

from tests.desktops.dunst import DunstXfce
from tests.desktops.login_manager import LoginManager
from tests.desktops.programs import PATIENCE, wait_until
from tests.journeys.person import Person


def test_sleep_is_held_up_only_in_a_session_and_only_for_a_moment(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    with LoginManager(dunst_xfce.lab) as laptop:
        person.starts_app()
        assert not laptop.who_delays_sleep
        person.presence("start", "dinner", "--ago", "5m")
        laptop.is_waited_for()
        laptop.closes_lid()
        for _nap in range(3):
            held_up = laptop.goes_to_sleep()
            print(f"sleep was held up for {held_up * 1000:.0f} ms")
            assert held_up < PATIENCE
            laptop.wakes_up()
            laptop.is_waited_for()
        laptop.opens_lid()
        person.presence("stop")
        laptop.is_waited_for_no_longer()
        print(f"without a session {laptop.goes_to_sleep() * 1000:.0f} ms")


def test_a_logind_that_hangs_or_dies_takes_nothing_from_a_session(dunst_xfce: DunstXfce) -> None:
    person = Person(dunst_xfce)
    with LoginManager(dunst_xfce.lab) as laptop:
        laptop.refuses_inhibitors()
        person.starts_app()
        laptop.hangs()
        began = time.monotonic()
        person.presence("start", "dinner", "--ago", "5m")
        assert time.monotonic() - began < 3 * PATIENCE
        laptop.answers()
        laptop.goes_to_sleep()
        laptop.wakes_up()
        laptop.dies()
        person.waits_for("running")
        laptop.comes_anew()
        laptop.is_waited_for()
        person.presence("stop")
        wait_until(lambda: person.log[0]["ended_at"], 5, "the end")

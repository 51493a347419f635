"""Two homes on one desktop: the second takes the first's mute for the person's own."""

import pytest

from tests.desktops.desktop import Desktop
from tests.desktops.programs import wait_until
from tests.journeys.person import Person


@pytest.fixture(params=["dunst", "plasma"])
def shared(request: pytest.FixtureRequest) -> Desktop:
    """A desktop whose mute stays after its holder, and one whose mute goes with it."""
    desktop: Desktop = request.getfixturevalue(request.param)
    return desktop


def test_the_second_says_that_it_is_not_quiet_when_the_mute_of_the_first_goes(
    shared: Desktop,
) -> None:
    first, second = Person(shared, home="first"), Person(shared, home="second")
    before = shared.setting()
    first.starts_app(waits_for_icon=False)
    second.starts_app(waits_for_icon=False)
    first.presence("start", "meeting")
    assert first.status["mute"]["detail"] == "checked"
    muted = shared.setting()

    second.presence("start", "coffee")
    assert second.status["mute"]["state"] == "muted"
    assert second.status["mute"]["detail"] == "already_on"
    assert second.status["state"] == "running"

    first.presence("stop")
    wait_until(lambda: second.status["mute"]["state"] == "not_muted", 3, "its word that it is not")
    assert shared.setting() == before
    assert second.status["state"] == "running"
    assert shared.shows_notifications()

    second.presence("stop")
    assert shared.setting() == before != muted
    for each in (first, second):
        each.quits_app()
    assert shared.setting() == before


def test_the_second_ends_first_and_leaves_the_mute_of_the_first_alone(shared: Desktop) -> None:
    first, second = Person(shared, home="first"), Person(shared, home="second")
    before = shared.setting()
    first.starts_app(waits_for_icon=False)
    first.presence("start", "meeting")
    second.starts_app(waits_for_icon=False)
    second.presence("start", "coffee")
    muted = shared.setting()
    second.presence("stop")
    second.quits_app()
    assert shared.setting() == muted
    assert first.status["mute"]["detail"] == "checked"
    first.app_crashes()
    wait_until(lambda: shared.setting() == before, 2, "the desktop's being put back")

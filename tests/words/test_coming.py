"""What is said of calendars and offers."""

from datetime import timedelta

import pytest

from presence.core.coming.fetched import Failure, Trouble
from presence.core.coming.offer import Offer, Origin
from presence.core.kind import Kinds
from presence.words.coming.offer import offer_line, offer_name, span_line
from presence.words.coming.trouble import age_line, trouble_line
from tests.fakes import EVENING
from tests.ui.tray_desk import BERLIN

HOUR = timedelta(hours=1)
ROADMAP = Offer(Origin.EVENT, "a", "Road\nmap", EVENING, EVENING + HOUR, "meeting", ("Ana", "Tom"))


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_line(trouble: Trouble) -> None:
    assert trouble_line(Failure(trouble, "404")).endswith((".", "?", "add"))


def test_the_age_of_a_copy_is_told_ever_more_roughly() -> None:
    ages = [timedelta(seconds=5), timedelta(minutes=5), timedelta(hours=30)]
    said = [age_line(EVENING - age, BERLIN, EVENING) for age in ages]
    assert said == ["read just now", "read 5 min ago", "read yesterday 13:00"]
    assert age_line(None, BERLIN, EVENING) == "not read yet"


def test_title_and_names_are_there_only_where_they_may_be_seen() -> None:
    kinds = Kinds()
    assert offer_line(ROADMAP, kinds, BERLIN, EVENING) == "19:00 Road map · Ana, Tom"
    assert offer_name(ROADMAP, kinds, show_titles=False) == "Meeting · Ana, Tom"
    assert offer_name(ROADMAP, kinds, show_titles=False, show_people=False) == "Meeting"
    assert span_line(ROADMAP, BERLIN, EVENING) == "19:00–20:00"

"""A session past its end, as it is read until somebody says when it really ended."""

from datetime import timedelta

import pytest

from presence.core.kind import Kinds
from presence.core.reconcile import as_the_log_shows_it
from presence.core.session import Session
from tests.fakes import EVENING

HOUR = timedelta(hours=1)


def running(kind: str) -> Session:
    return Session("id", kind, EVENING, "Europe/Berlin", planned_end_at=EVENING + HOUR)


@pytest.mark.parametrize("kind", ["dinner", "alone"])
def test_one_past_its_plan_shows_the_planned_end_to_be_confirmed(kind: str) -> None:
    shown = as_the_log_shows_it(running(kind), Kinds()[kind], EVENING + 1.2 * HOUR)
    assert shown.ended_at == EVENING + HOUR
    assert not shown.confirmed


def test_a_meeting_that_overruns_is_shown_as_running_until_its_bound() -> None:
    meeting = Kinds()["meeting"]
    session = running("meeting")
    assert as_the_log_shows_it(session, meeting, EVENING + 1.2 * HOUR) == session
    forgotten = as_the_log_shows_it(session, meeting, EVENING + 1.6 * HOUR)
    assert forgotten.ended_at == EVENING + HOUR
    assert not forgotten.confirmed

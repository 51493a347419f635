"""A row of the log is edited as a line: what the line does not change stays as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from presence.core.entry import entry_line, parse_add
from presence.core.entry.rows import edited, entry_of, to_the_minute
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason, SlipSource
from tests.core.entering.lines import BERLIN, context

STARTED = datetime(2026, 11, 22, 18, 0, 12, 345_000, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOTICED = Slip("p1", STARTED + 20 * MINUTE, 3 * MINUTE, SlipSource.INPUT, SlipReason.NEEDED)
NOTED = Slip("p2", STARTED + 50 * MINUTE)
DINNER = Session(
    id="s1",
    kind="dinner",
    started_at=STARTED,
    zone="Europe/Berlin",
    planned_end_at=STARTED + 90 * MINUTE,
    ended_at=STARTED + 100 * MINUTE,
    people=("Ana Silva",),
    tags=("family",),
    note="by the window",
    confirmed=False,
    slips=(NOTICED, NOTED),
)


def after(line_of: str, into: str, session: Session = DINNER) -> Session:
    """The session after these words of its line were replaced by those."""
    shown = to_the_minute(entry_of(session), BERLIN)
    line = entry_line(shown, context())
    assert line_of in line
    before, changed = (
        parse_add(text, context()).entry for text in (line, line.replace(line_of, into))
    )
    assert before is not None
    assert changed is not None
    ids = iter("abcdefgh")
    return edited(session, before, changed, lambda: next(ids))


def test_a_line_shows_no_seconds_and_keeps_them() -> None:
    shown = to_the_minute(entry_of(DINNER), BERLIN)
    assert entry_line(shown, context()).startswith("2026-11-22 19:00-20:40 dinner")
    assert after("dinner", "coffee") == replace(DINNER, kind="coffee")


def test_a_line_that_says_the_same_changes_nothing() -> None:
    assert after("dinner", "dinner") == DINNER


@pytest.mark.parametrize(
    ("line_of", "into", "changes"),
    [
        ('@"Ana Silva"', "@Mia @Eve", {"people": ("Mia", "Eve")}),
        ("#family", "#work", {"tags": ("work",)}),
        (' note:"by the window"', "", {"note": ""}),
        ("dinner", 'dinner place:"Roma"', {"place": "Roma"}),
        ("dinner", "dinner phones down", {"said": Said.YES}),
        ("dinner", "dinner enjoyed 4 distracted 1", {"enjoyed": 4, "distracted": 1}),
    ],
)
def test_only_what_was_changed_is_changed(
    line_of: str, into: str, changes: dict[str, object]
) -> None:
    wanted = replace(DINNER, **changes)  # type: ignore[arg-type]  # the fields' own types
    assert after(line_of, into) == wanted


def test_another_end_confirms_and_takes_looks_after_it_away() -> None:
    changed = after("19:00-20:40", "19:00-19:30")
    assert changed.ended_at == datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    assert changed.started_at == STARTED
    assert changed.confirmed
    assert changed.slips == (NOTICED,)


def test_another_start_moves_the_start_alone() -> None:
    changed = after("19:00-20:40", "18:30-20:40")
    assert changed.started_at == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert (changed.ended_at, changed.confirmed) == (DINNER.ended_at, False)


def test_looks_keep_when_they_were_and_who_noticed_them() -> None:
    line = "slipped 1 needed slipped 1"
    assert after(line, "slipped 1 needed").slips == (NOTICED,)
    assert after(line, "slipped 1").slips == (NOTED,)
    both = after(line, "slipped 1 needed slipped 1 call").slips
    assert both == (NOTICED, replace(NOTED, reason=SlipReason.CALL))
    assert after(line, "slipped 0").slips == ()
    assert after(line, "slipped 0").said is Said.YES


def test_a_new_look_lies_somewhere_within() -> None:
    slips = after("slipped 1 needed slipped 1", "slipped 1 needed slipped 2").slips
    assert len(slips) == 3
    assert {NOTICED, NOTED} <= set(slips)
    assert all(STARTED < slip.at < STARTED + 100 * MINUTE for slip in slips)

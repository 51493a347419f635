"""The session, the mute and the week in one line each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from presence.core.kind import Kinds
from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState
from presence.core.ports import Change, ChangeKind
from presence.core.review import Calendar, WeekReview, review_week
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest, phase
from presence.words import records
from presence.words.mute import mute_line
from presence.words.replies import done_text, status_text
from presence.words.review.lines import (
    confirm_line,
    kept_line,
    total_line,
)
from presence.words.review.records import review_record
from presence.words.review.titles import period_title
from presence.words.session import (
    change_line,
    click_line,
    reason_name,
    request_line,
    session_title,
    state_line,
    undo_line,
)

NOW = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)  # a Wednesday
DINNER = Session(
    id="0f1e2d3c",
    kind="dinner",
    started_at=NOW - timedelta(minutes=48),
    zone="UTC",
    planned_end_at=NOW + timedelta(minutes=42),
    people=("Ana", "Tom"),
)
CHECKED = MuteReport(MuteState.MUTED, MuteDetail.CHECKED, "dunst", "off")


def snapshot(session: Session | None, unconfirmed: tuple[Session, ...] = ()) -> Snapshot:
    return Snapshot(
        now=NOW,
        zone=UTC,
        kinds=Kinds(),
        session=session,
        phase=phase(session, NOW),
        share_left=None,
        mute=CHECKED if session else NOT_MUTED,
        likely=StartRequest("meeting", length=timedelta(minutes=60)),
        undo=None,
        unconfirmed=unconfirmed,
    )


def test_the_state_says_what_is_left_over_or_since_when() -> None:
    assert state_line(snapshot(DINNER)) == "Dinner · 42 min left"
    over = replace(DINNER, planned_end_at=NOW - timedelta(minutes=12, seconds=30))
    assert state_line(snapshot(over)) == "Dinner · 12 min over"
    assert state_line(snapshot(replace(DINNER, planned_end_at=None))) == "Dinner · since 18:12"
    assert state_line(snapshot(None)) == "Ready"


def test_the_first_line_is_what_a_click_does() -> None:
    assert click_line(snapshot(DINNER)) == "End Dinner"
    assert click_line(snapshot(None)) == "Start Meeting · 60 min"


def test_people_are_named_only_when_asked_for() -> None:
    request = StartRequest("family", ("Ana",), is_open=True)
    assert request_line(request, Kinds(), with_people=True) == "Family · Ana · open"
    assert request_line(request, Kinds(), with_people=False) == "Family · open"
    assert session_title(DINNER, Kinds(), with_people=True) == "Dinner · Ana, Tom"
    assert session_title(DINNER, Kinds(), with_people=False) == "Dinner"


def test_undo_says_what_it_takes_back() -> None:
    change = Change(ChangeKind.ENDED, "a", "dinner", NOW - timedelta(minutes=5))
    assert undo_line(change, UTC, NOW) == "Undo: ended Dinner 18:55"
    for what in ChangeKind:
        assert "Dinner" in change_line(replace(change, what=what, kind="Dinner"), UTC, NOW)


def test_a_change_of_very_many_says_them_in_thousands() -> None:
    change = Change(ChangeKind.SEVERAL_EDITED, "a", "4631", NOW)
    assert change_line(change, UTC, NOW) == "changed 4\N{NARROW NO-BREAK SPACE}631 sessions 19:00"


def test_a_name_is_not_taken_for_the_kind_that_is_called_so() -> None:
    change = Change(ChangeKind.TAG_REMOVED, "a", "family", NOW)
    assert change_line(change, UTC, NOW) == "removed the tag family 19:00"


def test_every_state_of_the_mute_and_every_reason_has_words() -> None:
    quiet = {MuteDetail.CHECKED, MuteDetail.ALREADY_ON, MuteDetail.CANNOT_ASK}
    for detail in MuteDetail:
        line = mute_line(MuteReport(MuteState.MUTED, detail))
        assert line.startswith("quiet") is (detail in quiet)
    assert len({mute_line(MuteReport(MuteState.MUTED, d)) for d in MuteDetail}) == len(MuteDetail)
    assert len({reason_name(reason) for reason in SlipReason}) == len(SlipReason)


def test_status_is_a_few_lines() -> None:
    waiting = replace(
        DINNER, id="1234567890", started_at=NOW - timedelta(days=1), people=(), confirmed=False
    )
    waiting = replace(waiting, ended_at=waiting.started_at + timedelta(minutes=90))
    assert status_text(snapshot(DINNER, (waiting,))).splitlines() == [
        "Dinner · 42 min left · until 19:42",
        "With Ana, Tom",
        "quiet (checked)",
        "1 to confirm:",
        "  Dinner · yesterday 19:00–20:30 · 1 h 30 min  12345678",
        "“presence edit ID --confirm” if it ended then, else “presence edit ID --to …”",
    ]
    assert status_text(snapshot(None)) == "Nothing is running."


def test_status_names_the_newest_that_wait_and_says_how_many_more_there_are() -> None:
    ended = replace(DINNER, people=(), confirmed=False)
    waiting = tuple(
        replace(
            ended,
            id=f"{day:08}",
            started_at=NOW - timedelta(days=day),
            ended_at=NOW - timedelta(days=day) + timedelta(hours=1),
        )
        for day in range(1, 107)
    )
    said = status_text(snapshot(None, waiting)).splitlines()
    assert said[1] == "106 to confirm:"
    assert [line[-8:] for line in said[2:7]] == [each.id for each in waiting[:5]]
    assert said[7] == "  and 101 more: “presence log --unconfirmed”"
    assert said[8].startswith("“presence stop” if Dinner ended then")
    five = status_text(snapshot(None, waiting[:5]))
    assert "more" not in five
    assert waiting[4].id in five


def test_each_command_says_what_it_has_done() -> None:
    def done(what: str, session: Session = DINNER) -> str:
        return done_text(what, session, snapshot(session))

    assert done("started") == "Started Dinner · Ana, Tom · until 19:42 · quiet (checked)"
    assert done("extended") == "Dinner goes on until 19:42"
    ended = replace(DINNER, ended_at=NOW)
    assert done("ended", ended) == "Ended Dinner · Ana, Tom · 18:12–19:00 · 48 min"
    assert done("slipped", replace(DINNER, slips=(Slip("s", NOW),))).endswith("19:00")


def test_status_holds_the_keys_that_scripts_rely_on() -> None:
    record = records.status_record(snapshot(DINNER), 4711)
    assert set(record) >= {"state", "session", "unconfirmed", "remaining_s", "mute", "pid"}
    assert (record["state"], record["remaining_s"], record["pid"]) == ("running", 2520, 4711)
    assert records.status_record(snapshot(None), None)["session"] is None


def test_a_session_is_told_in_the_zone_it_happened_in() -> None:
    slip = Slip("s", NOW, reason=SlipReason.CALL)
    there = replace(DINNER, zone="Asia/Tokyo", slips=(slip,), said=Said.YES)
    record = records.session_record(there, NOW, UTC)
    assert record["started_at"] == "2026-11-26T03:12:00+09:00"
    assert record["slips"] == [
        {"at": "2026-11-26T04:00:00+09:00", "length_s": 60, "source": "self", "reason": "call"}
    ]
    nowhere = records.session_record(replace(DINNER, zone="Moon/Base"), NOW, UTC)
    assert nowhere["started_at"] == "2026-11-25T18:12:00+00:00"


def week_of(
    *sessions: Session, before: tuple[Session, ...] = (), now: datetime = NOW
) -> WeekReview:
    week = Calendar(UTC).week_of(date(2026, 11, 23))
    return review_week(week, sessions, before, Kinds(), now)


def hours_on(day: int, count: float, kind: str = "dinner", said: Said | None = None) -> Session:
    start = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Session(
        f"{day}{kind}",
        kind,
        start,
        "UTC",
        ended_at=start + timedelta(hours=count),
        said=said,
        confirmed=said is not None,
    )


def test_a_running_week_is_compared_with_the_same_point_of_the_last() -> None:
    week = week_of(hours_on(23, 9), before=(hours_on(16, 8), hours_on(20, 5)))
    assert total_line(week) == "9 h with people, 1 h more than last week at this point"
    assert total_line(week_of(hours_on(23, 9))) == "9 h with people"


def test_a_past_week_is_compared_with_the_whole_one_before() -> None:
    week = week_of(hours_on(23, 9), before=(hours_on(16, 12),), now=NOW + timedelta(days=14))
    assert total_line(week) == "9 h with people, 3 h less than the week before"


def test_time_alone_is_not_time_with_people() -> None:
    week = week_of(hours_on(23, 2), hours_on(24, 1, "alone"))
    assert total_line(week) == "2 h with people, 1 h alone"


def test_kept_says_of_how_many_it_is_known() -> None:
    week = week_of(hours_on(23, 2, said=Said.YES), hours_on(24, 1))
    assert kept_line(week) == "100 % kept (known for 1 of 2)"
    assert kept_line(week_of(hours_on(24, 1))) == "nothing known about screens yet"
    assert confirm_line(len(week.unconfirmed)) == "1 to confirm"
    assert confirm_line(0) == ""


@pytest.mark.parametrize(
    ("weeks", "title"), [(0, "This week"), (-1, "Last week"), (-3, "2 Nov – 8 Nov")]
)
def test_a_week_has_a_title(weeks: int, title: str) -> None:
    week = Calendar(UTC).week_of(date(2026, 11, 23)).shifted(weeks)
    assert period_title(week, NOW.date()) == title
    assert period_title(week, date(2027, 3, 1)).endswith("2026")


def test_the_week_holds_the_keys_that_scripts_rely_on() -> None:
    record = review_record(week_of(hours_on(23, 2)), NOW)
    assert set(record) >= {"from", "to", "total_s", "kept_share", "days", "people", "sessions"}
    assert (record["from"], record["to"], record["total_s"]) == ("2026-11-23", "2026-11-29", 7200)

"""What went wrong, in a sentence."""

import errno
import os
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from presence.core.errors import ErrorCode, PresenceError, Refused
from presence.core.session import Session
from presence.words.entry import when
from presence.words.errors import explain
from presence.words.faults import TOLD, fault_words
from presence.words.records import error_record

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
SESSION = Session("a", "dinner", NOW - timedelta(hours=1), "UTC")
VALUES: dict[str, object] = {
    "text": "wlak",
    "part": "wlak",
    "suggestion": "Walk",
    "candidates": ["Walk", "Dinner"],
    "first": "--for",
    "second": "--open",
    "detail": "because",
    "session": SESSION,
    "limit": timedelta(hours=24),
    "started_at": NOW,
    "ended_at": NOW,
    "at": NOW,
    "path": "/p",
    "backup": "/b",
    "line": 3,
    "kept": "/k",
    "mechanism": "dunst",
    "found": 2,
    "known": 1,
    "target": "slack",
    "host": "slack.com",
    "field": "url",
    "by_hand": "Type this in a terminal: dunstctl set-paused false",
}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_error_is_one_sentence_and_says_what_to_do(code: ErrorCode) -> None:
    for values in (VALUES, {}):
        message, hint = explain(Refused(code, **values), UTC, NOW)
        assert message
        for line in (message, hint):
            assert "\n" not in line
            assert "{" not in line
            assert "None" not in line


def test_the_running_session_is_named() -> None:
    error = Refused(ErrorCode.ALREADY_RUNNING, session=SESSION)
    assert explain(error, UTC, NOW)[0] == "Dinner (since 17:00) is running."


def test_an_end_on_another_day_than_the_start_is_told_with_its_day() -> None:
    values = {"started_at": NOW, "ended_at": NOW - timedelta(hours=20)}
    message, _hint = explain(Refused(ErrorCode.END_BEFORE_START, **values), UTC, NOW)
    assert message == "The end (yesterday 22:00) is not after the start (18:00)."


def test_a_day_is_not_called_yesterday_where_nobody_knows_todays() -> None:
    """The later of two days of a month ago is not today."""
    values = {"ended_at": NOW - timedelta(hours=20), "started_at": NOW}
    message, _hint = explain(Refused(ErrorCode.JOIN_OVER_GAP, **values), UTC)
    assert message.startswith("Between Sun 22 Nov 2026 22:00 and Mon 23 Nov 2026 18:00 ")


def test_what_is_still_to_come_is_told_with_its_day() -> None:
    error = Refused(ErrorCode.IN_THE_FUTURE, at=NOW + timedelta(days=1), now=NOW)
    assert explain(error, UTC)[0] == "tomorrow 18:00 is still to come."


def test_a_script_gets_code_message_and_hint() -> None:
    record = error_record(Refused(ErrorCode.NOTHING_RUNNING))
    assert record == {
        "error": {
            "code": "nothing_running",
            "message": "Nothing is running.",
            "hint": "Start with “presence start”.",
        }
    }


def test_what_the_system_says_of_a_file_is_said_in_the_persons_language() -> None:
    """What is not known of it stays as it is."""
    values = {"path": "/p", "detail": os.strerror(errno.EACCES)}
    assert os.strerror(errno.EACCES) in explain(Refused(ErrorCode.FILE_NOT_READABLE, **values))[0]
    for line in map(os.strerror, (errno.ENOENT, errno.EACCES, errno.EROFS, errno.EISDIR)):
        assert line in TOLD
    assert fault_words("what no system says") == "what no system says"


def test_a_word_that_is_no_day_is_told_how_days_are_written() -> None:
    with pytest.raises(PresenceError) as caught:
        when(NOW, ZoneInfo("UTC"), NOW.date()).day("2024-W03")
    assert explain(caught.value) == (
        "“2024-W03” is no day.",
        "Write it like 2026-11-20, 20 nov, mon or yesterday.",
    )

"""What went wrong, in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from presence.core.errors import ErrorCode, Refused
from presence.core.session import Session
from presence.words.errors import explain
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
    message, _hint = explain(Refused(ErrorCode.END_BEFORE_START, **values), UTC)
    assert message == "The end (yesterday 22:00) is not after the start (18:00)."


def test_a_script_gets_code_message_and_hint() -> None:
    record = error_record(Refused(ErrorCode.NOTHING_RUNNING))
    assert record == {
        "error": {
            "code": "nothing_running",
            "message": "Nothing is running.",
            "hint": "Start with “presence start”.",
        }
    }

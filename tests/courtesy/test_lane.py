"""What one target is told over time: in order, once, and taken back after a crash."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.courtesy.chosen import Courtesies, HttpTarget, SlackTarget
from presence.core.courtesy.news import News
from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.session import Session
from presence.courtesy.held import HeldFile
from presence.courtesy.lane import Lane
from presence.courtesy.tokens import secret_name, writing
from tests.courtesy.conftest import DINNER, Loop
from tests.courtesy.fake_keyring import LOCKED, use_fake_keyring
from tests.courtesy.far_side import FakeSlack, FarSide, Reply, serving
from tests.fakes import EVENING

KINDS = Kinds()
HEAD = '{"http": {"session": "a", "kind": "dinner", '


@dataclass
class Teller:
    """A lane, and the sessions that it is shown."""

    loop: Loop
    chosen: Courtesies
    file: Path
    name: str = "http"
    failures: list[tuple[str, PresenceError]] = field(default_factory=list)

    def open(self) -> None:
        """As the app does at a start, also after a crash."""
        held = HeldFile(self.file, EVENING)
        parent, means = self.loop.parent, self.loop.means
        self.lane = Lane(
            self.name, lambda: self.chosen, means, held, lambda: KINDS, self._on_failed, parent
        )

    def _on_failed(self, name: str, news: News, error: PresenceError) -> None:
        self.failures.append((news.what.value, error))

    def look(
        self, running: Session | None, minutes: float = 0, ended: Session | None = None
    ) -> None:
        kind = KINDS["" if running is None else running.kind]
        self.lane.look(running, kind, ended, EVENING + timedelta(minutes=minutes))

    def waits(self) -> None:
        self.loop.qtbot.waitUntil(lambda: not self.lane.is_busy, timeout=10_000)


@pytest.fixture
def teller(loop: Loop, side: FarSide, tmp_path: Path) -> Teller:
    chosen = Courtesies(http=HttpTarget(on=True, url=side.url))
    teller = Teller(loop, chosen, tmp_path / "courtesies.json")
    teller.open()
    return teller


def events(side: FarSide) -> list[str]:
    return [each.json["event"] for each in side.received]


def test_a_session_is_told_from_its_start_to_its_end(teller: Teller, side: FarSide) -> None:
    later = replace(DINNER, planned_end_at=EVENING + timedelta(hours=2))
    teller.look(DINNER)
    teller.waits()
    assert teller.file.stat().st_mode & 0o777 == 0o600
    assert teller.lane.told_of == DINNER.id
    for minutes in (10, 20):
        teller.look(DINNER, minutes)
        teller.waits()
    teller.look(later, 30)
    teller.waits()
    teller.look(None, 60, replace(later, ended_at=EVENING + timedelta(minutes=60)))
    teller.waits()
    assert events(side) == ["started", "extended", "ended"]
    assert teller.lane.told_of == ""
    assert not teller.file.exists()


def test_a_slow_target_gets_the_newest_and_not_everything(teller: Teller, side: FarSide) -> None:
    teller.look(DINNER)
    for hours in (2, 3, 4):
        teller.look(replace(DINNER, planned_end_at=EVENING + timedelta(hours=hours)), hours)
    teller.look(None, 60)
    teller.waits()
    assert events(side) == ["started", "extended", "ended"]
    assert side.received[1].json["until"] == "2026-11-20T22:00:00+00:00"


def test_what_was_switched_while_it_waited_is_told_as_a_switch(
    teller: Teller, side: FarSide
) -> None:
    teller.look(DINNER)
    teller.look(replace(DINNER, planned_end_at=EVENING + timedelta(hours=2)))
    teller.look(replace(DINNER, id="another", kind="coffee"))
    teller.waits()
    assert events(side) == ["started", "switched"]
    assert side.received[1].json["kind"] == "coffee"


def test_a_failure_is_told_and_the_next_piece_of_news_goes_out_all_the_same(
    teller: Teller, side: FarSide
) -> None:
    side.script = [Reply(500)]
    teller.look(DINNER)
    teller.waits()
    ((what, error),) = teller.failures
    assert (what, error.code) == ("started", ErrorCode.COURTESY_ANSWERED)
    teller.look(None, 10)
    teller.waits()
    assert events(side) == ["started", "ended"]
    assert not teller.file.exists()


def test_an_end_that_could_not_be_told_is_told_by_the_next_run(
    teller: Teller, side: FarSide
) -> None:
    teller.look(DINNER)
    teller.waits()
    side.script = [Reply(500)]
    teller.look(None, 10)
    teller.waits()
    assert teller.file.exists()
    teller.open()
    assert teller.lane.told_of == DINNER.id
    teller.look(None, 20)
    teller.waits()
    assert events(side) == ["started", "ended", "ended"]
    assert not teller.file.exists()


def test_after_a_crash_the_same_session_is_not_told_anew(teller: Teller, side: FarSide) -> None:
    teller.look(DINNER)
    teller.waits()
    teller.open()
    teller.look(DINNER, 10)
    teller.waits()
    assert events(side) == ["started"]
    teller.look(None, 20, replace(DINNER, ended_at=EVENING + timedelta(minutes=15)))
    teller.waits()
    assert side.received[1].json["ended_at"] == "2026-11-20T18:15:00+00:00"


def test_what_is_not_filled_in_is_said(teller: Teller) -> None:
    teller.chosen = Courtesies(http=HttpTarget(on=True))
    teller.look(DINNER)
    teller.waits()
    ((_what, error),) = teller.failures
    assert error.code is ErrorCode.COURTESY_NEEDS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"http": 3}',
        '{"http": {"session": "a"}}',
        "[" * 90_000,
        HEAD + '"started_at": "soon", "until": "late", "state": {}}}',
        HEAD + '"started_at": "2026-11-20T18:00:00", "until": "2026-11-20", "state": {}}}',
        HEAD + '"started_at": "2026-11-20T18:00Z", "until": "2026-11-20T18:00Z", "state": 3}}',
    ],
)
def test_a_file_that_cannot_be_read_is_as_none(teller: Teller, side: FarSide, text: str) -> None:
    teller.file.write_text(text)
    teller.open()
    assert teller.lane.told_of == ""
    teller.look(DINNER)
    teller.waits()
    assert events(side) == ["started"]


def test_what_has_long_let_go_by_itself_is_forgotten(teller: Teller) -> None:
    teller.look(DINNER)
    teller.waits()
    held = HeldFile(teller.file, EVENING + timedelta(days=3))
    assert held.names == ()
    assert not teller.file.exists()


# With secrets


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with serving(FakeSlack(EVENING.timestamp)) as side:
        assert isinstance(side, FakeSlack)
        yield side


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_fake_keyring(monkeypatch, tmp_path / "keyring.json")
    return tmp_path / "keyring.json"


@pytest.fixture
def slack_teller(loop: Loop, slack: FakeSlack, tmp_path: Path) -> Teller:
    chosen = Courtesies(slack=SlackTarget(on=True, url=slack.url))
    teller = Teller(loop, chosen, tmp_path / "courtesies.json", "slack")
    teller.open()
    return teller


def put(keyring: Path, target: str, name: str, secret: str) -> None:
    keyring.write_text(json.dumps({f"presence-test/{secret_name(target, name)}": secret}))


def test_a_token_comes_from_the_keyring_and_lies_in_no_file(
    slack_teller: Teller, slack: FakeSlack, keyring: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(keyring, "slack", "token", slack.token)
    slack_teller.look(DINNER)
    slack_teller.waits()
    assert slack.status[0] == "Away from the screen"
    assert slack.token not in slack_teller.file.read_text()
    keyring.unlink()  # the token was taken out meanwhile; the end needs it no more
    slack_teller.look(None, 10)
    slack_teller.waits()
    assert (slack.status, slack_teller.failures) == (["", "", 0], [])
    assert slack.token not in caplog.text


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda _file: None, ErrorCode.COURTESY_NO_TOKEN),
        (lambda file: file.write_text(LOCKED), ErrorCode.KEYRING_REFUSED),
    ],
)
def test_without_the_token_nothing_is_sent_and_it_is_said(
    slack_teller: Teller,
    slack: FakeSlack,
    keyring: Path,
    prepare: Callable[[Path], None],
    code: ErrorCode,
) -> None:
    prepare(keyring)
    slack_teller.look(DINNER)
    slack_teller.waits()
    assert [error.code for _what, error in slack_teller.failures] == [code]
    assert slack.received == []


@pytest.mark.parametrize("token", ["", "a\r\nX-Evil: 1", "\x00"])
def test_what_is_no_token_is_not_sent(
    slack_teller: Teller, slack: FakeSlack, keyring: Path, token: str
) -> None:
    put(keyring, "slack", "token", token)
    slack_teller.look(DINNER)
    slack_teller.waits()
    assert [error.code for _what, error in slack_teller.failures] == [ErrorCode.COURTESY_NO_TOKEN]
    assert slack.received == []


def test_without_a_keyring_it_is_said(
    slack_teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    slack_teller.look(DINNER)
    slack_teller.waits()
    assert [error.code for _what, error in slack_teller.failures] == [ErrorCode.NO_KEYRING]


def test_a_new_token_is_put_into_the_keyring(loop: Loop, keyring: Path) -> None:
    answers: list[object] = []
    run = writing("presence-test", "teams", "refresh_token", "refresh-2")
    assert "refresh-2" not in repr(run)
    loop.means.programs.run("teams", run, answers.append)
    loop.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    assert json.loads(keyring.read_text()) == {"presence-test/teams refresh_token": "refresh-2"}

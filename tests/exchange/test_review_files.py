"""A review as a web page, a picture and a PDF: whole, without script, and without names."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from presence.core.errors import ErrorCode, PresenceError
from presence.core.kind import Kinds
from presence.core.review import Calendar
from presence.core.review.lean import lean_of
from presence.core.review.reviewing import review_period
from presence.core.review.rows import rows_of
from presence.core.session import Said, Session
from presence.core.slip import Slip, SlipReason
from presence.drawing.review.page import ReviewPage
from presence.exchange.review.files import Kind, write_review
from presence.ui.review.paper import paper_style
from presence.words.dates import hours

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
HOSTILE = "</h1><script src=https://evil.example/x.js>\"'&"
HOUR = timedelta(hours=1)


def a_session(number: int, **changes: object) -> Session:
    began = NOW - (number + 1) * 20 * HOUR
    session = Session(
        id=f"id-{number}",
        kind="dinner",
        started_at=began,
        zone="Europe/Berlin",
        planned_end_at=began + HOUR,
        ended_at=began + 2 * HOUR,
        people=("Ana", HOSTILE),
        place="Da Enzo",
        tags=("family",),
        said=Said.YES,
        enjoyed=5,
    )
    return replace(session, **changes)  # type: ignore[arg-type]  # names are a Session's


def a_page(*sessions: Session) -> ReviewPage:
    week = Calendar(ZoneInfo("Europe/Berlin")).week_of(NOW.date())
    rows = rows_of(lean_of(session) for session in reversed(sessions))
    review = review_period(week, rows, timedelta(), Kinds(), NOW, {}, sessions)
    return ReviewPage(review, Kinds(), NOW)


PAGE = a_page(*(a_session(number) for number in range(4)))


class Outline(HTMLParser):
    """Every tag that stays open, and every one there is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path


def written(folder: Path, kind: Kind, page: ReviewPage = PAGE, with_names: bool = False) -> bytes:
    path = folder / f"review.{kind.value}"
    write_review(str(path), kind, page, paper_style(), with_names)
    assert path.stat().st_mode & 0o777 == 0o600
    return path.read_bytes()


def test_the_web_page_is_whole_and_holds_no_script_and_no_address(folder: Path) -> None:
    text = written(folder, Kind.HTML, with_names=True).decode()
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert outline.tags.isdisjoint({"script", "link", "img", "iframe", "a", "object"})
    ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))
    asked = set(re.findall(r'(?:href|src|url|xmlns\S*)="([^"]*)"', text))
    assert asked == {"http://www.w3.org/2000/svg"}  # a name, which is asked nothing


def test_hostile_names_are_shown_as_they_are_written(folder: Path) -> None:
    outline = Outline()
    outline.feed(written(folder, Kind.HTML, with_names=True).decode())
    assert HOSTILE in outline.text


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.PDF])
def test_without_the_switch_nobody_is_named(folder: Path, kind: Kind) -> None:
    text = written(folder, kind).decode(errors="replace")
    for name in ("Ana", "evil", "Enzo", "#family"):
        assert name not in text


def test_the_page_says_the_figures_of_the_week(folder: Path) -> None:
    outline = Outline()
    outline.feed(written(folder, Kind.HTML, with_names=True).decode())
    assert f"{hours(PAGE.review.with_people)} with people" in outline.text
    assert hours(PAGE.review.with_people) != hours(timedelta())
    for heading in ("Hours per day", "With whom", "Planned and real", "longer", "How it was"):
        assert heading in outline.text


def test_the_page_says_why_and_how_looks_were_noticed(folder: Path) -> None:
    look = Slip("look", NOW - 19 * HOUR, reason=SlipReason.HABIT)
    page = a_page(a_session(0, slips=(look,)))
    outline = Outline()
    outline.feed(written(folder, Kind.HTML, with_names=False, page=page).decode())
    for word in ("Why", "habit", "Who noticed", "you said so"):
        assert word in outline.text


def test_an_empty_week_is_a_page_too(folder: Path) -> None:
    outline = Outline()
    outline.feed(written(folder, Kind.HTML, a_page()).decode())
    assert outline.open == []


def test_the_picture_is_one_and_shows_something(folder: Path) -> None:
    image = QImage.fromData(written(folder, Kind.PNG))
    assert image.width() == 1520
    colours = {image.pixel(x, y) for x in range(0, 1520, 40) for y in range(0, image.height(), 20)}
    assert len(colours) > 3


def test_the_pdf_is_one(folder: Path) -> None:
    data = written(folder, Kind.PDF)
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def test_a_file_that_is_there_stays(folder: Path) -> None:
    (folder / "review.html").write_text("mine")
    with pytest.raises(PresenceError) as fault:
        written(folder, Kind.HTML)
    assert fault.value.code is ErrorCode.FILE_EXISTS
    assert (folder / "review.html").read_text() == "mine"


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(PresenceError) as fault:
        write_review(str(folder / "gone" / "x.pdf"), Kind.PDF, PAGE, paper_style())
    assert fault.value.code is ErrorCode.FILE_NOT_WRITABLE

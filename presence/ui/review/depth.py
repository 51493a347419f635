"""What lies deeper: looks at a screen, plans, answers, groups. Made after the first paint."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from presence.drawing.review.answers import (
    answer_bars,
    answer_table,
    has_plan,
    planned_bars,
    planned_rows,
    planned_table,
)
from presence.drawing.review.how import (
    answers_help,
    kept_by_kind_help,
    looks_help,
    planned_help,
)
from presence.drawing.review.looks import (
    kept_bars,
    kept_table,
    looks_by_hour,
    looks_line,
    looks_table,
    noticed_rows,
    noticed_table,
    why_rows,
    why_table,
)
from presence.drawing.review.names import (
    group_bars,
    group_table,
    place_bars,
    place_table,
    tag_bars,
    tag_table,
)
from presence.drawing.review.page import ReviewPage
from presence.texts import _
from presence.ui.controls import text_label
from presence.ui.look import CAPTION, HAIR, MEDIUM, Look
from presence.ui.review.cards import Card, Cards
from presence.ui.review.chart_part import ChartPart


class Depth(QWidget):
    """Cards that are only there where there is something to show on them."""

    opened = Signal(object)  # what stands behind a bar

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.parts: list[ChartPart] = []
        self._look = look
        self._hours = self._part(_("Looks by hour of the day"))
        self._why, self._noticed = self._part(_("Why")), self._part(_("Who noticed"))
        self._kept = self._part(_("Kept, by kind"))
        self._planned = self._part(_("Planned and real time"))
        self._against = self._part(_("Longer or shorter than planned"))
        self._answers = self._part(_("Your answers and what was kept"))
        self._groups, self._tags = self._part(_("Groups")), self._part(_("Tags"))
        self._places = self._part(_("Where"))
        self._build()

    def redraw(self, page: ReviewPage) -> None:
        """Show what there is."""
        self._redraw_looks(page)
        self._redraw_plans(page)
        self._redraw_answers(page)
        self._redraw_names(page)

    def _redraw_looks(self, page: ReviewPage) -> None:
        looks = page.review.looks.all
        self._looks_card.setVisible(bool(looks.count))
        if looks.count:
            self._hours.say(looks_by_hour(page), looks_line(looks), lambda: looks_table(page))
            self._why.say(why_rows(page), "", lambda: why_table(page))
            self._noticed.say(noticed_rows(page), "", lambda: noticed_table(page))
            self._looks_card.say(looks_line(looks))
        has_kept = page.review.kept_share is not None
        self._kept_card.setVisible(has_kept)
        if has_kept:
            self._kept.say(kept_bars(page), kept_by_kind_help(), lambda: kept_table(page))

    def _redraw_plans(self, page: ReviewPage) -> None:
        self._planned_card.setVisible(has_plan(page))
        if has_plan(page):
            self._planned.say(planned_bars(page), planned_help(), lambda: planned_table(page))
            self._against.say(planned_rows(page), planned_help(), lambda: planned_table(page))

    def _redraw_answers(self, page: ReviewPage) -> None:
        has_answers = bool(page.review.enjoyed.count or page.review.distracted.count)
        self._answers_card.setVisible(has_answers)
        if has_answers:
            self._answers.say(answer_bars(page), answers_help(), lambda: answer_table(page))

    def _redraw_names(self, page: ReviewPage) -> None:
        review = page.review
        self._groups_card.setVisible(bool(review.by_group))
        self._groups.say(group_bars(page), "", lambda: group_table(page))
        self._tags_card.setVisible(bool(review.by_tag))
        self._tags.say(tag_bars(page), "", lambda: tag_table(page))
        self._places_card.setVisible(bool(review.by_place))
        self._places.say(place_bars(page), "", lambda: place_table(page))

    def _build(self) -> None:
        self._looks_card = _card(_("Looks at a screen"), looks_help())
        both = Cards()
        both.addWidget(self._hours, 3)
        both.addWidget(_named(self._why, self._noticed), 2)
        self._looks_card.add(both, 1)
        self._kept_card = _card(_("Kept, by kind"), kept_by_kind_help())
        self._kept_card.column.insertWidget(1, self._kept)
        self._planned_card = _card(_("Planned and real"), planned_help())
        self._planned_card.column.insertWidget(1, self._planned)
        self._planned_card.column.insertWidget(2, self._against)
        self._answers_card = _card(_("How it was"), answers_help())
        self._answers_card.column.insertWidget(1, self._answers)
        self._answers_card.say(_("What went together, not what caused it."))
        self._groups_card, self._tags_card = _card(_("Groups")), _card(_("Tags"))
        self._places_card = _card(_("Where"))
        for card, part in (
            (self._groups_card, self._groups),
            (self._tags_card, self._tags),
            (self._places_card, self._places),
        ):
            card.column.insertWidget(1, part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addWidget(self._looks_card)
        column.addLayout(_row(self._kept_card, self._planned_card, self._answers_card))
        column.addLayout(_row(self._groups_card, self._tags_card, self._places_card))

    def _part(self, name: str) -> ChartPart:
        part = ChartPart(name, self._look)
        part.opened.connect(self.opened)
        self.parts.append(part)
        return part


def _card(title: str, how: str = "") -> Card:
    card = Card()
    card.name(title, how)
    card.column.addStretch(1)  # cards of one row are as high as the highest of them
    return card


def _row(*cards: Card) -> Cards:
    row = Cards()
    for card in cards:
        row.addWidget(card, 1)
    return row


def _named(*parts: ChartPart) -> QWidget:
    """Charts one below the other, each under its name."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(HAIR)
    for part in parts:
        column.addWidget(text_label(part.view.accessibleName(), part="dim", factor=CAPTION))
        column.addWidget(part)
    column.addStretch(1)
    return whole

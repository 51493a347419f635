"""What is asked of the sessions shown: a row of quiet buttons, each saying what it asks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from presence.core.editing.filter import EVERYTHING, Kept, LogFilter
from presence.texts import _
from presence.ui.controls import plain_tip, push_button
from presence.ui.flow import Flow
from presence.ui.log.days import DaysPicker
from presence.ui.log.picker import Picker
from presence.ui.log.view import DaySpan, LogSource, LogView
from presence.ui.look import HAIR
from presence.ui.mnemonics import with_mnemonic
from presence.words.dates import full_date
from presence.words.kinds import kind_name
from presence.words.log.asked import answered_words, plan_words
from presence.words.log.looks import asked_looks_line

MOST_LETTERS = 26
_A_MOMENT = timedelta(seconds=1)


class Chip(QPushButton):
    """A name, and what is asked for under it; on while something is."""

    def __init__(self, name: str, taken: set[str]) -> None:
        super().__init__()
        self.setProperty("part", "segment")
        self.setAutoDefault(True)
        self.setCheckable(True)
        self._name = name
        self._shown = with_mnemonic(name, taken)
        self._asks = ""
        self.say("", False)

    def say(self, asks: str, is_on: bool) -> None:
        """Show what is asked for, shortened where it is long."""
        self.setChecked(is_on)
        width = MOST_LETTERS * self.fontMetrics().averageCharWidth()
        asks = " ".join(asks.split())
        short = self.fontMetrics().elidedText(asks, Qt.TextElideMode.ElideRight, width)
        text = _("{name}: {value}").format(name=self._shown, value=short.replace("&", "&&"))
        self.setText(text if asks else self._shown)
        whole = _("{name}: {value}").format(name=self._name, value=asks) if asks else self._name
        self.setAccessibleName(whole)
        self.setToolTip(plain_tip(whole) if short != asks else "")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Filters(Flow):
    """Tells the whole filter whenever something of it changes; the text is the search line's."""

    changed = Signal(object)  # LogFilter

    def __init__(self, source: LogSource, taken: set[str]) -> None:
        super().__init__(HAIR)
        self._source = source
        self._view: LogView | None = None
        self._days_name = ""
        self._pickers: dict[str, Picker] = {}
        self._days: DaysPicker | None = None
        self._who = self._chip(_("With whom"), taken, self._pick_people)
        self._what = self._chip(_("What"), taken, self._pick_kinds)
        self._when = self._chip(_("When"), taken, self._pick_days)
        self._where = self._chip(_("Where"), taken, self._pick_place)
        self._tags = self._chip(_("Tags"), taken, self._pick_tags)
        self._kept = self._chip(_("Kept"), taken, self._pick_kept)
        self._unconfirmed = self._chip(_("To confirm"), taken, self._turn_unconfirmed)
        self._overlapping = self._chip(_("At the same time"), taken, self._turn_overlapping)
        self.clear = push_button(with_mnemonic(_("Clear"), taken), "link")
        self.clear.setToolTip(_("Show every session again"))
        self.clear.clicked.connect(self.show_everything)
        self.add(self.clear)

    def redraw(self, view: LogView) -> None:
        """Say what is asked for now."""
        self._view = view
        asked = view.filter
        kinds = [kind_name(view.kinds[key]) for key in sorted(asked.kinds)]
        for chip, values in (
            (self._who, _who_in_words(asked)),
            (self._what, kinds),
            (self._when, [self._days_in_words(view)]),
            (self._where, [asked.place]),
            (self._tags, [f"#{tag}" for tag in sorted(asked.tags)]),
            (self._kept, [_looks_in_words(asked)]),
        ):
            said = ", ".join(filter(None, values))
            chip.say(said, bool(said))
        self._unconfirmed.say("", asked.unconfirmed)
        self._overlapping.say("", asked.overlapping)
        self.clear.setVisible(self.is_asking())
        self.updateGeometry()

    def is_asking(self) -> bool:
        """Whether anything is asked for, so that not every session is shown."""
        return replace(self._asked(), kinds_by_text=frozenset()) != EVERYTHING

    def show_everything(self) -> None:
        """Ask for nothing any more."""
        self._days_name = ""
        self.changed.emit(EVERYTHING)

    # Each of them

    def _chip(self, name: str, taken: set[str], on_press: Callable[[], None]) -> Chip:
        chip = Chip(name, taken)
        chip.clicked.connect(on_press)
        chip.clicked.connect(self._say_again)  # a press turns it on or off by itself
        self.add(chip)
        return chip

    def _say_again(self) -> None:
        if self._view is not None:
            self.redraw(self._view)

    def _asked(self) -> LogFilter:
        return EVERYTHING if self._view is None else self._view.filter

    def _pick_people(self) -> None:
        asked = self._asked()
        names = [(name, name) for name in self._source.people()]
        self._pick("people", self._who, _("People"), names, asked.people | asked.everybody)

    def _pick_kinds(self) -> None:
        assert self._view is not None
        names = [(kind.key, kind_name(kind)) for kind in self._view.kinds]
        self._pick("kinds", self._what, _("Kinds"), names, self._asked().kinds)

    def _pick_tags(self) -> None:
        names = [(tag, f"#{tag}") for tag in self._source.tags()]
        self._pick("tags", self._tags, _("Tags"), names, self._asked().tags)

    def _pick_place(self) -> None:
        names = [(place, place) for place in self._source.places()]
        chosen = frozenset(filter(None, [self._asked().place]))
        self._pick("place", self._where, _("Places"), names, chosen)

    def _pick(
        self,
        part: str,
        chip: Chip,
        name: str,
        names: Sequence[tuple[str, str]],
        chosen: frozenset[str],
    ) -> None:
        picker = self._pickers.get(part)
        if picker is None:
            picker = self._pickers[part] = Picker(name, self, only_one=part == "place")
            picker.changed.connect(lambda keys, part=part: self._take(part, keys))
        known = {key for key, _word in names}
        gone = [(key, key) for key in sorted(chosen - known)]
        picker.open([*names, *gone], chosen, chip)

    def _take(self, part: str, keys: frozenset[str]) -> None:
        value: object = next(iter(keys), "") if part == "place" else keys
        asked = self._asked()
        if part == "people":  # one of those that are picked
            asked = replace(asked, everybody=frozenset())
        self.changed.emit(replace(asked, **{part: value}))  # type: ignore[arg-type]  # of that part

    def _pick_days(self) -> None:
        assert self._view is not None
        if self._days is None:
            self._days = DaysPicker(self._source.day_edge, self)
            self._days.chosen.connect(self._take_days)
        self._days.open(self._view.spans, self._when)

    def _take_days(self, span: DaySpan) -> None:
        self._days_name = "" if span.start is None and span.end is None else span.name
        self.changed.emit(replace(self._asked(), start=span.start, end=span.end))

    def _pick_kept(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        asked = self._asked()
        for kept in (None, *Kept):
            action = group.addAction(_kept_words(kept))
            action.setCheckable(True)
            action.setChecked(asked.kept is kept and not _by_review(asked))
            action.triggered.connect(lambda *_, kept=kept: self._take_kept(kept))
            menu.addAction(action)
        if _by_review(asked):
            action = group.addAction(_looks_in_words(asked))
            action.setCheckable(True)
            action.setChecked(True)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._kept.rect().bottomLeft()
        menu.popup(self._kept.mapToGlobal(corner + QPoint(0, HAIR)))

    def _take_kept(self, kept: Kept | None) -> None:
        self.changed.emit(replace(self._asked(), kept=kept, looks=None, plan=None, answered=None))

    def _turn_unconfirmed(self) -> None:
        asked = self._asked()
        self.changed.emit(replace(asked, unconfirmed=not asked.unconfirmed))

    def _turn_overlapping(self) -> None:
        asked = self._asked()
        self.changed.emit(replace(asked, overlapping=not asked.overlapping))

    def _days_in_words(self, view: LogView) -> str:
        start, end = view.filter.start, view.filter.end
        if start is None and end is None:
            return ""
        named = [each.name for each in view.spans if (each.start, each.end) == (start, end)]
        if named or self._days_name:
            return (named or [self._days_name])[0]
        first = _("the first") if start is None else full_date(start.astimezone(view.zone).date())
        if end is None:
            return _("{start} – {end}").format(start=first, end=_("now"))
        last = full_date((end - _A_MOMENT).astimezone(view.zone).date())
        return first if first == last else _("{start} – {end}").format(start=first, end=last)


def _who_in_words(asked: LogFilter) -> list[str]:
    """One of these, and all of those: ``Ana + Tom``."""
    together = " + ".join(sorted(asked.everybody))
    return [*sorted(asked.people), *filter(None, [together])]


def _by_review(asked: LogFilter) -> bool:
    """Whether it asks for what only the review does."""
    return any(each is not None for each in (asked.looks, asked.plan, asked.answered))


def _looks_in_words(asked: LogFilter) -> str:
    words = [] if asked.kept is None else [_kept_words(asked.kept)]
    words += [] if asked.looks is None else [asked_looks_line(asked.looks)]
    words += [] if asked.plan is None else [plan_words(asked.plan)]
    words += [] if asked.answered is None else [answered_words(asked.answered)]
    return ", ".join(words)


def _kept_words(kept: Kept | None) -> str:
    match kept:
        case None:
            return _("all of them")
        case Kept.KEPT:
            return _("no look at a screen")
        case Kept.LOOKED:
            return _("looked at a screen")
        case Kept.NOT_KNOWN:
            return _("not known")

"""The log in many states: full, empty, searched, with a bar open, with long names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from presence.core.editing.filter import EVERYTHING, LogFilter
from presence.core.entry.rows import entry_of
from presence.core.kind import BUILT_IN, Kinds
from presence.core.session import Said, Session
from presence.ui.log.asking import Choice, Question
from presence.ui.log.forms.several import SeveralView, SeveralWindow
from presence.ui.log.history import HistoryView
from presence.ui.log.view import DaySpan, LogRow, LogView
from presence.ui.log.window import LogWindow
from presence.ui.look import Look
from presence.ui.window import Window
from presence.ui.windows.details import DetailsView, DetailsWindow
from presence.words.entry import entry_context, entry_line_in_words
from tests.screenshots_asking import LOOKS
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene, minutes

PLACES = ("Da Enzo", "", "at home", "Stadtpark", "")
NOTES = ("", "", "talked about the summer", "", "the new flat, and who will help to move")
TAGS: tuple[tuple[str, ...], ...] = ((), (), ("family",), (), ("work", "review"))
PEOPLE: tuple[tuple[str, ...], ...] = (("Ana",), ("Ana", "Tom"), ("Priya",), (), ("Tom Müller",))
SPANS = (
    DaySpan("All days"),
    DaySpan("This week", NOW - timedelta(days=4), NOW + timedelta(days=3)),
    DaySpan("Last week", NOW - timedelta(days=11), NOW - timedelta(days=4)),
    DaySpan("This month", NOW - timedelta(days=20), NOW + timedelta(days=9)),
)


def made_up(count: int, seed: int = 5) -> list[Session]:
    """So many sessions, about three a day, newest first."""
    random = Random(seed)
    found, start = [], NOW - minutes(30)
    for number in range(count):
        lasted = minutes(random.choice((30, 45, 60, 90, 120, 150)))
        start -= lasted + minutes(random.choice((20, 90, 240, 600)))
        found.append(
            Session(
                id=f"s{number}",
                kind=random.choice(BUILT_IN).key,
                started_at=start,
                zone=ZONE.key,
                planned_end_at=start + lasted,
                ended_at=start + lasted,
                people=random.choice(PEOPLE),
                place=random.choice(PLACES),
                note=random.choice(NOTES),
                confirmed=number != 3,
                said=random.choice((None, Said.YES, Said.MOSTLY)),
                tags=random.choice(TAGS),
            )
        )
    return found


class ListedLog:
    """A log that is a list, and counts how often it is asked."""

    def __init__(self, sessions: Sequence[Session], beside: Sequence[Session] = ()) -> None:
        self.sessions = list(sessions)
        self.beside = list(beside)
        self.asked = 0

    def rows(self, offset: int, limit: int) -> Sequence[LogRow]:
        self.asked += 1
        return [self._row(each) for each in self.sessions[offset : offset + limit]]

    def people(self) -> Sequence[str]:
        return ["Ana", "Tom", "Tom Müller", "Priya", LONG_NAME]

    def tags(self) -> Sequence[str]:
        return ["family", "work", "review"]

    def places(self) -> Sequence[str]:
        return ["Da Enzo", "at home", "Stadtpark"]

    def day_edge(self, text: str, is_end: bool) -> datetime:
        return NOW + timedelta(days=1 if is_end else 0)

    def view(self, asked: LogFilter = EVERYTHING, **changes: object) -> LogView:
        """What the window shows of it."""
        total = sum((each.duration(NOW) for each in self.sessions), timedelta())
        view = LogView(NOW, ZONE, Kinds(), asked, len(self.sessions), total, SPANS)
        return replace(view, **changes)  # type: ignore[arg-type]  # its own fields

    def _row(self, session: Session) -> LogRow:
        others = [each for each in self.beside if session in self.beside and each != session]
        return LogRow(session, others, session.ended_at is None)


def log_window(
    look: Look, log: ListedLog, asked: LogFilter = EVERYTHING, **view: object
) -> LogWindow:
    window = LogWindow(look, log)
    window.redraw(log.view(asked, **view))
    return window


def full(look: Look, asked: LogFilter = EVERYTHING, **view: object) -> LogWindow:
    sessions = made_up(60)
    running = replace(sessions[0], id="r", ended_at=None, started_at=NOW - minutes(25))
    first = replace(sessions[0], ended_at=sessions[0].ended_at, people=("Ana", "Tom"))
    other = replace(first, id="o", kind="coffee", started_at=first.started_at - minutes(30))
    log = ListedLog([running, first, other, *sessions[1:]], beside=[first, other])
    words: dict[str, object] = {"undo": "Undo: changed Dinner 19:20", "can_export": True}
    return log_window(look, log, asked, **(words | view))


def long_names(look: Look) -> Window:
    sessions = [
        replace(
            each, people=(LONG_NAME, LONG_NAME), place=LONG_NAME, note=LONG_NAME, tags=("a" * 60,)
        )
        for each in made_up(12)
    ]
    asked = LogFilter(people=frozenset([LONG_NAME, "Ana"]), place=LONG_NAME)
    undo = f"Undo: renamed {LONG_NAME} 19:20"
    return log_window(look, ListedLog(sessions), asked, undo=undo, redo=undo.replace("Un", "Re"))


def splitting(look: Look) -> Window:
    window = full(look)
    window.present()
    window.asking.ask(
        Question(
            "Split Dinner · Ana · yesterday, 19:00 – 21:00",
            ("Dinner · Ana · 19:00 – 20:00 · 1 h", "Dinner · Ana · 20:00 – 21:00 · 1 h"),
            (Choice("split", "Split it"), Choice("", "Leave it")),
            field="Where the second begins",
        ),
        "20:00",
    )
    return window


def refused(look: Look) -> Window:
    window = full(look)
    window.present()
    window.asking.ask(
        Question(
            "Merge 2 sessions",
            ("From Dinner 19:00 – 21:00 to Coffee 22:00 – 23:00",),
            (Choice("merge", "Merge them"), Choice("", "Leave them")),
            problem="There is an hour between them. Move one of them first, or add what was there.",
        )
    )
    return window


def deleted(look: Look) -> Window:
    window = full(look, undo="Undo: deleted Dinner 19:48")
    window.say("Deleted 3 sessions.", with_undo=True)
    return window


def history(look: Look) -> Window:
    window = full(look)
    window.present()
    steps = (
        "Today 19:20 · changed: with Ana, Tom instead of Ana",
        "Yesterday 21:04 · ended",
        "Yesterday 19:00 · started",
    )
    window.history.show_steps(HistoryView("Dinner · Ana, Tom · yesterday, 19:00 – 21:00", steps))
    return window


def editing(look: Look) -> Window:
    window = full(look)
    window.present()
    context = entry_context(NOW, ZONE, Kinds(), ("Ana", "Tom", LONG_NAME), "dinner")
    second = ListedLog(made_up(60)).sessions[5]
    window.edit(second, entry_line_in_words(entry_of(second), context), context)
    return window


def several(look: Look) -> Window:
    window = SeveralWindow(look)
    window.redraw(
        SeveralView(
            "3 sessions",
            Kinds(),
            known_people=("Ana", LONG_NAME),
            people=("Ana",),
            known_tags=("work",),
        )
    )
    return window


def details_of_one_that_is_over(look: Look) -> Window:
    window = DetailsWindow(look)
    window.redraw(
        DetailsView(
            session_id="s1",
            title="Dinner · yesterday 19:00",
            known_people=("Ana", "Tom"),
            people=("Ana", LONG_NAME),
            place="Roma",
            note="pasta",
            until=None,
            looks=LOOKS,
            zone=ZONE,
            zone_words="Times as clocks in New York showed them.",
            tags=("family",),
            invited=("Ana", "Tom", "Zoë & Co", LONG_NAME + " the Elder"),
            kinds=Kinds(),
            kind="dinner",
            start="19:00",
            end="21:00",
            planned="20:30",
            said=Said.MOSTLY,
            enjoyed=4,
            word="Birthday",
        )
    )
    window.show_problem("This would end before it began (19:00).", "end")
    return window


SCENES: dict[str, Scene] = {
    "log": full,
    "log-editing": editing,
    "log-several": several,
    "details-over": details_of_one_that_is_over,
    "log-filtered": lambda look: full(
        look,
        LogFilter(text="ana", kinds=frozenset(["dinner", "coffee"]), people=frozenset(["Ana"])),
    ),
    "log-empty": lambda look: log_window(look, ListedLog([]), is_empty=True),
    "log-nothing-fits": lambda look: log_window(look, ListedLog([]), LogFilter(text="zzz")),
    "log-long-names": long_names,
    "log-splitting": splitting,
    "log-refused": refused,
    "log-deleted": deleted,
    "log-history": history,
}

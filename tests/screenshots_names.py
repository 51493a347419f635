"""The window of names in many states: each sort, empty, two thousand people, long names, forms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from presence.core.kind import BUILT_IN
from presence.core.names.use import Names
from presence.ui.look import Look
from presence.ui.names.view import GroupWish, KindForm, NameRow, NamesView
from presence.ui.names.window import NamesWindow
from presence.ui.window import Window
from presence.words.kinds import kind_details, kind_name
from tests.screenshots_windows import LONG_NAME, NOW, ZONE, Scene

FIRST = ("Ana", "Tom", "Zoë", "Łukasz", "王思远", "נועה", "Priya", "José", "Ingrid", "Aoife")
LAST = ("Sousa", "Müller", "Lefèvre", "Wójcik", "Kjær", "Raman", "Шевчук", "حداد")
SIXTY = "Maria Magdalena von und zu Hohenberg-Wittelsbach-Ravindranath"  # as long as names get
GROUPS = (("Family", ("Ana Sousa", "Tom Müller", "Zoë Kjær")), ("Team", ("Priya Raman",)))


def people_rows(count: int, seed: int = 3) -> list[NameRow]:
    """So many people, those with the most time first."""
    random = Random(seed)
    found = []
    for number in range(count):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        name += f" {number // 80}" if number >= 80 else ""
        lately = timedelta(minutes=random.choice((0, 45, 90, 400, 3000)) * random.randrange(1, 9))
        seen = NOW - timedelta(days=random.randrange(900), hours=3)
        found.append(NameRow(name, name, random.randrange(1, 60), lately, seen))
    return sorted(found, key=lambda row: -row.lately)


def kind_rows() -> list[NameRow]:
    own = replace(BUILT_IN[1], key="chess", name="Chess & Go", colour="own", icon="people")
    return [
        NameRow(
            kind.key, kind_name(kind), 12 * number, timedelta(hours=7 * number), NOW,
            kind_details(kind), kind.icon, kind.colour, kind is own,
        )
        for number, kind in enumerate((*BUILT_IN, own))
    ]  # fmt: skip


def group_rows() -> list[NameRow]:
    return [
        NameRow(name, name, 9, timedelta(hours=31), NOW, ", ".join(people), can_go=True)
        for name, people in GROUPS
    ]


def label_rows(*names: str) -> list[NameRow]:
    return [
        NameRow(name, name, 40 - 9 * number, timedelta(hours=80 - 13 * number), NOW, can_go=True)
        for number, name in enumerate(names)
    ]


def names_window(
    look: Look, names: Names, rows: Sequence[NameRow], **changes: object
) -> NamesWindow:
    window = NamesWindow(look)
    view = NamesView(names, rows, NOW, ZONE)
    window.redraw(replace(view, **changes))  # type: ignore[arg-type]  # its own fields
    return window


def people(look: Look) -> NamesWindow:
    rows = people_rows(60)
    twice = NameRow("Ana M. Sousa", "Ana M. Sousa", 3, timedelta(hours=5), NOW)
    window = names_window(
        look, Names.PEOPLE, [*rows, twice],
        alike=(("Ana Sousa", "Ana M. Sousa"),), undo="Undo: renamed Tom 19:20",
    )  # fmt: skip
    window.say("Renamed Tom to Tom Müller.", with_undo=True)
    return window


def merging(look: Look) -> Window:
    window = people(look)
    window.present()
    window.table.choose(["Ana Sousa", "Tom Müller", "Zoë Kjær"])
    window.do("merge")
    return window


def renaming(look: Look) -> Window:
    window = people(look)
    window.present()
    window.do("rename")
    return window


def searched(look: Look) -> Window:
    window = names_window(look, Names.PEOPLE, people_rows(2000))
    window.type_search("wojcik 1")
    return window


def nothing_found(look: Look) -> Window:
    window = names_window(look, Names.PEOPLE, people_rows(20))
    window.type_search("zzz")
    return window


def long_names(look: Look) -> Window:
    rows = [
        NameRow(name, name, 12345, timedelta(hours=9876), NOW - timedelta(days=400))
        for name in (LONG_NAME, SIXTY, "a" * 60)
    ]
    window = names_window(
        look, Names.PEOPLE, rows,
        alike=((LONG_NAME, SIXTY),), undo=f"Undo: renamed {LONG_NAME} 19:20",
    )  # fmt: skip
    window.say(f"Renamed {LONG_NAME} to {SIXTY}.", with_undo=True)
    return window


def merging_long_names(look: Look) -> Window:
    window = long_names(look)
    assert isinstance(window, NamesWindow)
    window.present()
    window.table.choose([LONG_NAME, SIXTY, "a" * 60])
    window.do("merge")
    return window


def group_form(look: Look) -> Window:
    window = names_window(look, Names.GROUPS, group_rows())
    window.present()
    window.body.ask_group(GroupWish("1", *GROUPS[0]), [row.name for row in people_rows(2000)])
    return window


def kind_form(look: Look) -> Window:
    window = names_window(look, Names.KINDS, kind_rows())
    window.present()
    window.body.ask_kind(KindForm(BUILT_IN[2], "Dinner", "90 min", "5 h"))
    return window


def kind_refused(look: Look) -> Window:
    window = kind_form(look)
    assert isinstance(window, NamesWindow)
    window.body.kind_form.show_problem("“soon” is no length. Write it like 45m, 90m, 2h or 1h30.")
    return window


SCENES: dict[str, Scene] = {
    "names-people": people,
    "names-people-2000": lambda look: names_window(look, Names.PEOPLE, people_rows(2000)),
    "names-searched": searched,
    "names-nothing-found": nothing_found,
    "names-long": long_names,
    "names-renaming": renaming,
    "names-merging": merging,
    "names-merging-long": merging_long_names,
    "names-kinds": lambda look: names_window(look, Names.KINDS, kind_rows()),
    "names-kind-form": kind_form,
    "names-kind-refused": kind_refused,
    "names-groups": lambda look: names_window(look, Names.GROUPS, group_rows()),
    "names-group-form": group_form,
    "names-groups-empty": lambda look: names_window(look, Names.GROUPS, ()),
    "names-tags": lambda look: names_window(look, Names.TAGS, label_rows("family", "work", "x")),
    "names-places": lambda look: names_window(
        look, Names.PLACES, label_rows("Da Enzo", "at home"), alike=(("Da Enzo", "at home"),)
    ),
    "names-people-empty": lambda look: names_window(look, Names.PEOPLE, ()),
}

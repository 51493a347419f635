"""With whom, in which groups, under which tags and where: a row for each name, longest first."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from presence.core.review.values import Hours
from presence.drawing.review.behind import Opens, at_place, with_people, with_tag
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _, ngettext
from presence.words.dates import grouped, hours, length

MOST_ROWS = 8
FEW_ROWS = 5
OpensName = Callable[[str], Opens]


def person_bars(page: ReviewPage) -> RowBars:
    """The hours with each person."""
    shown, left_out = _shown(page.review.by_person, MOST_ROWS)
    more = ngettext("and {count} more person", "and {count} more people", left_out)
    rows = _rows(shown, lambda name: with_people(page, (name,)))
    return RowBars(rows, more.format(count=grouped(left_out)) if left_out else "")


def person_table(page: ReviewPage) -> PlainTable:
    """The same hours as a table, nobody left out."""
    return _table(_("With whom"), _("Person"), page.review.by_person)


def group_bars(page: ReviewPage) -> RowBars:
    """The hours with each group; one with several of them counts once."""
    return _some(
        page.review.by_group, lambda name: with_people(page, page.people_of.get(name, (name,)))
    )


def group_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    return _table(_("Groups"), _("Group"), page.review.by_group)


def tag_bars(page: ReviewPage) -> RowBars:
    """The hours under each tag."""
    named = [(f"#{tag}", span) for tag, span in page.review.by_tag]
    return _some(named, lambda name: with_tag(page, name[1:]))


def tag_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    return _table(_("Tags"), _("Tag"), [(f"#{tag}", span) for tag, span in page.review.by_tag])


def place_bars(page: ReviewPage) -> RowBars:
    """The hours at each place."""
    return _some(page.review.by_place, lambda name: at_place(page, name))


def place_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    return _table(_("Where"), _("Place"), page.review.by_place)


def _some(named: Hours, opens: OpensName) -> RowBars:
    shown, left_out = _shown(named, FEW_ROWS)
    more = ngettext("and {count} more", "and {count} more", left_out).format(
        count=grouped(left_out)
    )
    return RowBars(_rows(shown, opens), more if left_out else "")


def _shown(named: Hours, most: int) -> tuple[Hours, int]:
    """The first of them, and how many are left out; one is never left out alone."""
    shown = named if len(named) <= most + 1 else named[:most]
    return shown, len(named) - len(shown)


def _rows(named: Hours, opens: OpensName) -> Sequence[Row]:
    return [
        Row(
            label=name,
            amount=span.total_seconds(),
            beside=hours(span),
            says=name_in_words(name, span),
            opens=opens(name),
        )
        for name, span in named
    ]


def name_in_words(name: str, span: timedelta) -> str:
    """``Ana: 2 h``."""
    return _("{name}: {length}").format(name=name, length=length(span))


def _table(name: str, first: str, named: Hours) -> PlainTable:
    rows = [[each, length(span)] for each, span in named]
    return PlainTable(name, [first, _("Time together")], rows)

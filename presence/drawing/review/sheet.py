"""A review on paper: the same sentences and charts as in the window, with names or without."""

from collections.abc import Iterator, Sequence
from functools import partial

from presence.core.kind import Sphere
from presence.core.review import Unit
from presence.drawing.review.answers import (
    answer_bars,
    answer_table,
    has_plan,
    planned_bars,
    planned_rows,
    planned_table,
)
from presence.drawing.review.comparison import (
    kinds_beside,
    kinds_beside_table,
    people_beside,
    people_beside_table,
    totals_line,
)
from presence.drawing.review.days import days_table, heat_map
from presence.drawing.review.goals import goal_bars, goal_table
from presence.drawing.review.hours import hour_bars, hours_table, hours_title, kind_legend
from presence.drawing.review.how import alone_line, kept_figure, total_words
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
    person_bars,
    person_table,
    place_bars,
    place_table,
    tag_bars,
    tag_table,
)
from presence.drawing.review.page import ReviewPage
from presence.drawing.sheet import Block, Drawing, Role, Text
from presence.texts import _
from presence.words.dates import hours
from presence.words.kept import kept_basis_line
from presence.words.review.lines import change_line
from presence.words.review.sentences import sentences
from presence.words.review.titles import period_span

HALF = 0.62  # of the sheet: rows need no more


def sheet_of(page: ReviewPage, with_names: bool) -> Sequence[Block]:
    """The blocks of a sheet. Without names there is no person, group, tag, place or goal on it."""
    return tuple(_blocks(page, with_names))


def _blocks(page: ReviewPage, with_names: bool) -> Iterator[Block]:
    span = period_span(page.period, page.today)
    yield Text(_("A sample week") if page.is_sample else span, Role.TITLE)
    for sentence in sentences(page.review, page.kinds, with_names):
        yield Text(sentence)
    if page.is_empty:
        return
    hours_in_numbers = partial(hours_table, page)
    yield Drawing(hours_title(page), hour_bars(page), total_words(page))
    yield Drawing("", kind_legend(page), numbers=hours_in_numbers)
    if page.unit is Unit.YEAR:
        yield Drawing(_("Every day"), heat_map(page), "", 1.0, partial(days_table, page))
    yield Text(_figures(page), Role.QUIET)
    if with_names:
        yield from _names(page)
    yield from _beside(page, with_names)
    yield from _deeper(page)


def _figures(page: ReviewPage) -> str:
    review = page.review
    work, private = review.by_sphere[Sphere.WORK], review.by_sphere[Sphere.PRIVATE]
    lines = (
        change_line(review),
        alone_line(page),
        _("work {work}, private {private}").format(work=hours(work), private=hours(private)),
        _("kept: {share}").format(share=kept_figure(page)),
        kept_basis_line(review) if review.kept_known else "",
    )
    return " · ".join(line for line in lines if line)


def _names(page: ReviewPage) -> Iterator[Block]:
    review = page.review
    if review.by_person:
        note = _("Hours with several people overlap.")
        numbers = partial(person_table, page)
        yield Drawing(_("With whom"), person_bars(page), note, HALF, numbers)
    for title, named, chart, table in (
        (_("Groups"), review.by_group, group_bars, group_table),
        (_("Tags"), review.by_tag, tag_bars, tag_table),
        (_("Where"), review.by_place, place_bars, place_table),
    ):
        if named:
            yield Drawing(title, chart(page), "", HALF, partial(table, page))
    if page.goals:
        yield Drawing(_("Goals"), goal_bars(page), "", 1.0, partial(goal_table, page))


def _beside(page: ReviewPage, with_names: bool) -> Iterator[Block]:
    comparison = page.comparison
    if comparison is None:
        return
    yield Text(totals_line(page, comparison), Role.HEADING)
    numbers = partial(kinds_beside_table, page, comparison)
    yield Drawing("", kinds_beside(page, comparison), "", HALF, numbers)
    if with_names and comparison.by_person:
        numbers = partial(people_beside_table, page, comparison)
        yield Drawing("", people_beside(page, comparison), "", HALF, numbers)


def _deeper(page: ReviewPage) -> Iterator[Block]:
    review = page.review
    if review.kept_share is not None:
        numbers = partial(kept_table, page)
        yield Drawing(_("Kept, by kind"), kept_bars(page), "", HALF, numbers)
    if review.looks.all.count:
        note = looks_line(review.looks.all)
        numbers = partial(looks_table, page)
        yield Drawing(_("Looks at a screen"), looks_by_hour(page), note, 1.0, numbers)
        yield Drawing(_("Why"), why_rows(page), "", HALF, partial(why_table, page))
        yield Drawing(_("Who noticed"), noticed_rows(page), "", HALF, partial(noticed_table, page))
    if has_plan(page):
        yield Drawing(_("Planned and real"), planned_bars(page), "", HALF)
        yield Drawing("", planned_rows(page), "", HALF, partial(planned_table, page))
    if review.enjoyed.count or review.distracted.count:
        note = _("What went together, not what caused it.")
        yield Drawing(_("How it was"), answer_bars(page), note, HALF, partial(answer_table, page))

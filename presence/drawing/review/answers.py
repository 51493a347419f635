"""The two answers (how nice, how distracted) beside what was kept, and planned beside real time."""

from datetime import timedelta

from presence.core.editing.filter import AgainstPlan, Answered
from presence.core.review import AnswerReview
from presence.drawing.paired_bars import Pair, PairedBars
from presence.drawing.review.behind import beside_plan, kept_whole, with_looks
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _, ngettext
from presence.words.dates import decimal, grouped, hours, length

WORDS = 0.6  # of the width: these are more than a name


def answer_bars(page: ReviewPage) -> PairedBars:
    """The mean answer of the sessions kept whole, and of those with a look."""
    return PairedBars(
        _("no look"),
        _("with a look"),
        [_answer(page, *each) for each in _answers(page)],
    )


def answer_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    rows = [
        [name, _mean(review.kept_mean), _mean(review.looked_mean), grouped(review.count)]
        for _answered, name, review in _answers(page)
    ]
    head = [
        _("From 1 to 5"), _("no look"), _("with a look"), _("Answers"),
    ]  # fmt: skip
    return PlainTable(_("How it was"), head, rows)


def _answers(page: ReviewPage) -> list[tuple[Answered, str, AnswerReview]]:
    both = (
        (Answered.ENJOYED, _("Enjoyed"), page.review.enjoyed),
        (Answered.DISTRACTED, _("Distracted"), page.review.distracted),
    )
    return [each for each in both if each[-1].count]


def _answer(page: ReviewPage, answered: Answered, name: str, review: AnswerReview) -> Pair:
    kept, looked = _mean(review.kept_mean), _mean(review.looked_mean)
    without = _("{question}: {mean} of 5 in {count} without a look at a screen")
    with_one = _("{question}: {mean} of 5 in {count} with a look at a screen")
    return Pair(
        label=name,
        first=review.kept_mean or 0.0,
        second=review.looked_mean or 0.0,
        beside_first=kept,
        beside_second=looked,
        says=without.format(question=name, mean=kept, count=_sessions(review.kept_count)),
        opens=kept_whole(page, answered),
        says_second=with_one.format(
            question=name, mean=looked, count=_sessions(review.looked_count)
        ),
        opens_second=with_looks(page, answered),
    )


def _sessions(count: int) -> str:
    return ngettext("{count} session", "{count} sessions", count).format(count=grouped(count))


def _mean(mean: float | None) -> str:
    return "–" if mean is None else decimal(mean)


def planned_bars(page: ReviewPage) -> PairedBars:
    """The real time of what had a plan, beside that plan."""
    planned = page.review.planned
    says = _("Real: {real}. Planned: {planned}.").format(
        real=length(planned.real), planned=length(planned.planned)
    )
    pair = Pair(
        label=_sessions(planned.count),
        first=planned.real.total_seconds(),
        second=planned.planned.total_seconds(),
        beside_first=hours(planned.real),
        beside_second=hours(planned.planned),
        says=says,
        opens=beside_plan(page, AgainstPlan.PLANNED),
    )
    return PairedBars(_("real"), _("planned"), [pair])


def planned_rows(page: ReviewPage) -> RowBars:
    """How many went longer than planned, as planned, and shorter."""
    return RowBars(
        [
            Row(
                label=name,
                amount=count,
                beside=grouped(count),
                says=f"{name}: {_sessions(count)}",
                opens=beside_plan(page, plan) if count else None,
            )
            for plan, name, count in _against_plan(page)
        ],
        label_share=WORDS,
    )


def planned_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    planned = page.review.planned
    rows = [
        [_("Planned"), length(planned.planned)],
        [_("Real"), length(planned.real)],
        *([name, grouped(count)] for _plan, name, count in _against_plan(page)),
    ]
    return PlainTable(_("Planned and real"), [_("What"), _("How much")], rows)


def _against_plan(page: ReviewPage) -> tuple[tuple[AgainstPlan, str, int], ...]:
    planned = page.review.planned
    return (
        (AgainstPlan.LONGER, _("longer"), planned.longer),
        (AgainstPlan.AS_PLANNED, _("as planned"), planned.as_planned),
        (AgainstPlan.SHORTER, _("shorter"), planned.shorter),
    )


def has_plan(page: ReviewPage) -> bool:
    """Whether anything had a planned end."""
    return page.review.planned.planned > timedelta()

"""Looks at a screen: at which hour, why, and who noticed; and the share kept of each kind."""

from collections.abc import Iterable, Sequence

from presence.core.review import Looks
from presence.drawing.hour_bars import HourBar, HourBars
from presence.drawing.review.behind import (
    Opens,
    looked_at,
    looked_because,
    noticed_by,
    of_kinds,
)
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _, ngettext
from presence.words.dates import grouped, length, percent
from presence.words.kinds import kind_name
from presence.words.log.looks import hour_label, hour_span, why
from presence.words.session import source_name

Named = Sequence[tuple[str, Looks, Opens]]
WORDS = 0.6  # of the width: reasons are more than a name


def looks_by_hour(page: ReviewPage) -> HourBars:
    """How many looks began in each hour of the day."""
    first = page.period.calendar.day_starts_at.hour
    order = [(first + step) % 24 for step in range(24)]
    return HourBars(
        [
            HourBar(
                label=hour_label(hour),
                count=looks.count,
                says=_("{hour}: {looks}").format(hour=hour_span(hour), looks=looks_line(looks)),
                opens=looked_at(page, hour) if looks.count else None,
            )
            for hour in order
            for looks in (page.review.looks.by_hour[hour],)
        ]
    )


def looks_table(page: ReviewPage) -> PlainTable:
    """The hours with a look as a table."""
    rows = [
        [hour_span(hour), grouped(looks.count), length(looks.length)]
        for hour, looks in enumerate(page.review.looks.by_hour)
        if looks.count
    ]
    return PlainTable(_("Looks by hour"), [_("Hour"), _("Looks"), _("Time")], rows)


def why_rows(page: ReviewPage) -> RowBars:
    """How many looks had which reason."""
    return _look_rows(_reasons(page))


def noticed_rows(page: ReviewPage) -> RowBars:
    """Who noticed how many looks."""
    return _look_rows(_sources(page))


def why_table(page: ReviewPage) -> PlainTable:
    """The reasons as a table."""
    return _looks_as_table(_("Why"), _reasons(page))


def noticed_table(page: ReviewPage) -> PlainTable:
    """Who noticed them as a table."""
    return _looks_as_table(_("Who noticed"), _sources(page))


def _looks_as_table(name: str, named: Named) -> PlainTable:
    rows = [[each, grouped(looks.count), length(looks.length)] for each, looks, _opens in named]
    return PlainTable(name, [name, _("Looks"), _("Time")], rows)


def _look_rows(named: Named) -> RowBars:
    rows = [
        Row(
            label=name,
            amount=looks.count,
            beside=grouped(looks.count),
            says=_("{name}: {looks}").format(name=name, looks=looks_line(looks)),
            opens=opens,
        )
        for name, looks, opens in named
    ]
    return RowBars(rows, label_share=WORDS)


def _reasons(page: ReviewPage) -> Named:
    by_reason = page.review.looks.by_reason
    return _most_first(
        (why(reason), looks, looked_because(page, reason)) for reason, looks in by_reason.items()
    )


def _sources(page: ReviewPage) -> Named:
    by_source = page.review.looks.by_source
    return _most_first(
        (source_name(source), looks, noticed_by(page, source))
        for source, looks in by_source.items()
    )


def _most_first(named: Iterable[tuple[str, Looks, Opens]]) -> Named:
    return sorted(named, key=lambda item: -item[1].count)


def looks_line(looks: Looks) -> str:
    """``3 looks, 12 min``."""
    if not looks.count:
        return _("no look at a screen")
    count = ngettext("{count} look", "{count} looks", looks.count).format(
        count=grouped(looks.count)
    )
    return _("{looks}, {length} together").format(looks=count, length=length(looks.length))


def kept_bars(page: ReviewPage) -> RowBars:
    """The share kept of each kind of which something is known, against the whole."""
    rows = []
    for kind in page.kinds_used:
        review = page.review.by_kind[kind.key]
        if review.share is None:
            continue
        share = percent(review.share)
        known = _("known for {known} of {count}").format(
            known=grouped(review.known), count=grouped(review.count)
        )
        rows.append(
            Row(
                label=kind_name(kind),
                amount=review.share,
                beside=share,
                says=_("{kind}: {share} without a look at a screen ({known})").format(
                    kind=kind_name(kind), share=share, known=known
                ),
                slot=kind.colour,
                opens=of_kinds(page, (kind.key,)),
            )
        )
    return RowBars(rows, whole=1.0)


def kept_table(page: ReviewPage) -> PlainTable:
    """The same as a table."""
    rows = [
        [kind_name(kind), percent(review.share), grouped(review.known), grouped(review.count)]
        for kind in page.kinds_used
        for review in (page.review.by_kind[kind.key],)
        if review.share is not None
    ]
    head = [_("What"), _("Kept"), _("Known for"), _("Sessions")]
    return PlainTable(_("Kept, by kind"), head, rows)

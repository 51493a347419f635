"""Looks at a screen: at which hour, why, and who noticed; and the share kept of each kind."""

from collections.abc import Iterable, Sequence

from presence.core.review import Looks
from presence.core.slip import SlipReason
from presence.drawing.hour_bars import HourBar, HourBars
from presence.drawing.review.behind import of_kinds, with_looks
from presence.drawing.review.page import ReviewPage
from presence.drawing.review.table import PlainTable
from presence.drawing.row_bars import Row, RowBars
from presence.texts import _, ngettext
from presence.words.dates import length, percent, uses_12_hours
from presence.words.kinds import kind_name
from presence.words.session import reason_name, source_name

Named = Sequence[tuple[str, Looks]]
WORDS = 0.6  # of the width: reasons are more than a name


def looks_by_hour(page: ReviewPage) -> HourBars:
    """How many looks began in each hour of the day."""
    first = page.period.calendar.day_starts_at.hour
    order = [(first + step) % 24 for step in range(24)]
    opens = with_looks(page)
    return HourBars(
        [
            HourBar(
                label=hour_label(hour),
                count=looks.count,
                says=_("{hour}: {looks}").format(hour=_hour_span(hour), looks=looks_line(looks)),
                opens=opens if looks.count else None,
            )
            for hour in order
            for looks in (page.review.looks.by_hour[hour],)
        ]
    )


def looks_table(page: ReviewPage) -> PlainTable:
    """The hours with a look as a table."""
    rows = [
        [_hour_span(hour), str(looks.count), length(looks.length)]
        for hour, looks in enumerate(page.review.looks.by_hour)
        if looks.count
    ]
    return PlainTable(_("Looks by hour"), [_("Hour"), _("Looks"), _("Time")], rows)


def why_rows(page: ReviewPage) -> RowBars:
    """How many looks had which reason."""
    return _look_rows(page, _reasons(page))


def noticed_rows(page: ReviewPage) -> RowBars:
    """Who noticed how many looks."""
    return _look_rows(page, _sources(page))


def why_table(page: ReviewPage) -> PlainTable:
    """The reasons as a table."""
    return _looks_as_table(_("Why"), _reasons(page))


def noticed_table(page: ReviewPage) -> PlainTable:
    """Who noticed them as a table."""
    return _looks_as_table(_("Who noticed"), _sources(page))


def _looks_as_table(name: str, named: Named) -> PlainTable:
    rows = [[each, str(looks.count), length(looks.length)] for each, looks in named]
    return PlainTable(name, [name, _("Looks"), _("Time")], rows)


def _look_rows(page: ReviewPage, named: Named) -> RowBars:
    rows = [
        Row(
            label=name,
            amount=looks.count,
            beside=str(looks.count),
            says=_("{name}: {looks}").format(name=name, looks=looks_line(looks)),
            opens=with_looks(page),
        )
        for name, looks in named
    ]
    return RowBars(rows, label_share=WORDS)


def _reasons(page: ReviewPage) -> Named:
    by_reason = page.review.looks.by_reason
    return _most_first((_reason(reason), looks) for reason, looks in by_reason.items())


def _sources(page: ReviewPage) -> Named:
    by_source = page.review.looks.by_source
    return _most_first((source_name(source), looks) for source, looks in by_source.items())


def _most_first(named: Iterable[tuple[str, Looks]]) -> Named:
    return sorted(named, key=lambda item: -item[1].count)


def _reason(reason: SlipReason | None) -> str:
    return _("nobody said why") if reason is None else reason_name(reason)


def looks_line(looks: Looks) -> str:
    """``3 looks, 12 min``."""
    if not looks.count:
        return _("no look at a screen")
    count = ngettext("{count} look", "{count} looks", looks.count).format(count=looks.count)
    return _("{looks}, {length} together").format(looks=count, length=length(looks.length))


def hour_label(hour: int) -> str:
    """``19``, or ``7 PM`` where people write that."""
    if not uses_12_hours():
        return str(hour)
    half = _("AM") if hour < 12 else _("PM")
    return f"{hour % 12 or 12} {half}"


def _hour_span(hour: int) -> str:
    return _("{hour} to {next}").format(hour=hour_label(hour), next=hour_label((hour + 1) % 24))


def kept_bars(page: ReviewPage) -> RowBars:
    """The share kept of each kind of which something is known, against the whole."""
    rows = []
    for kind in page.kinds_used:
        review = page.review.by_kind[kind.key]
        if review.share is None:
            continue
        share = percent(review.share)
        known = _("known for {known} of {count}").format(known=review.known, count=review.count)
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
        [kind_name(kind), percent(review.share), str(review.known), str(review.count)]
        for kind in page.kinds_used
        for review in (page.review.by_kind[kind.key],)
        if review.share is not None
    ]
    head = [_("What"), _("Kept"), _("Known for"), _("Sessions")]
    return PlainTable(_("Kept, by kind"), head, rows)

"""Sessions as columns: what sums are made of, when a year has ten thousand of them."""

from bisect import bisect_left, bisect_right

from presence.core.clock import to_ms
from presence.core.frozen import dataclass
from presence.core.library import Callable, Iterable, Mapping, Sequence
from presence.core.review.lean import Lean, LeanSlip, lean_slip, ms_or_none
from presence.core.session import Said, Session, Watched


@dataclass(frozen=True, slots=True)
class OtherRows:
    """The columns that nobody needs before the first figures have been painted."""

    planned: Sequence[int | None]
    places: Sequence[str]
    distracted: Sequence[int | None]
    tags: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ToldRows:
    """The columns that only a list of the sessions tells."""

    zones: Sequence[str]
    places: Sequence[str]
    notes: Sequence[str]
    tags: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LookRows:
    """The looks at a screen of all of them, a column for each fact as in ``LeanSlip``.

    ``places`` are those of their sessions, ascending.
    """

    places: Sequence[int]
    at: Sequence[int]
    lengths: Sequence[int]
    sources: Sequence[str]
    reasons: Sequence[str | None]

    def of(self, place: int) -> Sequence[LeanSlip]:
        """The looks of one session."""
        some = slice(bisect_left(self.places, place), bisect_right(self.places, place))
        columns = self.at[some], self.lengths[some], self.sources[some], self.reasons[some]
        return list(zip(*columns, strict=True))


@dataclass(frozen=True, slots=True)
class Rows:
    """A column for each fact of a session, all equally long; instants in whole milliseconds.

    ``said`` and ``watched`` hold the values of ``Said`` and ``Watched`` as the log stores them,
    since an Enum takes long to look up. ``people`` are the keys of those who were there, whose
    names are in ``names``; ``looks`` name their sessions by the place in the columns. ``others``
    reads the rest of them.
    """

    ids: Sequence[str]
    kinds: Sequence[str]
    started: Sequence[int]
    ended: Sequence[int | None]
    confirmed: Sequence[int]
    said: Sequence[str | None]
    watched: Sequence[str]
    enjoyed: Sequence[int | None]
    people: Sequence[Sequence[str]]
    names: Mapping[str, str]
    looks: LookRows
    others: Callable[[], OtherRows]

    def ends(self, now: int) -> Sequence[int]:
        """The end of each, or ``now`` while it is in progress; never before its start."""
        if None not in self.ended:
            return [end for end in self.ended if end is not None]
        spans = zip(self.started, self.ended, strict=True)
        return [max(now, start) if end is None else end for start, end in spans]

    def lean(self) -> list[Lean]:
        """The sessions one by one."""
        places = range(len(self.ids))
        others = self.others()
        known = {text: frozenset(map(Watched, text.split())) for text in set(self.watched)}
        return [
            Lean(*columns)
            for columns in zip(
                self.ids,
                self.kinds,
                self.started,
                self.ended,
                others.planned,
                others.places,
                map(bool, self.confirmed),
                (None if said is None else Said(said) for said in self.said),
                (known[text] for text in self.watched),
                self.enjoyed,
                others.distracted,
                (tuple([self.names[each] for each in there]) for there in self.people),
                others.tags,
                (tuple(self.looks.of(place)) for place in places),
                strict=True,
            )
        ]


def rows_of(sessions: Iterable[Lean]) -> Rows:
    """The columns of such sessions."""
    lean = list(sessions)
    people = [tuple(dict.fromkeys(each.people)) for each in lean]
    return Rows(
        ids=[each.id for each in lean],
        kinds=[each.kind for each in lean],
        started=[each.started for each in lean],
        ended=[each.ended for each in lean],
        confirmed=[each.confirmed for each in lean],
        said=[None if each.said is None else each.said.value for each in lean],
        watched=[" ".join(sorted(what.value for what in each.watched)) for each in lean],
        enjoyed=[each.enjoyed for each in lean],
        people=people,
        names={name: name for there in people for name in there},
        looks=_looks_of(each.slips for each in lean),
        others=lambda: OtherRows(
            planned=[each.planned for each in lean],
            places=[each.place for each in lean],
            distracted=[each.distracted for each in lean],
            tags=[each.tags for each in lean],
        ),
    )


def rows_of_sessions(sessions: Iterable[Session]) -> Rows:
    """The same of whole sessions: ``rows_of`` their ``lean_of``, without a ``Lean`` of each."""
    whole = list(sessions)
    people = [tuple(dict.fromkeys(each.people)) for each in whole]
    watched = {each.watched for each in whole}
    words = {what: " ".join(sorted([each.value for each in what])) for what in watched}
    return Rows(
        ids=[each.id for each in whole],
        kinds=[each.kind for each in whole],
        started=[to_ms(each.started_at) for each in whole],
        ended=[ms_or_none(each.ended_at) for each in whole],
        confirmed=[each.confirmed for each in whole],
        said=[each.said and each.said.value for each in whole],
        watched=[words[each.watched] for each in whole],
        enjoyed=[each.enjoyed for each in whole],
        people=people,
        names={name: name for there in people for name in there},
        looks=_looks_of(map(lean_slip, each.slips) for each in whole),
        others=lambda: OtherRows(
            planned=[ms_or_none(each.planned_end_at) for each in whole],
            places=[each.place for each in whole],
            distracted=[each.distracted for each in whole],
            tags=[each.tags for each in whole],
        ),
    )


def with_one_more(rows: Rows, session: Lean) -> Rows:
    """The same columns with another session at their end."""
    one = rows_of([session])
    return Rows(
        ids=[*rows.ids, *one.ids],
        kinds=[*rows.kinds, *one.kinds],
        started=[*rows.started, *one.started],
        ended=[*rows.ended, *one.ended],
        confirmed=[*rows.confirmed, *one.confirmed],
        said=[*rows.said, *one.said],
        watched=[*rows.watched, *one.watched],
        enjoyed=[*rows.enjoyed, *one.enjoyed],
        people=[*rows.people, *one.people],
        names={**rows.names, **one.names},
        looks=_with_looks(rows.looks, len(rows.ids), session.slips),
        others=lambda: _both(rows.others(), one.others()),
    )


def _looks_of(of_each: Iterable[Iterable[LeanSlip]]) -> LookRows:
    there = [(place, *slip) for place, slips in enumerate(of_each) for slip in slips]
    places, at, lengths, sources, reasons = zip(*there, strict=True) if there else ((),) * 5
    return LookRows(places, at, lengths, sources, reasons)


def _with_looks(some: LookRows, place: int, slips: Sequence[LeanSlip]) -> LookRows:
    """The same looks, and those of a session whose place is behind all others."""
    return LookRows(
        places=[*some.places, *(place for _slip in slips)],
        at=[*some.at, *(at for at, _length, _source, _reason in slips)],
        lengths=[*some.lengths, *(length for _at, length, _source, _reason in slips)],
        sources=[*some.sources, *(source for _at, _length, source, _reason in slips)],
        reasons=[*some.reasons, *(reason for _at, _length, _source, reason in slips)],
    )


def _both(some: OtherRows, more: OtherRows) -> OtherRows:
    return OtherRows(
        planned=[*some.planned, *more.planned],
        places=[*some.places, *more.places],
        distracted=[*some.distracted, *more.distracted],
        tags=[*some.tags, *more.tags],
    )

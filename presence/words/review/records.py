"""A review as JSON; scripts rely on it: keys may be added, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from presence.words.records import Record, iso, log_record, seconds

if TYPE_CHECKING:
    from presence.core.review import (
        AnswerReview,
        Comparison,
        DayReview,
        KindReview,
        Looks,
        LooksReview,
        Pair,
        PartReview,
        Period,
        PeriodReview,
        PlannedReview,
    )


def review_record(review: "PeriodReview", now: datetime) -> Record:
    """A period; ``to`` is its last day. A year counts its sessions and does not list them."""
    zone = review.period.calendar.zone
    record: Record = {
        "unit": review.period.unit.value,
        "from": review.period.first.isoformat(),
        "to": review.period.last.isoformat(),
        "total_s": seconds(review.total),
        "with_people_s": seconds(review.with_people),
        "alone_s": seconds(review.alone),
        "before_total_s": seconds(review.before_total),
        "running": review.is_running,
        "count": review.count,
        "kept_share": _share(review.kept_share),
        "kept_known": review.kept_known,
        "kept_basis": {basis.value: count for basis, count in review.by_basis.items() if count},
        "by_sphere": {sphere.value: seconds(span) for sphere, span in review.by_sphere.items()},
        "by_kind": {key: _kind_record(kind) for key, kind in review.by_kind.items()},
        "days": [_day_record(day) for day in review.days],
        "weeks": [_part_record(part) for part in review.weeks],
        "months": [_part_record(part) for part in review.months],
        "people": _names(review.by_person),
        "groups": _names(review.by_group),
        "tags": _names(review.by_tag),
        "places": _names(review.by_place),
        "looks": _looks_record(review.looks),
        "planned": _planned_record(review.planned),
        "longest": None,
        "enjoyed": _answer_record(review.enjoyed),
        "distracted": _answer_record(review.distracted),
        "unconfirmed": list(review.unconfirmed),
    }
    if review.longest is not None:
        record["longest"] = {
            "length_s": seconds(review.longest.length),
            "started_at": iso(review.longest.started_at, zone),
            "session": review.longest.session_id,
            "kind": review.longest.kind,
        }
    if len(review.sessions) == review.count:
        record["sessions"] = log_record(review.sessions, now, zone)
    return record


def hours_record(period: "Period", parts: "Sequence[PartReview]") -> Record:
    """Only the hours of each part of a period."""
    return {
        "unit": period.unit.value,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "total_s": seconds(sum((part.total for part in parts), timedelta())),
        f"{parts[0].whole.unit.value}s": [_part_record(part) for part in parts],
    }


def comparison_record(comparison: "Comparison", now: datetime) -> Record:
    """Two periods and what changed from the other to the one."""
    one, other = (review_record(each, now) for each in (comparison.one, comparison.other))
    return {
        "one": one,
        "other": other,
        "equally_long": comparison.is_equally_long,
        "total": _pair_record(comparison.total),
        "with_people": _pair_record(comparison.with_people),
        "per_day": _pair_record(comparison.per_day),
        "by_kind": {key: _pair_record(pair) for key, pair in comparison.by_kind},
        "people": _pairs(comparison.by_person),
        "groups": _pairs(comparison.by_group),
        "tags": _pairs(comparison.by_tag),
        "places": _pairs(comparison.by_place),
    }


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _lengths(by_kind: Mapping[str, timedelta]) -> Record:
    return {kind: seconds(span) for kind, span in by_kind.items()}


def _day_record(day: "DayReview") -> Record:
    return {
        "date": day.day.isoformat(),
        "total_s": seconds(day.total),
        "by_kind": _lengths(day.by_kind),
    }


def _part_record(part: "PartReview") -> Record:
    return {
        "from": part.first.isoformat(),
        "to": part.last.isoformat(),
        "total_s": seconds(part.total),
        "by_kind": _lengths(part.by_kind),
    }


def _kind_record(kind: "KindReview") -> Record:
    return {
        "total_s": seconds(kind.total),
        "count": kind.count,
        "known": kind.known,
        "kept": kind.kept,
        "kept_share": _share(kind.share),
    }


def _names(hours: Iterable[tuple[str, timedelta]]) -> list[Record]:
    return [{"name": name, "total_s": seconds(span)} for name, span in hours]


def _look_record(looks: "Looks") -> Record:
    return {"count": looks.count, "length_s": seconds(looks.length)}


def _looks_record(looks: "LooksReview") -> Record:
    return {
        **_look_record(looks.all),
        "with_good_reason": _look_record(looks.with_good_reason),
        "by_hour": [_look_record(each) for each in looks.by_hour],
        "by_source": {source.value: _look_record(each) for source, each in looks.by_source.items()},
        "by_reason": {
            "" if reason is None else reason.value: _look_record(each)
            for reason, each in looks.by_reason.items()
        },
    }


def _planned_record(planned: "PlannedReview") -> Record:
    return {
        "count": planned.count,
        "planned_s": seconds(planned.planned),
        "real_s": seconds(planned.real),
        "longer": planned.longer,
        "shorter": planned.shorter,
    }


def _answer_record(answer: "AnswerReview") -> Record:
    return {
        "count": answer.count,
        "mean": _share(answer.mean),
        "scores": [
            {
                "score": each.score,
                "count": each.count,
                "known": each.known,
                "kept_share": _share(each.share),
            }
            for each in answer.scores
        ],
    }


def _pair_record(pair: "Pair") -> Record:
    return {
        "one_s": seconds(pair.one),
        "other_s": seconds(pair.other),
        "change_s": seconds(pair.one) - seconds(pair.other),
    }


def _pairs(pairs: Iterable[tuple[str, "Pair"]]) -> list[Record]:
    return [{"name": name, **_pair_record(pair)} for name, pair in pairs]

"""The two answers, how enjoyed and how distracted, against what was kept."""

from collections.abc import Callable, Iterable, Sequence

from presence.core.review.lean import Lean
from presence.core.review.parts import Part, kept_of
from presence.core.review.values import AnswerReview, ScoreReview

SCORES = range(1, 6)


def enjoyed_of(parts: Iterable[Part]) -> AnswerReview:
    """How much was enjoyed."""
    return _answers(parts, lambda row: row.enjoyed)


def distracted_of(parts: Iterable[Part]) -> AnswerReview:
    """How distracted the person was."""
    return _answers(parts, lambda row: row.distracted)


def _answers(parts: Iterable[Part], answer: Callable[[Lean], int | None]) -> AnswerReview:
    given: dict[int, list[Part]] = {score: [] for score in SCORES}
    kept: list[int] = []
    looked: list[int] = []
    for part in parts:
        score = answer(part.row)
        if score is None:
            continue
        given[score].append(part)
        if part.share is not None:
            (kept if part.share == 1.0 else looked).append(score)
    everything = [score for score, some in given.items() for _ in some]
    return AnswerReview(
        count=len(everything),
        mean=_mean(everything),
        scores=tuple(_score(score, some) for score, some in given.items()),
        kept_count=len(kept),
        kept_mean=_mean(kept),
        looked_count=len(looked),
        looked_mean=_mean(looked),
    )


def _score(score: int, parts: Sequence[Part]) -> ScoreReview:
    share, known = kept_of(parts)
    return ScoreReview(score, len(parts), known, share)


def _mean(scores: Sequence[int]) -> float | None:
    return sum(scores) / len(scores) if scores else None

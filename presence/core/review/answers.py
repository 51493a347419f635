"""The two answers, how enjoyed and how distracted, against what was kept."""

from collections.abc import Sequence

from presence.core.review.values import AnswerReview, ScoreReview
from presence.core.review.within import Within, kept_share_of

SCORES = range(1, 6)


def answers_of(parts: Within, answers: Sequence[int | None]) -> AnswerReview:
    """One of the two, each session's answer in its place."""
    columns = zip(answers, parts.lengths, parts.shares, strict=True)
    given = [each for each in columns if each[0] is not None]
    scores = [score for score, _length, _share in given if score is not None]
    shares = [share for _score, _length, share in given]
    kept = [score for score, share in zip(scores, shares, strict=True) if share == 1.0]
    looked = [
        score
        for score, share in zip(scores, shares, strict=True)
        if share is not None and share < 1.0
    ]
    return AnswerReview(
        count=len(scores),
        mean=_mean(scores),
        scores=tuple(
            _score(score, [(length, share) for one, length, share in given if one == score])
            for score in SCORES
        ),
        kept_count=len(kept),
        kept_mean=_mean(kept),
        looked_count=len(looked),
        looked_mean=_mean(looked),
    )


def _score(score: int, parts: Sequence[tuple[int, float | None]]) -> ScoreReview:
    share, known = kept_share_of(
        [length for length, _share in parts], [share for _length, share in parts]
    )
    return ScoreReview(score, len(parts), known, share)


def _mean(scores: Sequence[int]) -> float | None:
    return sum(scores) / len(scores) if scores else None

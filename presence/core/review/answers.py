"""The two answers, how enjoyed and how distracted, against what was kept."""

from presence.core.library import Mapping, Sequence
from presence.core.review.values import AnswerReview, ScoreReview
from presence.core.review.within import Within, kept_share_of

SCORES = range(1, 6)
_Given = tuple[list[int], list[float | None]]  # lengths and shares


def answers_of(parts: Within, answers: Sequence[int | None]) -> AnswerReview:
    """One of the two, each session's answer in its place."""
    given: dict[int, _Given] = {score: ([], []) for score in SCORES}
    for score, length, share in zip(answers, parts.lengths, parts.shares, strict=True):
        if score is not None:
            lengths, shares = given[score]
            lengths.append(length)
            shares.append(share)
    counts = {score: len(shares) for score, (_lengths, shares) in given.items()}
    kept = {score: shares.count(1.0) for score, (_lengths, shares) in given.items()}
    unknown = {score: shares.count(None) for score, (_lengths, shares) in given.items()}
    looked = {score: counts[score] - kept[score] - unknown[score] for score in SCORES}
    return AnswerReview(
        count=sum(counts.values()),
        mean=_mean(counts),
        scores=tuple(_score(score, *of_score) for score, of_score in given.items()),
        kept_count=sum(kept.values()),
        kept_mean=_mean(kept),
        looked_count=sum(looked.values()),
        looked_mean=_mean(looked),
    )


def _score(score: int, lengths: Sequence[int], shares: Sequence[float | None]) -> ScoreReview:
    share, known = kept_share_of(lengths, shares)
    return ScoreReview(score, len(lengths), known, share)


def _mean(counts: Mapping[int, int]) -> float | None:
    count = sum(counts.values())
    return sum(score * times for score, times in counts.items()) / count if count else None

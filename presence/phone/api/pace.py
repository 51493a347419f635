"""How many words a phone may tell: many at once when it hands in its record, few without end."""

from presence.core.clock import Clock
from presence.phone.limits import Limits


class Pace:
    """Each phone has so many words to spare, and gets more with every second."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # words, and when that was (seconds)

    def is_kept(self, phone_id: str, words: int) -> bool:
        """Whether it may tell so many now; they are taken off then."""
        most, now = float(self._limits.words_at_once), self._clock.steady().total_seconds()
        left, before = self._left.get(phone_id, (most, now))
        left = min(left + (now - before) * self._limits.words_a_second, most)
        cost = max(words, self._limits.words_a_message)
        is_kept = cost <= left
        self._left[phone_id] = (left - cost if is_kept else left, now)
        return is_kept

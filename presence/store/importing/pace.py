"""How much of an import is written at once: so little that whoever starts a session never waits."""

LONGEST = 0.050  # seconds that the log may be held; presence start has to get in between
AIM = 0.025
FIRST = 10  # rows
LEAST = 100  # of fewer, nearly all of the time goes into the commit
MOST = 1000
_MORE = 1.5


class Pace:
    """Finds the number of rows that this disk takes in time."""

    def __init__(self, aim: float = AIM, most: int = MOST, least: int = LEAST) -> None:
        self.rows = FIRST
        self._exact = float(FIRST)  # with less than a row at a time it would never grow again
        self._least = float(least)
        self._aim = aim
        self._most = most

    def took(self, seconds: float) -> None:
        """So long was the log held for the last piece."""
        grown = self._exact * min(max(self._aim / max(seconds, 1e-4), 0.5), _MORE)
        least = min(self._exact * _MORE, self._least)
        self._exact = min(max(grown, least), float(self._most))
        self.rows = int(self._exact)

"""How much of an import is written at once: so little that whoever starts a session never waits."""

LONGEST = 0.050  # seconds that the log may be held; presence start has to get in between
AIM = 0.025
FIRST = 10  # rows
LEAST = 100  # of fewer, nearly all of the time goes into the commit
MOST = 500


class Pace:
    """Finds the number of rows that this disk takes in time."""

    def __init__(self, aim: float = AIM, most: int = MOST, least: int = LEAST) -> None:
        self.rows = max(FIRST, least)
        self._exact = float(self.rows)
        self._least = float(least)
        self._aim = aim
        self._most = most

    def took(self, seconds: float) -> None:
        """So long was the log held for the last piece."""
        grown = self._exact * min(max(self._aim / max(seconds, 1e-4), 0.5), 1.5)
        self._exact = min(max(grown, self._least), float(self._most))
        self.rows = int(self._exact)

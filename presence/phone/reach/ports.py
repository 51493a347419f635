"""The two ports of the page: chosen at random once, and kept so that a remembered phone finds it.

Between 10,240 and 32,766: above what browsers refuse to open (6000, 10080 …; Fetch, 2.9 "port
blocking"), below those that Linux and others give to connections that go out. Even for https, the
next one for http.
"""

import secrets

LOWEST = 10_240
HIGHEST = 32_766
TRIES = 20


def random_port() -> int:
    """One of them, even."""
    return LOWEST + 2 * secrets.randbelow((HIGHEST - LOWEST) // 2 + 1)


def is_ours(port: int) -> bool:
    """Whether a port that was kept is one that we could have chosen."""
    return 1024 <= port <= 65_534 and port % 2 == 0

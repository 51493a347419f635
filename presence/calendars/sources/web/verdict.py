"""What an answer that is no good means: the numbers of HTTP as troubles of a calendar."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from presence.calendars.sources.web.network import Response
from presence.core.coming.fetched import Failure, Trouble

LONGEST_PAUSE = timedelta(days=1)  # that a server may ask for
TROUBLES = {
    401: Trouble.WRONG_PASSWORD,
    403: Trouble.WRONG_PASSWORD,
    404: Trouble.NOT_FOUND,
    410: Trouble.NOT_FOUND,
    407: Trouble.UNREACHABLE,  # a proxy that wants a password of its own
    413: Trouble.TOO_LARGE,
    429: Trouble.TOO_MANY_REQUESTS,
}


def failure_of(response: Response, now: datetime) -> Failure | None:
    """Why the answer is no good; None for one that is."""
    status = response.status
    if 200 <= status < 300:
        return None
    retry_at = _retry_at(response.headers.get("retry-after", ""), now)
    if status == 503 and retry_at is not None:
        return Failure(Trouble.TOO_MANY_REQUESTS, str(status), retry_at)
    return Failure(TROUBLES.get(status, Trouble.SERVER), str(status), retry_at)


def _retry_at(said: str, now: datetime) -> datetime | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3)."""
    said = said.strip()
    if said.isascii() and said.isdigit():
        return now + min(timedelta(seconds=int(said[:9])), LONGEST_PAUSE)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return min(max(at, now), now + LONGEST_PAUSE)

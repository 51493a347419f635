"""What a request says, read with care: whoever reaches the socket may have written it."""

from datetime import datetime, timedelta

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.frozen import replace
from presence.core.snapshot import Snapshot
from presence.core.tracker import StartRequest
from presence.link.commands import Request
from presence.words.kinds import find_kind


def start_request(request: Request, snapshot: Snapshot) -> StartRequest:
    """What is to start: as a click would, but for what was said."""
    asked = snapshot.likely
    if request.get("kind"):
        asked = StartRequest(kind=find_kind(str(request["kind"]), snapshot.kinds).key)
    people = _names(request, "people")
    if people:
        asked = replace(asked, people=people)
    length, until = length_in(request, "length_s"), instant_in(request, "until")
    is_open = request.get("open") is True
    if length is not None or until is not None or is_open:
        asked = replace(asked, length=length, until=until, is_open=is_open)
    return replace(
        asked,
        ago=length_in(request, "ago_s") or timedelta(),
        place=str(request.get("place") or ""),
        note=str(request.get("note") or ""),
        tags=_names(request, "tags"),
    )


def instant_in(request: Request, name: str) -> datetime | None:
    """An instant of a request, with its offset; None where it names none."""
    value = request.get(name)
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(str(value))
    except ValueError as fault:
        raise NotUnderstood(ErrorCode.BAD_TIME, text=str(value)) from fault
    if instant.tzinfo is None:
        raise NotUnderstood(ErrorCode.BAD_TIME, text=str(value))
    return instant


def length_in(request: Request, name: str) -> timedelta | None:
    """A length of a request, in seconds there; None where it names none."""
    value = request.get(name)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or abs(value) > 1e9:
        raise NotUnderstood(ErrorCode.BAD_LENGTH, text=str(value))
    return timedelta(seconds=value)


def _names(request: Request, name: str) -> tuple[str, ...]:
    value = request.get(name)
    if not isinstance(value, list):
        return ()
    return tuple(filter(None, (" ".join(str(each).split()) for each in value)))

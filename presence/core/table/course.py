"""How a phone lay, one state after the other, by what its page told."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from presence.core.frozen import Enum, dataclass, replace
from presence.core.slip import SlipReason
from presence.core.table.phone import Told, Word

GRACE = timedelta(seconds=10)  # a pick-up that is shorter is no look
LEAVE_TAKING = timedelta(minutes=2)  # who picks it up to say so is leaving, and did not look


class State(Enum):
    """How a phone lies."""

    JOINING = "joining"  # not laid down yet
    DOWN = "down"
    LOCKED = "locked"  # still down, the screen off
    UP = "up"
    AWAY = "away"  # in the hand, in another app
    SILENT = "silent"  # no signal
    LEFT = "left"


Span = tuple[datetime, datetime]
DOWN_STATES = frozenset({State.DOWN, State.LOCKED})
UP_STATES = frozenset({State.UP, State.AWAY})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some time in one state, begun by the word with that number; ``end`` None: it goes on."""

    state: State
    start: datetime
    end: datetime | None
    number: int = 0
    reason: SlipReason | None = None


def course_of(
    began: datetime, joins: Sequence[datetime], words: Sequence[Told]
) -> tuple[Stretch, ...]:
    """The states one after the other; what was told before the session only says how it lay.

    ``joins`` are the instants at which the page was opened, ``words`` are in their order.
    """
    events: list[tuple[datetime, int, Told | None]] = [(at, -1, None) for at in joins]
    events += [(word.at, place, word) for place, word in enumerate(words)]
    events.sort(key=lambda event: event[:2])
    course = [Stretch(State.JOINING, max(began, events[0][0]), None)]
    for at, _place, word in events:
        _go_on(course, began, at, word)
    return tuple(course)


def gone_on(
    course: Sequence[Stretch], began: datetime, words: Iterable[Told]
) -> tuple[Stretch, ...]:
    """The same with more words, in their order and after all others."""
    following = list(course)
    for word in words:
        _go_on(following, began, word.at, word)
    return tuple(following)


def calmed(course: Sequence[Stretch], known: datetime) -> Iterator[Stretch]:
    """The course with what was only a jolt as still down, and what was leave-taking as left."""
    run: list[Stretch] = []
    for each in course:
        if each.state in UP_STATES:
            run.append(each)
            continue
        if run:
            yield _calmed(run, each, known)
            run = []
        yield each
    if run:
        yield _calmed(run, None, known)


def _go_on(course: list[Stretch], began: datetime, at: datetime, word: Told | None) -> None:
    """What follows in the course from a word, or from its page being opened (None)."""
    if word is not None and word.word is Word.REASON:
        _give_reason(course, word.reason)
        return
    current = course[-1]
    state = _after(current.state, None if word is None else word.word)
    if at < began and state in UP_STATES:
        state = State.JOINING
    if state is current.state:
        return
    at = max(at, began)
    goes_on = state in UP_STATES and current.state in UP_STATES
    if at > current.start:
        course[-1] = Stretch(current.state, current.start, at, current.number, current.reason)
    else:
        course.pop()
    number = 0 if word is None else word.number
    course.append(Stretch(state, at, None, number, current.reason if goes_on else None))


def _after(state: State, word: Word | None) -> State:
    """How a phone lies after a word; None: its page was opened."""
    match word:
        case None:
            return State.JOINING if state is State.LEFT else state
        case Word.DOWN:
            return State.DOWN
        case Word.LEAVING | Word.GONE:
            return State.LEFT
        case Word.UP:
            return State.UP if state in DOWN_STATES else state
        case Word.HIDDEN:
            hidden = {State.DOWN: State.LOCKED, State.UP: State.AWAY}
            return hidden.get(state, state)
        case Word.VISIBLE:  # also where its being hidden was lost, or came as of another time
            return State.UP if state in DOWN_STATES | UP_STATES else state
    return state  # a reason says nothing of how it lies


def _give_reason(course: list[Stretch], reason: SlipReason | None) -> None:
    """To the time in the hand that goes on, or to the last one."""
    place = len(course) - 1
    while place >= 0 and course[place].state not in UP_STATES:
        place -= 1
    while place >= 0 and course[place].state in UP_STATES:
        course[place] = replace(course[place], reason=reason)
        place -= 1


def _calmed(run: list[Stretch], after: Stretch | None, known: datetime) -> Stretch:
    """All the time that a phone was in the hand at once as one stretch."""
    whole = replace(run[0], end=run[-1].end, reason=run[-1].reason)
    length = (whole.end or known) - whole.start
    if after is None:
        return whole
    if after.state in DOWN_STATES and length < GRACE:
        return replace(whole, state=State.DOWN)
    if after.state is State.LEFT and length < LEAVE_TAKING:
        return replace(whole, state=State.LEFT)
    return whole

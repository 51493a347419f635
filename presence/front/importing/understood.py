"""The first of what comes out of a file, kept as it passes by, to be shown as understood."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from presence.core.exchange.arrival import Arrival, LeftOut, Visit
from presence.core.exchange.contact import Contact
from presence.core.kind import Kinds
from presence.core.person import Person
from presence.core.session import Session
from presence.ui.log.words import Speaker
from presence.words.session import SEPARATOR

SHOWN = 12
_MOST_NAMES = 5000


class Understood:
    """Sessions are shown before people, who come first in many files."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._sessions: list[Session] = []
        self._people: list[str] = []

    def passing(self, arrivals: Iterable[Arrival | LeftOut]) -> Iterator[Arrival | LeftOut]:
        """The same arrivals."""
        for each in arrivals:
            match each:
                case Arrival(what=Person(id=person_id, name=name)):
                    if len(self._names) < _MOST_NAMES:
                        self._names[person_id] = name
                    self._keep(name)
                case Arrival(what=Contact(details=details)):
                    self._keep(details.name)
                case Arrival(what=Visit(session=session)) if len(self._sessions) < SHOWN:
                    self._sessions.append(session)
            yield each

    def lines(self, now: datetime, zone: tzinfo, kinds: Kinds) -> list[str]:
        """``Coffee · Ana · Fri 20 Nov, 12:00 – 13:00 · 1 h``; of a file of people their names."""
        if not self._sessions:
            return self._people
        speaker = Speaker(now, zone, kinds)
        return [_line(speaker, self._named(session)) for session in self._sessions]

    def _keep(self, name: str) -> None:
        if len(self._people) < SHOWN:
            self._people.append(name)

    def _named(self, session: Session) -> Session:
        people = tuple(self._names.get(each, each) for each in session.people)
        return replace(session, people=people)


def _line(speaker: Speaker, session: Session) -> str:
    tags = " ".join(f"#{tag}" for tag in session.tags)
    rest = [each for each in (session.place, tags, session.note) if each]
    return SEPARATOR.join([speaker.whole(session), *rest])

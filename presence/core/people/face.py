"""Somebody whom one met at an event, as one notes it on the way home."""

from collections.abc import Iterable
from datetime import date

from presence.core.frozen import dataclass, replace
from presence.core.people.details import Details, Encounter
from presence.core.people.follow_up import Deed


@dataclass(frozen=True, slots=True)
class Face:
    """A name, what one talked about, and what is to follow by which day."""

    name: str
    about: str = ""
    deeds: tuple[tuple[Deed, date], ...] = ()
    links: tuple[str, ...] = ()


def with_face(known: Details, face: Face, is_new: bool, day: date, event: str) -> Details:
    """What is known of somebody once one has met them there on that day.

    Of who is new it is noted where one met; what one talked about is added to the notes.
    """
    if is_new and known.met is None:
        known = replace(known, met=Encounter.IN_PERSON, met_on=day, met_at=event)
    if face.about:
        talk = f"{day.isoformat()}: {face.about}"
        known = replace(known, notes="\n".join(filter(None, [known.notes, talk])))
    return replace(known, links=tuple(_once([*known.links, *face.links])))


def _once(links: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(links)

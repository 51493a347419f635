"""Writes down whom one met at an event: in the session, in what is known, in what is to follow."""

from collections.abc import Sequence
from datetime import date

from presence.core.frozen import replace
from presence.core.people.details import Details
from presence.core.people.face import Face, with_face
from presence.core.people.follow_up import FollowUp
from presence.core.person import folded
from presence.core.ports import Change, SessionLog
from presence.core.session import Session
from presence.store import new_id
from presence.store.known.follow_ups import FOLLOW_UP, follow_up_document
from presence.store.known.people import DETAILS, PersonBook, details_document


def note_faces(
    log: SessionLog,
    session: Session | None,
    faces: Sequence[Face],
    day: date,
    event: str,
    because: Change,
) -> Sequence[FollowUp]:
    """One change and one undo; ``event`` is what is noted as where one met. What is to follow."""
    known_before = {folded(name) for name in log.everybody().values()}
    ids = [log.person_ids([face.name])[0] for face in faces]
    names = log.names_of(ids)
    book = PersonBook(log)
    things: dict[tuple[str, str], str | None] = {}
    known: dict[str, Details] = {}
    follow_ups: list[FollowUp] = []
    for person, face in zip(ids, faces, strict=True):
        name = names[person]
        before = known.get(person) or book.with_id(person, name)
        is_new = folded(name) not in known_before and person not in known
        known[person] = with_face(before, face, is_new, day, event)
        things[DETAILS, person] = details_document(known[person])
        for deed, due_on in face.deeds:
            about, meeting = face.about, "" if session is None else session.id
            follow_up = FollowUp(new_id(), name, deed, due_on, because.at, about, meeting)
            follow_ups.append(follow_up)
            things[FOLLOW_UP, follow_up.id] = follow_up_document(follow_up, person)
    sessions = () if session is None else (_with_people(session, [names[each] for each in ids]),)
    log.put_things(things, because, *sessions)
    return follow_ups


def _with_people(session: Session, names: Sequence[str]) -> Session:
    there = {folded(name): name for name in session.people}
    for name in names:
        there.setdefault(folded(name), name)
    return replace(session, people=tuple(there.values()))

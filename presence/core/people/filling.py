"""What an address book knows of somebody of whom something is known already."""

from presence.core.frozen import replace
from presence.core.people.details import MOST_LINKS, Details


def filled(ours: Details, theirs: Details) -> Details:
    """Ours, with theirs wherever ours says nothing: what the person has written here stays.

    A birthday gets its year, links and notes are added that are not there yet.
    """
    birthday, born = ours.birthday, theirs.birthday
    if birthday is None or (born is not None and birthday == replace(born, year=None)):
        birthday = born
    links = tuple(dict.fromkeys([*ours.links, *theirs.links]))[:MOST_LINKS]
    notes = ours.notes
    if theirs.notes and theirs.notes not in notes:
        notes = "\n\n".join(filter(None, [notes, theirs.notes]))
    has_met = ours.met is not None or ours.met_on is not None or bool(ours.met_at)
    first = ours if has_met else theirs
    return replace(
        ours,
        nick=ours.nick or theirs.nick,
        relation=ours.relation or theirs.relation,
        met=first.met,
        met_on=first.met_on,
        met_at=first.met_at,
        links=links,
        birthday=birthday,
        notes=notes,
        cadence=ours.cadence if ours.is_let_be else ours.cadence or theirs.cadence,
        wrote_on=max(filter(None, [ours.wrote_on, theirs.wrote_on]), default=None),
    )

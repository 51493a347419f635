"""What became of whom one met at events, and what might follow."""

from datetime import UTC, date, datetime, timedelta

from presence.core.frozen import replace
from presence.core.kind import BUILT_IN, Kinds
from presence.core.people.details import Details, Encounter
from presence.core.people.events import MetThere, event_kinds, outcomes
from presence.core.people.face import Face, with_face
from presence.core.people.follow_up import Deed, FollowUp
from presence.core.people.relation import Relation
from presence.core.people.suggestion import Hint, suggestions
from presence.core.session import Session

AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
DAY = timedelta(days=1)
EVENT = Session("e", "event", AT, "UTC", None, AT + timedelta(hours=2), ("Ana", "Bo"))
ANA, BO = Details("Ana", id="a"), Details("Bo", id="b")
CONNECT = FollowUp("f", "Ana", Deed.CONNECT, date(2026, 11, 23), AT, session="e")


def of(
    *follow_ups: FollowUp, people: tuple[Details, ...] = (ANA, BO), **times: list[datetime]
) -> dict[str, MetThere]:
    times = {"a": [AT], "b": [AT]} | times
    (found,) = outcomes([EVENT], people, times.__getitem__, follow_ups, datetime.date)
    return {each.who.name: each for each in found.met}


def test_who_was_met_there_first_is_new_and_who_before_is_not() -> None:
    met = of(b=[AT - DAY * 9, AT])
    assert met["Ana"].is_new
    assert not met["Bo"].is_new


def test_who_was_known_before_the_log_began_is_not_new() -> None:
    known = replace(ANA, met_on=date(2010, 1, 1))
    assert not of(people=(known, BO))["Ana"].is_new


def test_meetings_since_are_counted_with_the_last_one() -> None:
    met = of(a=[AT, AT + DAY, AT + DAY * 5])["Ana"]
    assert (met.met_again, met.last_at) == (2, AT + DAY * 5)


def test_what_followed_there_is_told_and_of_other_meetings_not() -> None:
    done = replace(CONNECT, id="g", done_at=AT)
    other = replace(CONNECT, id="h", session="another")
    met = of(CONNECT, done, other)["Ana"]
    assert (met.still_open, met.done) == ((CONNECT,), (done,))
    assert met.is_connected


def test_kinds_for_events_are_the_one_and_those_that_look_like_it() -> None:
    own = replace(BUILT_IN[0], key="meetup", icon="event")
    assert event_kinds(Kinds([own])) == {"event", "meetup"}


def test_of_who_is_new_it_is_noted_where_one_met() -> None:
    face = Face("Ana", "maps", links=("l",))
    noted = with_face(ANA, face, True, AT.date(), "PyBar")
    assert (noted.met, noted.met_on, noted.met_at) == (Encounter.IN_PERSON, AT.date(), "PyBar")
    assert noted.notes == "2026-11-20: maps"
    assert noted.links == ("l",)


def test_of_who_was_known_only_what_one_talked_about_is_added() -> None:
    known = replace(ANA, notes="sings", links=("l",))
    noted = with_face(known, Face("Ana", "maps", links=("l",)), False, AT.date(), "PyBar")
    assert noted == replace(known, notes="sings\n2026-11-20: maps")


def test_whom_one_knows_only_online_is_to_be_met_and_whom_in_person_to_connect_with() -> None:
    online = replace(ANA, met=Encounter.ONLINE)
    in_person = replace(BO, met=Encounter.IN_PERSON)
    found = suggestions([online, in_person], {"b"})
    assert [(each.who.name, each.hint) for each in found] == [
        ("Ana", Hint.MEET),
        ("Bo", Hint.CONNECT),
    ]


def test_nothing_is_suggested_that_was_done_or_is_to_follow_or_is_needless() -> None:
    in_person = replace(ANA, met=Encounter.IN_PERSON)
    assert not suggestions([in_person], {"a"}, [CONNECT])
    assert not suggestions([replace(in_person, links=("l",))], {"a"})
    assert not suggestions([replace(in_person, relation=Relation.SIBLING)], {"a"})
    assert not suggestions([replace(in_person, is_archived=True)], {"a"})
    assert not suggestions([replace(ANA, met=Encounter.ONLINE)], {"a"})
    assert not suggestions([ANA], ())

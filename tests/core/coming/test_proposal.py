"""Which events are proposed, and why: invitations as the services and people write them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from presence.core.coming.chosen import ChosenCalendar, Handling
from presence.core.coming.event import (
    Answer,
    Attendee,
    Busy,
    CalendarEvent,
    Role,
    Status,
)
from presence.core.coming.learnt import NOTHING, Learnt
from presence.core.coming.offer import Origin
from presence.core.coming.proposal import Judgement, Reason, judge
from presence.core.kind import Kind, Kinds, Nature, OverTime, Sphere
from presence.words.coming.judged_by import coming_words
from presence.words.coming.why import reason_words, why_line

NINE = datetime(2026, 11, 30, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
ME = Attendee("Mia Berg", "mia@example.org", Answer.ACCEPTED)
ANA = Attendee("Ana Silva", "ana@example.org", Answer.ACCEPTED)
TOM = Attendee("Tom", "tom@example.org")
ROOM = Attendee("Room 4.12", "room412@example.org", Answer.ACCEPTED, Role.NOT_A_PERSON)
WORK = ChosenCalendar()
KINDS = Kinds()


def an_event(title: str = "Roadmap", **changes: object) -> CalendarEvent:
    values: dict[str, object] = {
        "calendar": "work",
        "uid": "u1",
        "occurrence": "",
        "title": title,
        "starts_at": NINE,
        "ends_at": NINE + HOUR,
        "organiser": ANA,
        "attendees": (ANA, ME),
    }
    return CalendarEvent(**{**values, **changes})  # type: ignore[arg-type]  # the fields' types


def judged(
    event: CalendarEvent,
    chosen: ChosenCalendar = WORK,
    me: tuple[str, ...] = ("mia@example.org",),
    people: tuple[str, ...] = (),
    learnt: Learnt = NOTHING,
    kinds: Kinds = KINDS,
) -> Judgement:
    return judge(event, chosen, me, kinds, learnt, coming_words(), people)


def reasons(event: CalendarEvent, chosen: ChosenCalendar = WORK) -> set[str]:
    return {reason.value for reason in judged(event, chosen).reasons}


def test_a_meeting_in_a_room_is_proposed_with_all_that_a_session_is_made_of() -> None:
    found = judged(an_event(place="Room 4.12"))
    assert found.is_proposed
    assert found.reasons == (Reason.WITH_OTHERS, Reason.HAS_PLACE)
    offer = found.offer
    assert offer is not None
    assert (offer.origin, offer.key, offer.calendar) == (Origin.EVENT, "u1", "work")
    assert (offer.title, offer.place, offer.kind) == ("Roadmap", "Room 4.12", "meeting")
    assert (offer.starts_at, offer.ends_at) == (NINE, NINE + HOUR)
    assert (offer.people, offer.invited) == (("Ana Silva",), 1)
    assert not offer.starts_by_itself


def test_others_and_no_link_are_in_person_also_without_a_place() -> None:
    assert judged(an_event()).reasons == (Reason.WITH_OTHERS, Reason.NO_LINK)


ONLINE_PLACES = [
    "https://zoom.us/j/123456789?pwd=abc",
    "https://example-org.zoom.us/my/ana",
    "Zoom",
    "ZOOM Meeting",
    "Zoom: https://us02web.zoom.us/j/123",
    "Microsoft Teams Meeting",
    "Microsoft Teams-Besprechung",
    "Microsoft-Teams-Besprechung",
    "Teams",
    "Réunion Microsoft Teams",
    "Google Meet",
    "meet.google.com/abc-defg-hij",
    "Google Meet (instructions in description)",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fteams.microsoft.com%2Fl",
    "Webex",
    "https://acme.webex.com/meet/ana",
    "Jitsi",
    "https://meet.jit.si/RoadMap",
    "https://meet.example.org/roadmap",
    "https://bbb.uni-example.de/b/ana-x1y-z2a",
    "BigBlueButton",
    "Whereby",
    "https://whereby.com/ana",
    "https://global.gotomeeting.com/join/123",
    "GoTo Meeting",
    "https://chime.aws/123",
    "Skype",
    "Skype-Besprechung",
    "https://bluejeans.com/123",
    "https://meet.around.co/r/x",
    "https://app.slack.com/huddle/T1/C1",
    "Slack huddle",
    "Discord",
    "https://discord.gg/abc",
    "FaceTime",
    "https://facetime.apple.com/join#v=1",
    "Signal",
    "https://signal.link/call/#key=x",
    "+49 30 1234567,,98765#",
    "tel:+4930123456",
    "030 / 123 456 78",
    "Telefon",
    "per Telefon",
    "I will call you",
    "phone",
    "online",
    "Online / virtuell",
    "remote",
    "Zoom or phone",
    "Zoom, siehe Beschreibung",
    "https://example.org/room/4",
    "Zoom 123 456 7890",
]


@pytest.mark.parametrize("place", ONLINE_PLACES)
def test_a_place_that_is_a_link_or_online_is_no_place(place: str) -> None:
    found = judged(an_event(place=place))
    assert not found.is_proposed
    assert Reason.ONLINE_PLACE in found.reasons
    assert found.offer is None


PLACES = [
    ("Room 4.12", "Room 4.12"),
    ("4.12", "4.12"),
    ("Zoom Room 3", "Zoom Room 3"),
    ("Room 4.12; Microsoft Teams Meeting", "Room 4.12"),
    ("Raum Berlin (Zoom)", "Raum Berlin"),
    ("Raum Berlin / https://zoom.us/j/1", "Raum Berlin"),
    ("Da Enzo, Via dei Vascellari 29, 00153 Roma", "Da Enzo, Via dei Vascellari 29, 00153 Roma"),
    ("Café Online", "Café Online"),
    ("Meeting Point", "Meeting Point"),
    ("zu Hause", "zu Hause"),
    ("Büro oder Teams", "Büro"),
    ("https://maps.app.goo.gl/xyz", "https://maps.app.goo.gl/xyz"),
    ("Da Enzo https://daenzo.example", "Da Enzo https://daenzo.example"),
    ("Hauptstraße 5\n10117 Berlin", "Hauptstraße 5 10117 Berlin"),
    ("会議室 3", "会議室 3"),
]


@pytest.mark.parametrize(("place", "kept"), PLACES)
def test_a_place_that_one_goes_to_is_one_and_is_carried_over(place: str, kept: str) -> None:
    found = judged(an_event(place=place, links=("https://meet.google.com/abc",)))
    assert found.reasons == (Reason.WITH_OTHERS, Reason.HAS_PLACE)
    assert found.offer is not None
    assert found.offer.place == kept


@pytest.mark.parametrize("place", ["", "tbd", "TBA", "?", "–", "see description", "n/a"])
def test_a_place_that_says_nothing_is_neither(place: str) -> None:
    assert judged(an_event(place=place)).reasons == (Reason.WITH_OTHERS, Reason.NO_LINK)


DESCRIPTIONS = [
    "Agenda\n\nJoin Zoom Meeting\nhttps://zoom.us/j/123?pwd=x",
    "________\nMicrosoft Teams meeting\nJoin on your computer, mobile app or room device",
    "Klicken Sie hier, um an der Besprechung teilzunehmen <https://teams.microsoft.com/l/x>",
    "Microsoft Teams-Besprechung\nNehmen Sie auf dem Computer teil",
    "Join with Google Meet: https://meet.google.com/abc-defg-hij\nOr dial: (US) +1 1",
    "Ana is inviting you to a scheduled Zoom meeting.",
    "Dial-in: +49 30 1234",
    "Einwahldaten folgen",
    "https://jitsi.example.org/team",
    "link: https://cloud.example.org/call/a8b7c6d5",
    "https://urldefense.com/v3/__https://acme.zoom.us/j/99__;!!x",
]


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_what_services_write_into_descriptions_is_a_link(text: str) -> None:
    found = judged(an_event(text=text))
    assert found.reasons == (Reason.VIDEO_LINK,)
    assert judged(an_event(text=text, place="Room 4")).is_proposed


@pytest.mark.parametrize(
    "text",
    [
        "Agenda: zoom in on the roadmap, then the teams present",
        "Ana Silva\nwww.webex.com\nTel.: +49 30 123456",
        "https://docs.google.com/document/d/1 and https://example.org/call-for-papers",
        "https://en.wikipedia.org/wiki/Zoom.us.example.com/x",
    ],
)
def test_a_description_that_only_mentions_such_words_is_no_link(text: str) -> None:
    assert judged(an_event(text=text)).is_proposed


def test_a_conference_that_the_calendar_names_counts_without_a_place() -> None:
    links = ("https://meet.google.com/abc-defg-hij",)
    assert reasons(an_event(links=links)) == {"video_link"}
    found = judged(an_event("1:1 in person", links=links))
    assert found.reasons == (Reason.WITH_OTHERS, Reason.SAID_IN_PERSON)


@pytest.mark.parametrize("title", ["Call Ana", "Telefonat Budget", "Teams-Call", "Webinar: x"])
def test_a_title_that_says_call_is_no_meeting_in_person(title: str) -> None:
    assert reasons(an_event(title)) == {"a_call"}
    assert judged(an_event(title, place="Room 4")).is_proposed


def test_several_reasons_are_told_at_once() -> None:
    event = an_event(
        attendees=(),
        organiser=None,
        is_all_day=True,
        status=Status.CANCELLED,
        busy=Busy.FREE,
        is_private=True,
        place="Zoom",
    )
    expected = {"all_day", "cancelled", "free_time", "private", "online_place", "nobody_else"}
    assert reasons(event) == expected
    assert reasons(event, replace(WORK, handling=Handling.IGNORE)) == expected | {"ignored"}


def mine(answer: Answer = Answer.ACCEPTED, role: Role = Role.REQUIRED) -> CalendarEvent:
    return an_event(attendees=(ANA, replace(ME, answer=answer, role=role)))


def test_what_i_have_declined_is_not_proposed_what_others_have_is() -> None:
    assert reasons(mine(Answer.DECLINED)) == {"declined"}
    gone = replace(TOM, answer=Answer.DECLINED)
    found = judged(an_event(attendees=(ANA, ME, gone)))
    assert found.offer is not None
    assert found.offer.people == ("Ana Silva",)


def test_where_everybody_else_has_declined_nobody_comes() -> None:
    gone = replace(TOM, answer=Answer.DECLINED)
    event = an_event(organiser=ME, attendees=(gone, ME), place="Room 4")
    assert reasons(event) == {"all_declined"}


def test_tentative_and_optional_and_private_are_as_the_person_says() -> None:
    strict = replace(WORK, tentative=False, optional=False)
    for event, reason in (
        (mine(Answer.TENTATIVE), "tentative"),
        (an_event(status=Status.TENTATIVE), "tentative"),
        (an_event(busy=Busy.TENTATIVE), "tentative"),
        (mine(role=Role.OPTIONAL), "optional"),
    ):
        assert judged(event).is_proposed
        assert reasons(event, strict) == {reason}
    private = an_event(is_private=True)
    assert reasons(private) == {"private"}
    assert judged(private, replace(WORK, private=True)).is_proposed


def test_out_of_office_is_no_free_time_and_a_week_is_the_longest() -> None:
    assert judged(an_event(busy=Busy.OUT_OF_OFFICE)).is_proposed
    assert reasons(an_event(ends_at=NINE + timedelta(days=8))) == {"too_long"}


def test_rooms_lists_and_the_calendar_itself_are_no_people() -> None:
    team = Attendee("Team", "x1@group.calendar.google.com")
    assert reasons(an_event(organiser=team, attendees=(ROOM, ME))) == {"nobody_else"}
    found = judged(an_event(attendees=(ROOM, ANA, ME)))
    assert found.offer is not None
    assert found.offer.invited == 1


def test_who_has_accepted_comes_first_and_i_am_not_among_them() -> None:
    unsure = Attendee("Eve", "eve@example.org", Answer.TENTATIVE)
    found = judged(an_event(organiser=TOM, attendees=(unsure, ANA, ME, TOM)))
    assert found.offer is not None
    assert found.offer.people == ("Tom", "Ana Silva", "Eve")


def test_of_more_than_eight_only_the_number_is_told() -> None:
    many = tuple(Attendee(f"P{n}", f"p{n}@example.org") for n in range(9))
    found = judged(an_event(organiser=ME, attendees=many[:8]))
    assert found.offer is not None
    assert len(found.offer.people) == 8
    found = judged(an_event(organiser=ME, attendees=many))
    assert found.offer is not None
    assert (found.offer.people, found.offer.invited) == ((), 9)


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("Silva, Ana (Sales)", "ana@x.org", "Ana Silva"),
        ("Ana Silva [EXT]", "", "Ana Silva"),
        ("", "ana.silva@x.org", "Ana Silva"),
        ("ana.silva2@x.org", "ana.silva2@x.org", "Ana Silva2"),
        ("'Ana'", "", "Ana"),
        ("Ana\n\u202eavliS", "", "Ana avliS"),
        ("A" * 300, "", "A" * 99 + "…"),
    ],
)
def test_names_are_as_one_calls_people(name: str, address: str, shown: str) -> None:
    found = judged(an_event(organiser=None, attendees=(Attendee(name, address), ME)))
    assert found.offer is not None
    assert found.offer.people == (shown,)


def test_where_nobody_knows_who_i_am_any_guest_but_the_host_is_company() -> None:
    found = judged(an_event(), me=())
    assert found.is_proposed
    assert found.reasons == (Reason.WITH_OTHERS, Reason.NO_LINK, Reason.WHO_IS_ME)
    assert found.offer is not None
    assert (found.offer.people, found.offer.invited) == ((), 1)
    assert judged(an_event(attendees=(ANA,)), me=()).reasons == (Reason.NOBODY_ELSE,)


def test_an_address_of_mine_that_is_not_invited_leaves_all_of_them_others() -> None:
    found = judged(an_event(attendees=(ANA, TOM)))
    assert found.offer is not None
    assert found.offer.people == ("Ana Silva", "Tom")


def test_a_title_names_company_where_nobody_is_invited() -> None:
    def titled(title: str) -> Judgement:
        return judged(an_event(title, organiser=None, attendees=()), people=("Ana Silva", "Tom"))

    found = titled("Abendessen mit Ana und Tom bei Marco")
    assert found.reasons == (Reason.NAMED_IN_TITLE, Reason.NO_LINK)
    assert found.offer is not None
    assert (found.offer.people, found.offer.kind) == (("Ana Silva", "Tom"), "dinner")
    stranger = titled("Walk with Marek")
    assert stranger.offer is not None
    assert (stranger.offer.people, stranger.offer.kind) == ((), "walk")
    assert titled("Dinner with friends").is_proposed
    for alone in ("Lunch", "Lunch with a view", "Meeting with", "Spaziergang mit Hund"):
        assert titled(alone).reasons == (Reason.NOBODY_ELSE,)
    assert titled("Call with Ana").reasons == (Reason.A_CALL,)


def test_own_words_are_for_an_event_or_against_it() -> None:
    alone = an_event("Chorprobe im Saal", organiser=None, attendees=(), busy=Busy.FREE)
    found = judged(alone, replace(WORK, always=("chor*",)))
    assert found.reasons == (Reason.ALWAYS, Reason.NO_LINK)
    assert not judged(alone, replace(WORK, always=("chor",))).is_proposed
    assert reasons(an_event("Stand-up"), replace(WORK, never=("stand?up", " "))) == {"never"}
    both = replace(WORK, always=("roadmap",), never=("room 4",))
    assert reasons(an_event(place="Room 4"), both) == {"never"}
    cancelled = replace(an_event(), status=Status.CANCELLED)
    assert not judged(cancelled, replace(WORK, always=("roadmap",))).is_proposed


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Dinner with the board", "dinner"),
        ("Team lunch", "dinner"),
        ("Mittagessen", "dinner"),
        ("Kaffee & Kuchen", "coffee"),
        ("Coffee meeting", "coffee"),
        ("Walk & talk", "walk"),
        ("1:1 Ana/Mia", "meeting"),
        ("Networking Hamburg", "event"),
        ("Conference dinner", "dinner"),
        ("Weihnachtsfeier", "event"),
        ("Oma besuchen", "family"),
        ("Interessen abgleichen", "meeting"),
        ("Roadmap", "meeting"),
    ],
)
def test_the_kind_is_guessed_from_the_words(title: str, kind: str) -> None:
    found = judged(an_event(title))
    assert found.offer is not None
    assert found.offer.kind == kind


def test_a_kind_of_ones_own_and_the_calendars_own_go_first() -> None:
    sport = Kind(
        "badminton",
        "Badminton",
        Nature.AWAY,
        Sphere.PRIVATE,
        HOUR,
        OverTime.COUNT,
        False,
        False,
        HOUR * 4,
    )
    found = judged(an_event("Badminton and beer"), kinds=Kinds([sport]))
    assert found.offer is not None
    assert found.offer.kind == "badminton"
    for kind, expected in (("event", "event"), ("gone", "dinner")):
        found = judged(an_event("Dinner"), replace(WORK, kind=kind))
        assert found.offer is not None
        assert found.offer.kind == expected


def test_what_the_person_made_of_like_titles_is_learnt() -> None:
    learnt = Learnt(
        [("Board review 12", "dinner"), ("Board review 11", "event"), ("Standup", "walk")]
    )

    def kind(title: str) -> str:
        offer = judged(an_event(title), learnt=learnt).offer
        assert offer is not None
        return offer.kind

    assert kind("Board review 13") == "dinner"  # the newest
    assert kind("Review of the board") == "meeting"  # not like enough
    assert kind("Board review spring") == "dinner"
    assert kind("Daily standup extra long") == "meeting"
    assert kind("12") == "meeting"


def test_an_event_without_an_end_is_as_long_as_its_kind() -> None:
    found = judged(an_event("Dinner", ends_at=NINE))
    assert found.offer is not None
    assert found.offer.ends_at == NINE + timedelta(minutes=90)
    found = judged(an_event("Family", ends_at=NINE))
    assert found.offer is not None
    assert found.offer.ends_at is None


def test_a_calendar_starts_its_events_by_itself_where_that_is_chosen() -> None:
    found = judged(an_event(), replace(WORK, handling=Handling.START))
    assert found.offer is not None
    assert found.offer.starts_by_itself


def test_a_morning_with_six_events_of_which_two_are_in_person() -> None:
    morning = [
        an_event("Standup", links=("https://meet.google.com/abc-defg-hij",)),
        an_event("Roadmap", place="Room 4.12; Microsoft Teams Meeting"),
        an_event("Focus time", organiser=ME, attendees=()),
        an_event("Budget", place="Microsoft Teams-Besprechung"),
        an_event("Holiday of Tom", is_all_day=True, busy=Busy.FREE),
        an_event("Lunch", place="Da Enzo", attendees=(ANA, ME, TOM)),
    ]
    proposed = [found.offer for found in map(judged, morning) if found.offer is not None]
    assert [(offer.title, offer.kind) for offer in proposed] == [
        ("Roadmap", "meeting"),
        ("Lunch", "dinner"),
    ]


def test_no_reason_tells_a_title_or_a_name_and_each_has_words() -> None:
    for reason in Reason:
        assert reason_words(reason)
    said = why_line(judged(an_event("Secret merger", place="Zoom")))
    assert said == "Not proposed: its place is online"
    said = why_line(judged(an_event("Secret merger", place="Da Enzo")))
    assert said == "Proposed: with others, at a place"

"""The words by which events are judged: of every language, as invitations mix them."""

from functools import cache

from presence.core.coming.judging.words import ComingWords, pieces, row

# What counts more stands first: a "coffee meeting" is a coffee, a "conference dinner" a dinner.
_WALK = "walk, hike, stroll, spaziergang, spazieren, wanderung, wandern, gassi"
_COFFEE = """
    coffee, cup of tea, tea with, tea at, cafe, kaffee, kaffeetrinken, kaffeepause, kaffeeklatsch,
    tee mit, tee bei
"""
_DINNER = """
    dinner, lunch, breakfast, brunch, supper, bbq, barbecue, pizza, sushi, restaurant, abendessen,
    mittagessen, mittag, mittagstisch, frühstück, frühstücken, essen, abendbrot, grillen, teamessen,
    weihnachtsessen, geschäftsessen, arbeitsessen
"""
_FAMILY = """
    family, familie, familientreffen, familienfeier, kids, kinder, grandma, grandpa, granny, mum,
    mom, dad, parents, oma, opa, omi, opi, großeltern, eltern, mama, papa, birthday, geburtstag,
    playdate, spielplatz, playground
"""
_TALK = """
    1:1, 1-on-1, 1on1, one on one, one-to-one, standup, stand-up, daily, jour fixe, retro,
    retrospective, sprint, review, planning, interview, workshop, kick-off, kickoff, beratung,
    vier-augen-gespräch, mitarbeitergespräch, vorstellungsgespräch, sitzung
"""
_EVENT = """
    event, networking, party, meetup, meet-up, conference, concert, wedding, drinks, pub, beer,
    wine, bar, reception, gala, festival, feier, stammtisch, konferenz, messe, konzert, hochzeit,
    feierabendbier, bier, umtrunk, empfang, veranstaltung, treffen, klassentreffen, game night,
    spieleabend, theatre, theater, cinema, kino, weihnachtsfeier, apéro
"""
_ALONE = "focus time, focus, deep work, fokus, fokuszeit, reading time"
_MEETING = "meeting, besprechung, termin, appointment, gespräch, sync, catch-up, catch up"
KINDS = (
    ("walk", _WALK),
    ("coffee", _COFFEE),
    ("dinner", _DINNER),
    ("family", _FAMILY),
    ("meeting", _TALK),
    ("event", _EVENT),
    ("alone", _ALONE),
    ("meeting", _MEETING),
)

_ONLINE = """
    zoom teams meet hangout hangouts webex jitsi whereby bigbluebutton bbb goto gotomeeting chime
    skype bluejeans huddle slack discord facetime signal whatsapp telegram lync online onlinemeeting
    virtual virtuell virtuelle virtuelles remote web webinar video videocall videochat
    videoconference videokonferenz videoanruf videobesprechung teamsbesprechung telefon phone
    telephone telefonat telefonisch telefonkonferenz telko tel call anruf conf dial einwahl
    homeoffice livestream stream digital
"""
_HOLLOW = """
    microsoft google ms cisco apple amazon meeting meetings conference konferenz besprechung
    besprechungen link links url id pin passcode password passwort kenncode code
    meeting-id see siehe s below unten above oben in im the der die das den dem description
    beschreibung details invite invitation einladung body mail email tbd tba tbc na n a none keine
    keiner unknown unbekannt noch offen ort location wird bekanntgegeben announced be to by via per
    über ueber by on an am zum zur for für mit with at bei and und or oder reunion de del di da
    riunione vergadering mote mode spotkanie w toplantisi kokous schuzka sitzung number nummer
    nr join teilnehmen beitreten here hier click klick klicken instructions anweisungen
    audio only nur chat app sent folgt follows later später you ich rufe i will
    ring me mich us uns
"""
_CALLS = """
    call, phone call, video call, videocall, conference call, zoom, teams call, skype, facetime,
    webinar, webcast, livestream, online, remote, virtual, virtuell, virtuelle, virtuelles,
    virtueller, anruf, anrufen, telefonat, telefonieren, telefontermin, telefonkonferenz, telko,
    videokonferenz, videoanruf, videotelefonat, phone screen, dial-in, google meet
"""
_IN_PERSON = """
    in person, in-person, face to face, face-to-face, f2f, on site, on-site, onsite, vor ort,
    persönlich, in präsenz, präsenz, präsenztermin, präsenztreffen
"""
_JOINING = """
    join zoom meeting, join the meeting now, click here to join the meeting, join microsoft teams,
    microsoft teams meeting, microsoft teams-besprechung, an der besprechung teilnehmen,
    nehmen sie an der besprechung teil, join with google meet, mit google meet teilnehmen,
    videoanruf starten, join webex meeting, webex-meeting beitreten, join skype meeting,
    skype-besprechung beitreten, join by phone, join by video, per telefon teilnehmen,
    per telefon einwählen, per video teilnehmen, dial-in, dial in, one tap mobile,
    schnelleinwahl mobil, einwahlnummer, einwahldaten, zoom-meeting beitreten, meeting id,
    meeting-id, besprechungs-id, konferenz-id, join on your computer, is inviting you to a scheduled
"""


@cache
def coming_words() -> ComingWords:
    """The words to judge by."""
    return ComingWords(
        kinds=tuple((each, key) for key, said in KINDS for each in _rows(said)),
        online=_words(_ONLINE),
        hollow=_words(_HOLLOW),
        calls=_rows(_CALLS),
        in_person=_rows(_IN_PERSON),
        joining=_rows(_JOINING),
        with_=_words("with w/ w mit feat ft avec con com"),
        others=_words(
            "friends family team kids children mum mom dad parents colleagues customers clients"
            " everyone everybody all us them her him people neighbours neighbors students grandma"
            " allen euch ihr ihm ihnen kolleginnen kollegen nachbarn"
        ),
        nobody=_words(f"{_ONLINE} {_HOLLOW} hund dog musik music buch laptop obst kuchen blick"),
        no_more=_words("at in im bei beim @ am an on re about über zum zur for für - – | wegen um"),
    )


def _rows(said: str) -> tuple[str, ...]:
    return tuple(row(each) for each in said.split(","))


def _words(said: str) -> frozenset[str]:
    return frozenset(word for each in said.split() for word in pieces(each) or [each])

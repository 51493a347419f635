"""Whether a text leads to a meeting without a place: the known services, and how they are linked.

The services are those that MeetingBar (leits/MeetingBar, MeetingServices.swift) and people's own
invitations name; a server of one's own is known by how such hosts are usually called.
"""

import re

LONGEST_TEXT = 20_000  # of a description that is looked through

_HOSTS = (
    "zoom.us zoom.com zoomgov.com zoom-x.de"
    " teams.microsoft.com teams.live.com teams.microsoft.us teams.cloud.microsoft"
    " meet.google.com hangouts.google.com g.co/meet"
    " meet.jit.si jitsi.net 8x8.vc kmeet.infomaniak.com fairmeeting.net senfcall.de palava.tv"
    " webex.com whereby.com appear.in"
    " gotomeeting.com gotomeet.me gotowebinar.com meet.goto.com app.goto.com"
    " chime.aws app.chime.aws lync.com join.skype.com meet.lync.com"
    " bluejeans.com around.co discord.gg discord.com/channels discord.com/invite"
    " app.slack.com/huddle facetime.apple.com signal.link call.whatsapp.com t.me/call"
    " ringcentral.com dialpad.com/meet livestorm.co streamyard.com gather.town wonder.me"
    " starleaf.com lifesize.com lifesizecloud.com pexip.me vidyocloud.com demio.com"
    " riverside.fm tuple.app pop.com/j butter.us hopin.com doxy.me call.element.io"
    " meeting.zoho.com meet.zoho.com cal.video daily.co clickmeeting.com alfaview.com"
    " edudip.com join.me conf.dfn.de vc.dfn.de opentalk.eu vidcruiter.com"
).split()
_OWN = r"(?:meet|jitsi|bbb|bigbluebutton|greenlight|webconf|videoconf|zoom|webex|huddle)"
_BEFORE = r"(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){0,4}"
_AFTER = r"(?![a-z0-9-]|\.[a-z])"

_KNOWN = re.compile(rf"{_BEFORE}(?:{'|'.join(map(re.escape, _HOSTS))}){_AFTER}")
_KNOWN_PAGE = re.compile(rf"{_KNOWN.pattern}(?::\d+)?[/_?]\S")
_OWN_PAGE = re.compile(
    rf"://{_OWN}[0-9-]{{0,4}}\.[^\s/]{{1,200}}/\S|://[^\s/]{{1,200}}/(?:b|bigbluebutton|call)/[a-z0-9]{{3}}"
)
_SCHEME = re.compile(
    r"(?<![a-z0-9])(?:zoommtg|zoomus|msteams|facetime|facetime-audio|sips?|skype|callto|tel):\S"
)
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|mailto:)\S+", re.IGNORECASE)
_MAP = re.compile(
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]{2,6}/maps|maps\.google\.|maps\.apple\.com"
    r"|openstreetmap\.org|osm\.org|what3words\.com|w3w\.co|bing\.com/maps|here\.com)"
)
_DIAL = re.compile(r"[\d\s()/.,;#*+x-]+")
_FEWEST_DIGITS = 7


def leads_to_video(text: str) -> bool:
    """Whether a description has a link to a meeting; a service's front page is none."""
    plain = _unwrapped(text)
    return bool(_KNOWN_PAGE.search(plain) or _OWN_PAGE.search(plain))


def is_video_address(text: str) -> bool:
    """Whether a place or the link of a conference is such an address, or a number to dial."""
    plain = _unwrapped(text)
    return bool(_KNOWN.search(plain) or _SCHEME.search(plain) or leads_to_video(plain))


def is_number_to_dial(text: str) -> bool:
    """``+49 30 1234567,,98765#``: digits alone, as many as a telephone has."""
    plain = text.strip()
    digits = sum(letter.isdigit() for letter in plain)
    is_a_number = plain[:1] in ("+", "0", "(") or ",," in plain or plain.endswith("#")
    return digits >= _FEWEST_DIGITS and is_a_number and bool(_DIAL.fullmatch(plain))


def is_map(text: str) -> bool:
    """Whether an address shows a place on a map."""
    return bool(_MAP.search(text.casefold()))


def without_addresses(text: str) -> str:
    """A text without the addresses of pages in it."""
    return _URL.sub(" ", text)


def _unwrapped(text: str) -> str:
    """A text in lower case with the links as they were before a mail filter wrapped them."""
    plain = text[:LONGEST_TEXT].casefold()
    return plain.replace("%3a", ":").replace("%2f", "/")

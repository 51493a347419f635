"""Sessions of hypothesis: with texts that spreadsheets, terminals and parsers stumble over."""

from datetime import timedelta

from hypothesis import strategies as st

from presence.core.session import Origin, Said, Session, Watched
from presence.core.slip import Slip, SlipReason, SlipSource
from tests.fakes import EVENING

HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '"=1', "'=1", "''@x", "＝1", "\ufeff=1"),
    *('a "quoted" word', "line\nline\r\nline\rline", " edge ", "\\", "\\;", "a; b;", ";", "a,b"),
    *("😀👩‍👧", "שלום (עולם)", "\u202eright-to-left", "\x1b[31mred", "\x07", "\u2028", "N/A"),
    *("{}", "[1,2]", "null", "<b>&amp;", "e\u0301", "王思远", "-", "'", '"', "0" * 40, "1e400"),
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
TEXTS = st.one_of(st.sampled_from(HOSTILE), ANY, st.just(""))
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
TAGS = TEXTS.filter(lambda text: text != "" and "\n" not in text)
ZONES = st.sampled_from(("Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC"))
SCORES = st.one_of(st.none(), st.integers(1, 5))
MILLISECONDS = st.integers(0, 6 * 86_400_000).map(lambda count: timedelta(milliseconds=count))
INSTANTS = MILLISECONDS.map(lambda span: EVENING + span * 7)
IDS = st.uuids().map(str)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """One that the log can hold."""
    started = draw(INSTANTS)
    ended = started + draw(MILLISECONDS)
    slips = draw(
        st.lists(
            st.builds(
                Slip,
                IDS,
                st.timedeltas(timedelta(), ended - started).map(
                    lambda span: started + span // timedelta(milliseconds=1) * _MILLISECOND
                ),
                MILLISECONDS,
                st.sampled_from(list(SlipSource)),
                st.one_of(st.none(), st.sampled_from(list(SlipReason))),
            ),
            max_size=3,
        )
    )
    return Session(
        id=draw(IDS),
        kind=draw(st.one_of(st.sampled_from(("dinner", "meeting", "chess")), NAMES)),
        started_at=started,
        zone=draw(ZONES),
        planned_end_at=draw(st.one_of(st.none(), MILLISECONDS.map(lambda span: started + span))),
        ended_at=ended,
        people=tuple(draw(st.lists(NAMES, max_size=3, unique=True))),
        place=draw(TEXTS),
        note=draw(TEXTS),
        confirmed=draw(st.booleans()),
        origin=draw(st.sampled_from(list(Origin))),
        said=draw(st.one_of(st.none(), st.sampled_from(list(Said)))),
        slips=tuple(sorted(slips, key=lambda slip: slip.at)),
        watched=draw(st.frozensets(st.sampled_from(list(Watched)))),
        enjoyed=draw(SCORES),
        distracted=draw(SCORES),
        word=draw(TEXTS),
        tags=tuple(draw(st.lists(TAGS, max_size=3, unique=True))),
    )


_MILLISECOND = timedelta(milliseconds=1)

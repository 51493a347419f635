"""Links that ask to start, as anybody may write them."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence.core.entry.link import BadLink, LinkedStart, LinkProblem, read_link

MINUTES_90 = timedelta(minutes=90)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (
            "presence://start?kind=dinner&with=Ana&for=90m",
            LinkedStart("dinner", ("Ana",), MINUTES_90),
        ),
        ("presence://start", LinkedStart()),
        ("presence://start/?", LinkedStart()),
        ("presence:start?for=1h30", LinkedStart(length=MINUTES_90)),
        ("presence://START?for=90#top", LinkedStart(length=MINUTES_90)),
        (
            "presence://start?with=Ana%2CTom+M%C3%BCller&with=@Zo%C3%AB&with=Ana",
            LinkedStart(people=("Ana", "Tom Müller", "Zoë")),
        ),
        (
            "presence://start?place=Da%20%20Enzo&note=50%25%2B%3D%26",
            LinkedStart(place="Da Enzo", note="50%+=&"),
        ),
        ("presence://start?note=%2541", LinkedStart(note="%41")),  # decoded once
        ("presence://start?kind=&for=&with=,@", LinkedStart()),
    ],
)
def test_what_a_link_says_is_read(link: str, said: LinkedStart) -> None:
    assert read_link(link) == said


@pytest.mark.parametrize(
    ("link", "problem", "part"),
    [
        ("", LinkProblem.NOT_OURS, ""),
        ("https://start?kind=dinner", LinkProblem.NOT_OURS, "https://start?kind=dinner"),
        ("presence://user@start", LinkProblem.NOT_OURS, "presence://user@start"),
        ("presence://start/../stop", LinkProblem.NOT_OURS, "presence://start/../stop"),
        ("presence://start\n", LinkProblem.NOT_OURS, "presence://start?"),
        ("presence://stop", LinkProblem.UNKNOWN_VERB, "stop"),
        ("presence://start?switch=1", LinkProblem.UNKNOWN_KEY, "switch"),
        ("presence://start?Kind=dinner", LinkProblem.UNKNOWN_KEY, "Kind"),
        ("presence://start?%6bind=dinner", LinkProblem.UNKNOWN_KEY, "%6bind"),
        ("presence://start?kind=a&kind=b", LinkProblem.TWICE, "kind"),
        ("presence://start?note=%0Arm", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=%E2%80%AEx", LinkProblem.BAD_TEXT, "note"),  # turns text round
        ("presence://start?note=%00", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=%FF", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=%C0%AF", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=%zz", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=100%", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?note=ü", LinkProblem.BAD_TEXT, "note"),
        ("presence://start?for=soon", LinkProblem.BAD_LENGTH, "soon"),
        ("presence://start?for=0m", LinkProblem.BAD_LENGTH, "0m"),
        ("presence://start?for=25h", LinkProblem.BAD_LENGTH, "25h"),
        ("presence://start?for=-5", LinkProblem.BAD_LENGTH, "-5"),
        ("presence://start?note=" + "x" * 201, LinkProblem.TOO_LONG, "note"),
        ("presence://start?note=" + "x" * 2000, LinkProblem.TOO_LONG, ""),
        (
            "presence://start?with=" + ",".join(f"A{number}" for number in range(21)),
            LinkProblem.TOO_LONG,
            "with",
        ),
    ],
)
def test_what_is_not_known_is_refused_whole(link: str, problem: LinkProblem, part: str) -> None:
    with pytest.raises(BadLink) as raised:
        read_link(link)
    assert (raised.value.problem, raised.value.part) == (problem, part)


@given(
    st.text(alphabet=st.sampled_from("presence:/start?&=kindwithfor%0Aa1h+ü\x00,@#"), max_size=80)
)
def test_any_text_is_a_proposal_or_a_clear_error(text: str) -> None:
    for link in (text, f"presence://start?{text}", f"presence://start?note={text}"):
        with suppress(BadLink):
            said = read_link(link)
            assert all(each.isprintable() for each in (said.kind, said.note, *said.people))

"""What waited while it was quiet."""

from presence.core.lease import NOT_MUTED, MuteDetail, MuteReport, MuteState, Waiting
from presence.words.mute.waiting import waiting_line


def report(waited: Waiting | None, floods: bool = False) -> MuteReport:
    return MuteReport(
        MuteState.NOT_MUTED, MuteDetail.NO_SESSION, "dunst", waited=waited, floods=floods
    )


def test_how_many_waited_and_of_which_programs() -> None:
    waited = Waiting(3, {"Chat": 1, "Mail": 2})
    assert waiting_line(report(waited)) == "3 notifications waited: Mail 2, Chat 1."
    assert waiting_line(report(Waiting(1))) == "1 notification waited."


def test_a_flood_is_told() -> None:
    said = waiting_line(report(Waiting(2), floods=True))
    assert said == "2 notifications waited. They appear now, all at once."


def test_nothing_is_said_where_nothing_waited_or_nobody_knows() -> None:
    assert waiting_line(NOT_MUTED) == ""
    assert waiting_line(report(Waiting(0))) == ""


def test_many_programs_are_named_in_part() -> None:
    waited = Waiting(21, {letter: number for number, letter in enumerate("abcdef", 1)})
    assert waiting_line(report(waited)).endswith(": f 6, e 5, d 4, c 3, others 3.")


def test_a_program_without_a_name_is_one_of_the_others() -> None:
    waited = Waiting(3, {"": 1, "Mail": 2})
    assert waiting_line(report(waited)) == "3 notifications waited: Mail 2, others 1."
    assert waiting_line(report(Waiting(1, {"": 1}))) == "1 notification waited."

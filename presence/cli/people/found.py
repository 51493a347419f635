"""What the actions share: the books, who is meant, and the change that undo will name."""

from collections.abc import Sequence
from datetime import date

from presence.cli.context import Context
from presence.cli.log.calendar import calendar_of
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.details import Details
from presence.core.people.finding import the_one
from presence.core.ports import Change, ChangeKind
from presence.store.known.cadences import CadenceBook
from presence.store.known.follow_ups import FollowUpBook
from presence.store.known.people import PersonBook


def people_of(context: Context) -> PersonBook:
    """What is known of people."""
    return PersonBook(context.log, str(context.paths.database))


def follow_ups_of(context: Context) -> FollowUpBook:
    """What is to follow."""
    return FollowUpBook(context.log, str(context.paths.database))


def wishes_of(context: Context) -> CadenceBook:
    """How often one wants to see relations and groups."""
    return CadenceBook(context.log, str(context.paths.database))


def today_of(context: Context) -> date:
    """The day that it is for the person."""
    return calendar_of(context).day_of(context.now)


def who_is_meant(context: Context, words: Sequence[str], usage: str) -> Details:
    """The person of these words: a name, a nick, or a few letters of one alone."""
    if not words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    return the_one(" ".join(words), people_of(context).everybody())


def no_words(words: Sequence[str], usage: str) -> None:
    """An action that takes no name."""
    if words:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"{usage} {words[0]}")


def because(context: Context, what: ChangeKind, name: str) -> Change:
    """The change that undo will name."""
    return Change(what, "", name, context.now)

"""What is known of looks at a screen, and on what that rests; the same everywhere it is said."""

from datetime import datetime, timedelta, tzinfo

from presence.core.session import Basis, Said, Session, Watched
from presence.core.slip import Slip, SlipSource
from presence.texts import _, ngettext
from presence.words.dates import clock_time, grouped, length, percent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presence.core.review import WeekReview

MINUTE = timedelta(minutes=1)
SEPARATOR = " · "


def kept_words(session: Session, now: datetime) -> str:
    """``98 % kept (computer only)``, or that nothing is known."""
    return kept_words_of(session.kept_share(now), session.basis)


def kept_words_of(share: float | None, basis: Basis) -> str:
    """The same of a share and what it rests on."""
    if share is None:
        return _("kept: not known")
    return _("{share} kept ({basis})").format(share=percent(share), basis=_basis_name(basis))


def _basis_name(basis: Basis) -> str:
    match basis:
        case Basis.COMPUTER_AND_PHONE:
            return _("computer and phone")
        case Basis.COMPUTER:
            return _("computer only")
        case Basis.SAID:
            return _("you said so")
        case Basis.NOT_KNOWN:
            return _("not known")


def basis_line(session: Session) -> str:
    """``This computer noticed no look at it. The phone was not watched.``"""
    if session.basis is Basis.NOT_KNOWN:
        return _("Nothing is known of looks at a screen: it is left out of every percentage.")
    lines = [] if session.said is None else [_said_line(session.said)]
    if _is_watched(session, Watched.COMPUTER, SlipSource.INPUT):
        lines.append(_computer_line(_count(session, SlipSource.INPUT)))
    if _is_watched(session, Watched.PHONE, SlipSource.PHONE):
        lines.append(_phone_line(_count(session, SlipSource.PHONE)))
    elif session.basis is Basis.COMPUTER:
        lines.append(_("The phone was not watched."))
    noted = _count(session, SlipSource.SELF)
    if noted:
        text = ngettext("You noted {count} look.", "You noted {count} looks.", noted)
        lines.append(text.format(count=noted))
    return " ".join(lines)


def _said_line(said: Said) -> str:
    match said:
        case Said.YES:
            return _("You said that the phones stayed down.")
        case Said.MOSTLY:
            return _("You said that the phones mostly stayed down.")
        case Said.NO:
            return _("You said that the phones did not stay down.")


def _computer_line(count: int) -> str:
    if not count:
        return _("This computer noticed no look at it.")
    return ngettext(
        "This computer noticed {count} look at it.",
        "This computer noticed {count} looks at it.",
        count,
    ).format(count=count)


def _phone_line(count: int) -> str:
    if not count:
        return _("The phone was not picked up.")
    return ngettext(
        "The phone was picked up {count} time.", "The phone was picked up {count} times.", count
    ).format(count=count)


def _count(session: Session, source: SlipSource) -> int:
    return sum(slip.source is source for slip in session.slips)


def _is_watched(session: Session, what: Watched, source: SlipSource) -> bool:
    return what in session.watched or bool(_count(session, source))


def look_cells(slip: Slip, zone: tzinfo) -> tuple[str, str, str, str]:
    """``21:10``, ``3 min``, ``this computer``, ``a call: takes nothing away``."""
    from presence.words.session import reason_name, source_name  # a week lists no looks

    spent = length(slip.length) if slip.length >= MINUTE else _("below 1 min")
    reason = "" if slip.reason is None else reason_name(slip.reason)
    if reason and not slip.spoils:
        reason = _("{reason}: takes nothing away").format(reason=reason)
    return clock_time(slip.at, zone), spent, source_name(slip.source), reason


def kept_basis_line(review: "WeekReview") -> str:
    """What a week's kept share rests on: ``you said so: 7 · not known: 2``."""
    names = {
        Basis.COMPUTER_AND_PHONE: _("computer and phone: {count}"),
        Basis.COMPUTER: _("computer only: {count}"),
        Basis.SAID: _("you said so: {count}"),
        Basis.NOT_KNOWN: _("not known: {count}"),
    }
    counts = review.by_basis
    return SEPARATOR.join(
        text.format(count=grouped(counts[basis]))
        for basis, text in names.items()
        if counts.get(basis)
    )


def left_out_line(review: "WeekReview") -> str:
    """Which sessions stand outside the week's percentage; empty where none does."""
    unknown = review.by_basis.get(Basis.NOT_KNOWN, 0)
    if not unknown:
        return ""
    return ngettext(
        "{count} session of which nothing is known is left out.",
        "{count} sessions of which nothing is known are left out.",
        unknown,
    ).format(count=grouped(unknown))


def kept_help(review: "WeekReview") -> str:
    """How a week's kept share is computed, and what it rests on."""
    said = _(
        "The share of the time without a look at a screen; longer sessions count for more. A look "
        "with a good reason takes nothing away."
    )
    counts = review.by_basis
    if counts.get(Basis.COMPUTER):
        said += " " + _("Where only this computer was watched, a look at a phone is not in it.")
    if counts.get(Basis.SAID):
        said += " " + _("“Mostly” counts as three quarters.")
    return " ".join(filter(None, [said, left_out_line(review)]))

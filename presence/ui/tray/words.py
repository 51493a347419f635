"""What the tray says without being asked: what is so, and what a click does."""

from presence.core.snapshot import Snapshot
from presence.texts import _
from presence.words.dates import moment
from presence.words.mute import mute_line
from presence.words.session import click_line, request_line, session_title


def click_words(snapshot: Snapshot, show_people: bool) -> str:
    """Exactly what a click does; with the people where the person allows them to be seen."""
    if snapshot.session is not None or not show_people:
        return click_line(snapshot)
    what = request_line(snapshot.likely, snapshot.kinds, with_people=True)
    return _("Start {what}").format(what=what)


def tooltip(snapshot: Snapshot, show_people: bool) -> str:
    """What is so, whether it is quiet, what a click does.

    It names times of day: a number of minutes would be wrong before the icon is drawn anew.
    """
    click = _("Click: {what}").format(what=click_words(snapshot, show_people))
    session = snapshot.session
    if session is None:
        return "\n".join([_("Presence"), click])
    what = session_title(session, snapshot.kinds, show_people)
    planned = session.planned_end_at
    if planned is None:
        text = _("{what} since {time}")
    elif snapshot.now < planned:
        text = _("{what} until {time}")
    else:
        text = _("{what}, planned until {time}")
    time = moment(planned or session.started_at, snapshot.zone, snapshot.now)
    return "\n".join([text.format(what=what, time=time), mute_line(snapshot.mute), click])

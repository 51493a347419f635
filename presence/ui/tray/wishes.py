"""What a person can ask for at the tray, and what its menu is made from."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from presence.core.frozen import dataclass

if TYPE_CHECKING:  # nothing of it is needed before the icon shows
    from presence.core.coming.agenda import Entry
    from presence.core.likely import Combination
    from presence.core.review import WeekReview


@dataclass(frozen=True, slots=True)
class TrayExtras:
    """What the menu shows besides the snapshot."""

    combinations: "tuple[Combination, ...]" = ()
    week: "WeekReview | None" = None
    show_people: bool = False
    coming: "tuple[Entry, ...]" = ()  # what is coming today, and what was missed
    is_updated: bool = False  # a newer Presence is installed than the one that runs


class TrayWishes(QObject):
    """The signals of the tray; whoever joins it to the engine listens."""

    clicked = Signal()  # do what the menu's first line says
    start_requested = Signal(object, bool)  # StartRequest; whether it is a switch
    extend_requested = Signal(int)  # minutes
    length_requested = Signal(object)  # timedelta from the start of the one in progress, or None
    until_requested = Signal()  # ask for a time
    people_requested = Signal()  # ask for people
    slip_requested = Signal(object)  # SlipReason or None
    slip_back_requested = Signal()
    test_requested = Signal()
    undo_requested = Signal()
    confirm_requested = Signal()
    open_start = Signal()
    open_session = Signal()
    open_week = Signal()
    open_add = Signal()
    open_log = Signal()
    open_import = Signal()
    open_names = Signal()
    open_people = Signal()
    open_met = Signal()  # to note whom one met
    open_goals = Signal()
    open_agenda = Signal()
    open_phone = Signal()  # one's own
    open_guests = Signal()  # the phones at the table
    offer_start_requested = Signal(object)  # Offer
    offer_declined = Signal(object)
    offer_happened = Signal(object)
    open_settings = Signal()
    open_help = Signal()
    start_anew_requested = Signal()  # the newer one that is installed
    quit_requested = Signal()
    message_clicked = Signal()  # the balloon of the icon
    menu_opening = Signal()  # redraw with snapshot and extras of now: the menu is to be seen

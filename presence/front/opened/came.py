"""Who really came to what nobody started, joined: those who are ticked go into the log."""

from dataclasses import replace

from presence.core.coming.agenda import ASKED_FOR, State
from presence.core.coming.offer import Offer
from presence.front.context import Context
from presence.ui.coming.came import CameView, CameWindow
from presence.words.coming.offer import offer_name, span_line
from presence.words.dates import moment
from presence.words.session import SEPARATOR


class CameOpened:
    """``open`` takes an offer's key; nothing is written before the person says so."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.window = CameWindow(context.wardrobe.look)
        self.window.answered.connect(self._add)
        self.window.help_requested.connect(lambda heading: context.actions.show(f"help#{heading}"))

    def open(self, wanted: str) -> None:
        offer = self._offer(wanted)
        if offer is None:
            return
        context, now, zone = self._context, self._context.clock.now(), self._context.zone()
        times = span_line(offer, zone, offer.starts_at)
        day = moment(offer.starts_at, zone, now)
        self.window.redraw(
            CameView(
                key=offer.key,
                title=offer_name(offer, context.log.kinds(), show_people=False),
                says=SEPARATOR.join(filter(None, (day, times))),
                invited=offer.people,
            )
        )
        self.window.present()

    def redraw(self) -> None:
        """Somebody is ticking: nothing changes under their hands."""

    def _offer(self, key: str) -> Offer | None:
        """The meeting, while it is still one that was missed."""
        now = self._context.clock.now()
        found = self._context.coming().agenda.entries(now - ASKED_FOR, now, now)
        return next(
            (each.offer for each in found if each.offer.key == key and each.state is State.MISSED),
            None,
        )

    def _add(self, key: str, came: tuple[str, ...]) -> None:
        offer = self._offer(key)
        if offer is not None:
            deeds = self._context.coming().deeds
            self._context.actions.attempt(lambda: deeds.add(replace(offer, people=came)))

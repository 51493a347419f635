"""A phone in somebody's hand: what is read on its page, and what is tapped."""

import json
from pathlib import Path
from typing import Generic, TypeVar

from tests.browsers.tab import PATIENCE, Tab
from tests.desktops.lab import SHOTS
from tests.desktops.programs import wait_until

AnyTab = TypeVar("AnyTab", bound=Tab)
DOWN, UP = 178.0, 30.0  # degrees: on its face, and in a hand

# The elements that are seen and have this text; of a field, its label's.
FIND = """
[...document.querySelectorAll("button, input, summary, h1, h2, p, li, dd, dt")].filter(
  (each) => each.checkVisibility() && (each.labels?.[0] ?? each).textContent === %s)
"""
CENTRE = """
((each) => {
  each.scrollIntoView({ block: "center" });
  const box = each.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})((%s)[0])
"""


class PhoneInHand(Generic[AnyTab]):
    """Does with a tab what a person does with a phone."""

    def __init__(self, tab: AnyTab) -> None:
        self.tab = tab

    def scans(self, base: str, token: str) -> None:
        """The code on the computer's screen."""
        self.tab.opens(f"{base}/#{token}")

    @property
    def text(self) -> str:
        """All that can be read on it now."""
        shown = str(self.tab.does("document.querySelector('main').innerText"))
        return shown.replace("\u2068", "").replace("\u2069", "")  # around names, and not seen

    def reads(self, text: str, seconds: float = PATIENCE) -> bool:
        """Whether it stands there, now or soon."""
        wait_until(lambda: text in self.text, seconds, f"{text!r} on the phone")
        return True

    def taps(self, text: str) -> None:
        """A button, a field or what can be unfolded, by what is written on it."""
        found = FIND % json.dumps(text)
        wait_until(
            lambda: self.tab.does(f"({found}).length > 0"), PATIENCE, f"{text!r} on the phone"
        )
        x, y = self.tab.does(CENTRE % found)
        self.tab.taps(x, y)

    def joins(self, base: str, token: str, name: str) -> None:
        """A guest scans the code, says a first name and joins."""
        self.scans(base, token)
        self.taps("Your first name")
        self.tab.types(name)
        self.taps("Join the table")
        self.reads("Lay it face down")

    def lies_down(self) -> None:
        """On its face: the sensors notice."""
        self.tab.turns(DOWN)

    def is_picked_up(self) -> None:
        """Into the hand: the sensors notice."""
        self.tab.turns(UP)

    @property
    def screen(self) -> str:
        """Which screen of the page is shown; there is only ever one."""
        shown = self.tab.does(
            "[...document.querySelectorAll('section:not([hidden])')].map((e) => e.id)"
        )
        return ", ".join(shown)  # none while it is loaded

    def is_on(self, screen: str, seconds: float = PATIENCE) -> None:
        """Wait for a screen of the page."""
        wait_until(lambda: self.screen == screen, seconds, f"the screen {screen}")

    @property
    def faults(self) -> list[str]:
        """What went wrong in the page as it is now."""
        faults: list[str] = self.tab.does("window.faults ?? []")
        return faults

    def keeps_picture(self, name: str) -> Path:
        """Save what it shows among the shots."""
        picture = SHOTS / "phone" / f"{name}.png"
        self.tab.saves(picture)
        return picture

"""What a test asks of a browser's page, whichever browser it is: one tab is one phone."""

from pathlib import Path
from typing import Any, Protocol

# What goes wrong in a page without anybody's seeing it, and what its policy has refused.
PATIENCE = 20.0  # seconds for what a page does at once, on a machine that is busy
FAULTS = """() => {
  window.faults = [];
  const note = (event) => window.faults.push(
    String(event.message ?? event.reason?.stack ?? event.reason ?? event.blockedURI));
  for (const fault of ["error", "unhandledrejection", "securitypolicyviolation"]) {
    addEventListener(fault, note);
  }
}"""


class Tab(Protocol):
    """A page with storage of its own, in a window of its own."""

    def opens(self, address: str) -> None:
        """Go there, as a scanned code does."""

    def does(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""

    def taps(self, x: float, y: float) -> None:
        """A finger on the screen, which counts as the person's will."""

    def types(self, letters: str) -> None:
        """Letters into what has the focus."""

    def presses(self, key: str) -> None:
        """A key of ``Tab``, ``Enter``, ``Space``."""

    def turns(self, beta: float, gamma: float = 0.0) -> None:
        """The phone lies so: 0 on its back, 180 on its face (W3C Device Orientation)."""

    def opens_another(self) -> "Tab":
        """A second tab of the same browser; it is closed with the first."""

    def hides(self) -> None:
        """Locked, or in another app: the page is not seen any more."""

    def shows(self) -> None:
        """The page is seen again."""

    def loses_network(self) -> None:
        """Out of reach of everything."""

    def finds_network(self) -> None:
        """Within reach again."""

    def sized(self, width: int, height: int) -> None:
        """The screen's size in CSS pixels."""

    def saves(self, picture: Path) -> None:
        """What the screen shows, as a PNG."""

    def closes(self) -> None:
        """The tab is closed."""


class Browser(Protocol):
    """A program that opens tabs."""

    name: str

    def opens_phone(self) -> Tab:
        """A new phone: nothing is stored on it."""

    def ends(self) -> None:
        """Close it with everything."""

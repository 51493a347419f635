"""What comes by itself takes the keyboard from nobody, under real window managers."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.desktops.lab import ROOT, VENV, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.screen import Screen

MANAGERS = ("openbox", "kwin_x11", "muffin")  # muffin is Mutter's sibling, and as strict
OURS = "It comes by itself"


class Typist:
    """Somebody who types a letter in a window of their own."""

    def __init__(self, lab: Lab, manager: str) -> None:
        self.lab, self.screen = lab, Screen(lab)
        lab.env.update(QT_QPA_PLATFORM="xcb", PYTHONPATH=str(ROOT))
        lab.spawn(manager)
        wait_until(self._is_managed, 20, f"{manager}")
        self.letter = self.program("typing_program.py")
        window = self.screen.wait_for_window("A letter to Ana", 20)
        self.screen.settled(0.5)
        self.screen.click(*self.screen.box_of_window(window).centre)
        self.types("Dear ")

    def program(self, name: str, *words: str) -> Program:
        return self.lab.spawn(VENV / "python", ROOT / "tests" / "desktops" / name, *words)

    def types(self, text: str) -> None:
        self.screen.type(text)
        wait_until(lambda: self.written.endswith(text), 10, f"{text!r} in the letter")

    def _is_managed(self) -> bool:
        asked = self.lab.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK", check=False)
        return "window id" in asked.stdout

    @property
    def written(self) -> str:
        lines = self.letter.output.splitlines()
        return lines[-1] if lines else ""


@pytest.fixture(params=MANAGERS)
def typist(request: pytest.FixtureRequest) -> Iterator[Typist]:
    with Lab(request.param) as lab:
        yield Typist(lab, request.param)


def test_who_types_goes_on_typing_and_a_click_takes_the_keyboard_over(typist: Typist) -> None:
    for what in ("nudge", "closing", "card"):
        before = typist.screen.settled()
        asking = typist.program("asking_program.py", what)
        window = typist.screen.wait_for_window(OURS, 20)
        shown = typist.screen.settled(0.5)
        typist.types(f"{what} ")
        box = typist.screen.box_of_window(window)
        assert before.changed(shown, box) > box.width * box.height / 3, f"nobody sees the {what}"
        if what == "card":
            typist.screen.click(box.left + 30, box.top + 20)
            typist.screen.key("Return")
            wait_until(partial(_is_answered, asking), 5, "the likely answer")
        asking.end()
    assert typist.written == "Dear nudge closing card "


def _is_answered(asking: Program) -> bool:
    return "answered" in asking.output

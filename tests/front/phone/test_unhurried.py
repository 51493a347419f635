"""What takes long is not done again and again, and the last one is never lost."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from presence.front.phone.unhurried import SHARE, SPARE_S, Unhurried


def test_what_takes_long_rests_and_is_then_done_once_more(qtbot: QtBot) -> None:
    seconds, done, owner = [0.0], [0], QObject()

    def deed() -> None:
        done[0] += 1
        seconds[0] += SPARE_S / 2.5

    unhurried = Unhurried(deed, owner, lambda: seconds[0])
    for _ in range(50):
        unhurried.do()
    assert done == [3]  # at once, while it has time to spare
    qtbot.waitUntil(lambda: done == [4])
    for _ in range(50):
        seconds[0] += SPARE_S / 2.5 / SHARE
        unhurried._rest.stop()
        unhurried.do()
    assert done == [54]  # never oftener than it can
    qtbot.wait(100)
    assert done == [54]

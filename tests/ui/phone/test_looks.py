"""The windows of the phones in every state and look: names, order, and room for every word."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screenshots_phone import SCENES
from tests.screenshots_windows import VARIANTS, Scene, Variant, dressed
from tests.ui.accessible import beside_the_page, clipped, nameless, out_of_order

# What is longest, and what only some states show; the colours take no room.
TELLING = {name: scene for name, scene in SCENES.items() if name not in ("phone-first", "guests")}
ROOMY = [variant for variant in VARIANTS if variant.name in ("light", "large", "rtl")]


@pytest.mark.parametrize("scene", TELLING.values(), ids=TELLING.keys())
@pytest.mark.parametrize("variant", ROOMY, ids=lambda variant: variant.name)
def test_it_can_be_read_and_reached_in_every_look(
    qtbot: QtBot, undressed: QApplication, scene: Scene, variant: Variant
) -> None:
    dressed(undressed, variant)
    window = scene(variant.look)
    qtbot.addWidget(window)
    window.fit()
    with qtbot.waitExposed(window):
        window.show()
    undressed.processEvents()
    assert nameless(window) == []
    assert out_of_order(window) == []
    assert clipped(window) == []
    assert not beside_the_page(window)

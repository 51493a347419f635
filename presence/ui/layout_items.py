"""What lies in a layout, one by one."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import Shiboken


def items_of(layout: QLayout) -> Iterator[QLayoutItem]:
    """Its items in their order, each good until the next is asked for.

    PySide 6.11 keeps what stands for an item longer than the layout keeps the item, which goes with
    its widget, and takes whatever comes to lie at that address later for it: the process ends.
    """
    for position in range(layout.count()):
        item = layout.itemAt(position)
        assert item is not None
        is_layout = item.layout() is not None
        yield item
        if not is_layout:
            Shiboken.invalidate(item)

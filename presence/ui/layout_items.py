"""What lies in a layout, one by one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget


def parts_of(layout: QLayout) -> Sequence[QWidget | QLayout]:
    """Its widgets and the layouts in it, in their order.

    They are not asked for by ``itemAt``: what PySide 6.11 makes to stand for an item stays as long
    as the layout does, past the item, which goes with its widget. Whatever came to lie at that
    address was then taken for it, and the process ended.
    """
    parent = layout.parentWidget()
    around = [] if parent is None else parent.children()
    placed = [
        (layout.indexOf(part), part)
        for part in (*layout.children(), *around)
        if isinstance(part, QWidget | QLayout)
    ]
    return [part for place, part in sorted(placed, key=lambda each: each[0]) if place >= 0]

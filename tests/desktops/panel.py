"""Where icons stand in a panel, told by its pixels."""

from tests.desktops.screen import Box, Picture

GAP = 5  # columns without a change that part one icon from the next
SMALLEST = 20  # pixels; less is an antialiased edge that moved


def new_icons(before: Picture, after: Picture, tray: Box) -> list[Box]:
    """The places within ``tray`` that look different now, from left to right."""
    columns = sorted({x for x, _ in before.differing(after, tray)})
    runs: list[list[int]] = []
    for column in columns:
        if runs and column - runs[-1][-1] <= GAP:
            runs[-1].append(column)
        else:
            runs.append([column])
    boxes = []
    for run in runs:
        strip = Box(run[0], tray.top, run[-1] + 1, tray.bottom)
        box = before.changed_box(after, strip)
        if box and before.changed(after, strip) >= SMALLEST:
            boxes.append(box)
    return boxes

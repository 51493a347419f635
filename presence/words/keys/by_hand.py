"""How a key is bound in the settings of the desktop, said in a line beside what can be copied."""

from presence.texts import _


def by_hand_words(command: str, place: str, file: str, has_lines: bool) -> str:
    """``place`` is where in the settings of the desktop, ``file`` where lines of its own go."""
    if file and has_lines:
        return _("By hand: this line in {file}.").format(file=file)
    if place and has_lines:
        said = _("By hand: “{command}” in {place}, or these lines in a terminal.")
        return said.format(command=command, place=place)
    where = place or file
    if where:
        return _("By hand: “{command}” in {place}.").format(command=command, place=where)
    said = _("By hand: give a key the command “{command}” in the settings of your desktop.")
    return said.format(command=command)

"""What argparse does not understand, said in the person's language.

argparse knows only English sentences of its own; one that a later Python words differently is
shown as it is.
"""

import re
from collections.abc import Callable, Sequence

from presence.texts import _

_ARGUMENT = r"argument (?P<name>\S+?)(?:/\S+)?: "
_SENTENCES: Sequence[tuple[str, Callable[[], str]]] = (
    (r"the following arguments are required: (?P<names>[^ ]+)", lambda: _("{names} is missing")),
    (r"the following arguments are required: (?P<names>.+)", lambda: _("{names} are missing")),
    (r"unrecognized arguments: (?P<names>.+)", lambda: _("there is no {names}")),
    (
        _ARGUMENT + r"invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        lambda: _("{name} cannot be {value}, only {choices}"),
    ),
    (_ARGUMENT + r"invalid \w+ value: (?P<value>.+)", lambda: _("{name} cannot be {value}")),
    (_ARGUMENT + r"expected (?:one|1) argument", lambda: _("{name} needs a value")),
    (
        _ARGUMENT + r"expected at least one argument",
        lambda: _("{name} needs a value or several"),
    ),
    (
        _ARGUMENT + r"ignored explicit argument (?P<value>.+)",
        lambda: _("{name} takes no value like {value}"),
    ),
    (
        _ARGUMENT + r"not allowed with argument (?P<other>.+)",
        lambda: _("{name} and {other} cannot go together"),
    ),
)


def complaint(message: str) -> str:
    """The sentence of argparse in other words."""
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found is not None:
            values = {name: value.replace("'", "") for name, value in found.groupdict().items()}
            if values.get("name") == "action":  # shown as its choices, by no name
                values["name"] = _("WHAT")
            return words().format(**values)
    return message

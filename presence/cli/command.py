"""A command: its one-line help, the words it takes, and what it does."""

from presence.cli.context import Context
from presence.core.frozen import dataclass
from presence.core.library import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:  # not loaded with the commands that need no parser
    from argparse import ArgumentParser, Namespace


@dataclass(frozen=True, slots=True)
class Command:
    """``help`` is asked for when it is shown, in the language of then."""

    help: Callable[[], str]
    add_arguments: "Callable[[ArgumentParser], None]"
    run: "Callable[[Context, Namespace], int]"


def no_arguments(parser: "ArgumentParser") -> None:
    """A command that takes no words."""

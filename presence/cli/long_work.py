"""Work that may take long: where its process is killed, the running app sees to the rest."""

from collections.abc import Iterator
from contextlib import contextmanager

from presence.cli.context import Context


@contextmanager
def at_long_work(context: Context) -> Iterator[None]:
    """The app is told at the beginning, and notices when this process hangs up."""
    held = context.held_by_app(b'{"do":"importing"}')
    try:
        yield
    finally:
        if held is not None:
            held.close()

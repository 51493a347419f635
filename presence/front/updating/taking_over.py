"""The newer app takes over: the session goes on, and the desktop stays quiet meanwhile."""

from presence.core.engine import Engine
from presence.core.event import Event
from presence.desktop.lease import handed_over
from presence.desktop.mute.worker import MuteWorker


def take_over(engine: Engine, muter: MuteWorker) -> None:
    """Take the session up, and let the former guard go once there is one of our own."""
    handed_over.take_over()

    def on_event(_event: Event) -> None:
        if handed_over.is_anything() and not engine.is_settling:
            handed_over.end(is_ours=engine.session is not None and muter.is_guarded)

    engine.listen(on_event)
    engine.open(is_handed_over=True)
    if engine.session is None:
        handed_over.end(is_ours=False)

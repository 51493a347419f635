"""A window that is asked for comes with the asker's token, which a compositor wants to see."""

from collections.abc import Iterator
from functools import partial

import pytest

from presence import APPLICATION_ID
from tests.desktops.lab import VENV, Lab
from tests.desktops.programs import Program, wait_until
from tests.desktops.wayland import WaylandScreen

ACTIVATE = "org.freedesktop.Application.Activate"


@pytest.fixture
def lab() -> Iterator[Lab]:
    with Lab("token") as lab:
        WaylandScreen(lab)
        settings = lab.config / "presence" / "settings.toml"
        settings.parent.mkdir()
        settings.write_text("first_minute_done = true\nlogin_asked = true\n")
        yield lab


def test_each_token_is_shown_to_the_compositor_once(lab: Lab) -> None:
    app = lab.spawn(VENV / "presence-tray", env={"WAYLAND_DEBUG": "1"})
    lab.wait_for_name(APPLICATION_ID, 20)
    path = f"/{APPLICATION_ID.replace('.', '/')}"
    tokens = ("token_one", "token_two")
    for token in tokens:
        lab.call(APPLICATION_ID, path, ACTIVATE, f"{{'activation-token': <'{token}'>}}")
        wait_until(partial(shown, app, token), 10, token)
    lab.call(APPLICATION_ID, path, ACTIVATE, "@a{sv} {}")
    assert [shown(app, token) for token in tokens] == [1, 1]


def shown(app: Program, token: str) -> int:
    """How often it was handed over for a window."""
    return app.output.count(f'activate("{token}", wl_surface')

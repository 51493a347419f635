"""A private bus without any service on it, and our connection to it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from presence.desktop.dbus_qt import QtBus
from tests.desktop_mute.conftest import bus, services

__all__ = ["bus", "connection", "services"]


@pytest.fixture
def connection(bus: str, qapp: QCoreApplication) -> Iterator[QtBus]:
    """Our connection to the bus; its timers end here, not in a server's thread."""
    connection = QtBus(address=bus)
    yield connection
    connection.close()
    connection.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

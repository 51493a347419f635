"""Windows are tested without a screen."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which is dressed as it was when the test is over."""
    from tests.screenshots_windows import VARIANTS, dressed

    yield qapp
    dressed(qapp, VARIANTS[0])

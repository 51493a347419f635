"""A desk as the engine's tests have it."""

from tests.core.conftest import Desk, desk

__all__ = ["Desk", "desk"]

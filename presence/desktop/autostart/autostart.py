"""What every way of being started at login can do."""

from abc import ABC, abstractmethod


class Autostart(ABC):
    """The truth is what lies on disk (on Windows, in the registry); nothing is kept beside it.

    Starting the app settles what a power cut left muted. Raises LoginError.
    """

    @property
    @abstractmethod
    def path(self) -> str:
        """Where it is written, for whoever takes every trace away; "" where nothing is."""

    @abstractmethod
    def is_on(self) -> bool:
        """Whether the next login starts this Presence."""

    @abstractmethod
    def turn_on(self) -> None:
        """Have the next login start it; what somebody else wrote there is left as it is."""

    @abstractmethod
    def turn_off(self) -> None:
        """Take away what was written; nothing where it is not ours."""

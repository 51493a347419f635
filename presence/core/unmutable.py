"""Why a desktop cannot be muted."""

from presence.core.frozen import Enum, dataclass


class Why(Enum):
    """The value is what scripts see."""

    NOBODY = "nobody"  # nobody shows notifications here
    HAS_NO_MUTE = "has_no_mute"  # who does is known, and cannot be told not to
    UNKNOWN = "unknown"  # nobody knows how to tell who does


@dataclass(frozen=True, slots=True)
class Unmutable:
    """``server`` is the name that the notification server gives itself."""

    why: Why
    server: str = ""

    def as_note(self) -> str:
        """For ``MuteReport.note``."""
        return f"{self.why.value} {self.server}".strip()

    @classmethod
    def of_note(cls, note: str) -> "Unmutable | None":
        """From ``MuteReport.note``; None where that says something else."""
        key, _, server = note.partition(" ")
        try:
            return cls(Why(key), server)
        except ValueError:
            return None

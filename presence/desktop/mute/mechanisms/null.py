"""No way to mute: nobody shows notifications here, or nobody who can be told not to."""

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server


class Null(Mechanism):
    """Says so."""

    name = "none"
    lifetime = Lifetime.CONNECTION

    @classmethod
    def serves(cls, _server: Server) -> bool:
        return True

    def read(self) -> Reading:
        return Reading(is_muted=False, prior=None, was="")

    def by_hand(self, reading: Reading) -> str:
        return ""

    def recipe(self, reading: Reading) -> Recipe | None:
        return None

    def mute(self, reading: Reading) -> None:
        raise MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail="no mechanism")

"""Where remembered phones look for the page: it is to be there again, and a move is told."""

import logging
from collections.abc import Callable

from presence.core.errors import StoreError
from presence.core.frozen import replace
from presence.core.table.reach import Listening, Problem, Trouble
from presence.core.table.remembered import Remembered
from presence.store.phones.remembered import PhonesFile

logger = logging.getLogger(__name__)


class KnownWay:
    """Port and address stay those that remembered phones know, until one has come by another."""

    def __init__(self, file: PhonesFile, remembered: Callable[[], Remembered]) -> None:
        self._file = file
        self._remembered = remembered

    @property
    def port(self) -> int:
        """Where it is to be, 0 where nobody cares."""
        return self._remembered().port

    def opened(self, listening: Listening) -> tuple[Problem, ...]:
        """It listens there; what is to be told of it."""
        remembered = self._remembered()
        if not remembered.phones or not remembered.address:
            self._keep(listening)
        before, now = (_host(each) for each in (remembered.address, listening.https))
        if not remembered.phones or not before or not now or before == now:
            return ()
        return (Problem(Trouble.ADDRESS_CHANGED, text=before, now=now),)

    def came(self, listening: Listening) -> bool:
        """One's own phone is here; whether it knows another way now than before."""
        is_another = self._remembered().address != listening.https
        if is_another:
            self._keep(listening)
        return is_another

    def _keep(self, listening: Listening) -> None:
        before = self._remembered()
        remembered = replace(before, port=listening.port, address=listening.https)
        if remembered == before:
            return
        try:
            self._file.write(remembered)
        except StoreError as error:  # it is good for this time
            logger.warning("where the phones' page is could not be kept: %s", error.code.value)


def _host(address: str) -> str:
    """``https://10.0.0.2:1234`` without the port, of which the server tells itself."""
    return address.partition("://")[2].rpartition(":")[0]

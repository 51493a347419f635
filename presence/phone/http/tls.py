"""TLS for one connection, as bytes in and bytes out; Python's own, which knows no socket here.

Qt's would do as well, and reads all certificates of the computer first: 230 ms in which the loop
stands still, and 7 MB, for a server that asks nobody for one.
"""

import ssl


class Broken(Exception):
    """The other side does not speak TLS, or not ours."""


class Tls:
    """What comes is given to ``take``; what is to be sent is asked of ``outgoing``."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self.is_ready = False  # hands are shaken

    def take(self, came: bytes) -> bytes:
        """What was said in some bytes that came; raises Broken."""
        self._incoming.write(came)
        said = bytearray()
        try:
            if not self.is_ready:
                self._tls.do_handshake()
                self.is_ready = True
            while part := self._tls.read(65_536):
                said += part
        except ssl.SSLWantReadError:
            pass
        except (ssl.SSLError, ValueError) as fault:
            raise Broken(str(fault)) from fault
        return bytes(said)

    def give(self, said: bytes) -> None:
        """Something is to be said; only once hands are shaken. Raises Broken."""
        rest = memoryview(said)
        try:
            while rest:
                rest = rest[self._tls.write(rest) :]
        except ssl.SSLError as fault:  # the other side has broken it before
            raise Broken(str(fault)) from fault

    def end(self) -> None:
        """Nothing more is said (RFC 8446, 6.1)."""
        if self.is_ready:
            try:
                self._tls.unwrap()
            except (ssl.SSLError, ValueError):  # the other side need not say so too
                return

    def outgoing(self) -> bytes:
        """What is to be sent now."""
        return self._outgoing.read()

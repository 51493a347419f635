"""How much, how many and how long: what anybody in the network may ask of the page's server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and milliseconds."""

    header: int = 16_384
    body: int = 65_536
    unread: int = 262_144  # that wait for a phone which does not take them
    connections: int = 256
    connections_an_address: int = 20  # a stream for each guest there, and pages that are loaded
    phones: int = 60
    guests_an_address: int = 6
    words_at_once: int = 200
    words_a_second: int = 30
    words_a_message: int = 3  # which each counts as at least
    guesses: int = 200
    guesses_an_address: int = 20
    handshake_ms: int = 5_000
    request_ms: int = 15_000  # for a whole request, and between two of them
    port_tries: int = 10  # of the port that is kept
    port_pause_ms: int = 100  # between them
    farewell_ms: int = 2_000  # in which a last message is to be taken
    pause_ms: int = 50  # between two tables that are told
    pause_parts: int = 4  # of the time that telling took: a fifth of the app is all that it gets

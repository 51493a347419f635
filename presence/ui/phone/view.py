"""What the windows of the phones show, as values."""

from collections.abc import Sequence

from presence.core.frozen import dataclass

Rows = Sequence[Sequence[bool]]  # of a QR code, without a quiet zone: True is black


@dataclass(frozen=True, slots=True)
class Code:
    """What a phone's camera reads; the same address as text, and by this computer's name."""

    rows: Rows
    address: str
    by_name: str = ""  # "https://laptop.local:…", "" where it has no such name


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What is in the way, and the way forward; ``copied`` is a command for a terminal."""

    says: str
    hint: str = ""
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How phones get here: the code, or why there is none, or what is to be known of it.

    ``networks`` are the ids and words of several to choose from. ``closed`` says what may help
    where no phone has come through for a while; ``has_come`` once one has.
    """

    code: Code | None = None
    problems: Sequence[Hindrance] = ()
    networks: Sequence[tuple[str, str]] = ()
    network: str = ""  # the id of the one in use
    closed: Hindrance | None = None
    has_come: bool = False

    @property
    def is_barred(self) -> bool:
        """Whether there is no code, and it is known why."""
        return self.code is None and bool(self.problems)


@dataclass(frozen=True, slots=True)
class OwnPhoneRow:
    """A remembered phone; ``says`` is when it was here last."""

    id: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class PairingView:
    """Everything of "Your phone".

    ``words`` are the certificate's four, ``fingerprint`` is all of it. ``network`` is the name of
    this network, "" where it is not known, and then it cannot be marked as mine. ``told`` are the
    services that mute the phone already, in words. ``undo`` is what was done and can be taken back,
    ``trouble`` what could not be.
    """

    reach: Reach
    words: str = ""
    fingerprint: str = ""
    network: str = ""
    is_mine: bool = False
    phones: Sequence[OwnPhoneRow] = ()
    told: Sequence[str] = ()
    undo: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whose phone was at the table in the session that is over."""

    id: str
    name: str
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class GuestsView:
    """Everything of "Phones at the table"; the table itself is beside it.

    ``guests`` are those of the session that has just ended, to be kept as people.
    """

    reach: Reach
    is_running: bool = True
    shows_looks: bool = False
    keeps_counts: bool = False
    guests: Sequence[Guest] = ()
    undo: str = ""
    trouble: str = ""

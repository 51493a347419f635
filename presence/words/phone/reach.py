"""What is in the way of the phones, and the way forward, each in a sentence."""

from presence.core.table.reach import Place, Problem, Trouble
from presence.texts import _

SEPARATOR = " · "


def place_words(place: Place) -> str:
    """``Wi-Fi · wlan0 · 192.168.178.21``."""
    sort = _("Wi-Fi") if place.is_wireless else _("cable")
    return SEPARATOR.join(filter(None, (sort, place.name, *place.addresses[:1])))


def fingerprint_words(fingerprint: str) -> str:
    """For who does not take the page's own word for it, which somebody between could repeat."""
    return _("The certificate's SHA-256, as the browser shows it: {fingerprint}").format(
        fingerprint=fingerprint
    )


def problem_words(problem: Problem) -> tuple[str, str]:
    """What it is, and what to do about it."""
    says, hint = _words(problem.trouble)
    values = {
        "text": problem.text,
        "now": problem.now,
        "port": problem.port,
        "instead": problem.instead,
        "places": ", ".join(map(place_words, problem.places)),
    }
    return says.format(**values), hint.format(**values)


def _words(trouble: Trouble) -> tuple[str, str]:
    match trouble:
        case Trouble.NO_NETWORK:
            return (
                _("This computer is in no network that a phone could reach."),
                _("Join the Wi-Fi that the phones are in, or open a hotspot on one of them."),
            )
        case Trouble.NO_SUCH_NETWORK:
            return (
                _("This computer is not in the network “{text}”."),
                _("It is in: {places}"),
            )
        case Trouble.SEVERAL_NETWORKS:
            return (
                _("This computer is in several networks."),
                _("Choose the one that the phones are in."),
            )
        case Trouble.ONLY_VPN:
            return (
                _("This computer is only in a VPN ({text}), where no phone in the room is."),
                _("Join the Wi-Fi that the phones are in as well."),
            )
        case Trouble.ONLY_IPV6:
            return (
                _("This network has only IPv6."),
                _("Most phones find this computer all the same; the address is long."),
            )
        case Trouble.NO_TLS:
            return (
                _("Encryption is missing here, so your own phone cannot be paired."),
                _("Guests can join. For more, Python needs OpenSSL."),
            )
        case Trouble.NO_CERTIFICATE:
            return (
                _("No certificate could be made, so your own phone cannot be paired: {text}"),
                _("Guests can join. With openssl installed it works."),
            )
        case Trouble.PORT_TAKEN:
            return (
                _("Another program holds port {port}, so the page is at {instead} now."),
                _("Phones that are remembered need to be shown this code once more."),
            )
        case Trouble.NO_PORT:
            return (
                _("The page for phones could not be opened: {text}"),
                _("Close this window and open it again; “presence doctor” tells more."),
            )
        case Trouble.ADDRESS_CHANGED:
            return (
                _("This computer's address was {text} and is {now} now."),
                _("Phones that are remembered need to be shown this code once more."),
            )
        case Trouble.TOO_MANY_GUESSES:
            return (
                _("Somebody in this network guessed at codes, so the page is closed now."),
                _("Open this window again for a new code, best in a network you trust."),
            )
        case Trouble.NO_NEWCOMERS:
            return (
                _("Somebody in this network guessed at codes, so no other phone is let in now."),
                _("Phones at the table go on. Open this window again to let in others."),
            )
        case Trouble.FIREWALL:
            return (
                _("No phone has come through yet. A firewall is on here ({text})."),
                _("This line, in a terminal, lets phones of this network in:"),
            )


def nobody_came() -> tuple[str, str]:
    """The same where no firewall is known of."""
    return (
        _("No phone has come through yet."),
        _(
            "The phone has to be in the same network as this computer. A guest Wi-Fi often keeps "
            "its devices apart: then a hotspot of the phone helps."
        ),
    )

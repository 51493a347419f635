"""What ``doctor`` says of the phones' page: what is there for it, and counts; no names."""

from presence.cli.context import Context
from presence.core.errors import StoreError
from presence.store.phones.remembered import PhonesFile

NOT_YET_RUN = "not yet run on a real phone"


def phone_facts(context: Context) -> dict[str, str]:
    """``encrypted, certificate by openssl, 1 remembered, networks of mine: 1; …``."""
    parts = [_missing() or "there", _encryption(), _certificate(), _firewall(), *_known(context)]
    return {"phone page": ", ".join(filter(None, parts)) + f"; {NOT_YET_RUN}"}


def _missing() -> str:
    from importlib.util import find_spec

    missing = [name for name in ("h11", "segno") if find_spec(name) is None]
    return f"missing: {' '.join(missing)}" if missing else ""


def _encryption() -> str:
    try:
        from presence.phone.reach.tls import has_tls
    except ImportError:  # without QtNetwork
        return "no network in this Qt"
    return "encrypted" if has_tls() else "no encryption: guests only"


def _certificate() -> str:
    import shutil
    from importlib.util import find_spec

    if shutil.which("openssl") is not None:
        return "certificate by openssl"
    is_there = find_spec("cryptography") is not None
    return "certificate by cryptography" if is_there else "nothing makes a certificate"


def _firewall() -> str:
    from presence.desktop.network.firewall import find_firewall

    found = find_firewall()
    return "" if found is None else f"firewall {found.name}"


def _known(context: Context) -> list[str]:
    try:
        remembered = PhonesFile(context.paths.phone).read()
    except StoreError as error:
        return [error.code.value]
    answers = "" if context.settings.phone_page else "answers none by itself"
    return [
        f"{len(remembered.phones)} remembered",
        f"networks of mine: {len(remembered.networks)}",
        answers,
    ]

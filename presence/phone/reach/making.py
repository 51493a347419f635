"""Has a certificate made in a short process of its own: by openssl, or by Python's cryptography.

So that nothing of it stays in memory, and the key is written to no file but its own.
"""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from presence.core.clock import Clock
from presence.core.table.reach import Problem, Trouble
from presence.phone.reach.certificate import (
    DAYS,
    Certificate,
    hosts_for_new,
    keep_certificate,
    load_certificate,
)
from presence.phone.reach.tls import tls_for

logger = logging.getLogger(__name__)

TIME_LIMIT_S = 15.0
LONGEST_OUTPUT = 65_536


def find_certificate(
    folder: Path,
    hosts: Sequence[str],
    clock: Clock,
    makers: Sequence[Sequence[str]] | None = None,
    time_limit_s: float = TIME_LIMIT_S,
) -> Certificate | Problem:
    """The kept one, or one made anew, which takes its time.

    A new one is made where the old one expires or is for another address.
    """
    before = load_certificate(folder)
    if before is not None and before.is_good_for(hosts, clock.now()) and _is_whole(before):
        return before
    wanted = hosts_for_new(hosts, before)
    why = "no program that makes one"
    for command in makers if makers is not None else certificate_makers(wanted):
        try:
            pem = _made_by(command, time_limit_s)
            keep_certificate(folder, pem, wanted, clock.now())
        except (OSError, ValueError) as fault:
            why = f"{Path(command[0]).name}: {fault}"
            logger.info("no certificate: %s", why)
            continue
        return load_certificate(folder) or Problem(Trouble.NO_CERTIFICATE, text=str(folder))
    return Problem(Trouble.NO_CERTIFICATE, text=why)


def _is_whole(certificate: Certificate) -> bool:
    """Whether key and certificate fit."""
    try:
        tls_for(certificate)
    except OSError:
        return False
    return True


def _made_by(command: Sequence[str], time_limit_s: float) -> str:
    """What a maker writes; ValueError with its complaint where it does not."""
    import subprocess  # for who has none yet

    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=time_limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise ValueError(str(fault)) from fault
    if ran.returncode != 0:
        complaint = ran.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError(complaint[-1][:200] if complaint else f"exit {ran.returncode}")
    return ran.stdout[:LONGEST_OUTPUT].decode("ascii", "replace")


def certificate_makers(hosts: Sequence[str]) -> Sequence[Sequence[str]]:
    """The commands that write a key and a certificate for these, in the order to try them."""
    import shutil

    python = (sys.executable, "-P", "-m", "presence.phone.reach.by_cryptography", *hosts)
    openssl = shutil.which("openssl")
    return (python,) if openssl is None else ((openssl, *_openssl(hosts)), python)


def _openssl(hosts: Sequence[str]) -> Sequence[str]:
    extensions = (
        f"subjectAltName={','.join(map(_alternative, hosts))}",
        "basicConstraints=critical,CA:FALSE",
        "keyUsage=critical,digitalSignature",
        "extendedKeyUsage=serverAuth",
    )
    return (
        *("req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *("-days", str(DAYS), "-subj", "/CN=Presence"),
        *("-config", "/dev/null", "-keyout", "-", "-out", "-"),
        *(word for extension in extensions for word in ("-addext", extension)),
    )


def _alternative(host: str) -> str:
    from ipaddress import ip_address

    try:
        return f"IP:{ip_address(host)}"
    except ValueError:
        return f"DNS:{host}"

"""Has a certificate made in a short process of its own: by openssl, or by Python's cryptography.

So that nothing of it stays in memory, and the key is written to no file but its own.
"""

import logging
import shutil
import sys
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer

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

Found = Callable[[Certificate | Problem], None]
TIME_LIMIT_MS = 15_000
ENDS_WITHIN_MS = 1_000
LONGEST_OUTPUT = 65_536


def find_certificate(
    folder: Path,
    hosts: Sequence[str],
    clock: Clock,
    found: Found,
    parent: QObject,
    makers: Sequence[Sequence[str]] | None = None,
) -> "CertificateSearch":
    """Give ``found`` the kept one, or one made anew; it is called once, and never at once.

    A new one is made where the old one expires or is for another address.
    """
    before = load_certificate(folder)
    if before is not None and before.is_good_for(hosts, clock.now()) and _is_whole(before):
        return CertificateSearch(folder, hosts, (), clock, found, parent, before)
    wanted = hosts_for_new(hosts, before)
    commands = certificate_makers(wanted) if makers is None else makers
    return CertificateSearch(folder, wanted, commands, clock, found, parent)


def _is_whole(certificate: Certificate) -> bool:
    """Whether key and certificate fit."""
    try:
        tls_for(certificate)
    except OSError:
        return False
    return True


def certificate_makers(hosts: Sequence[str]) -> Sequence[Sequence[str]]:
    """The commands that write a key and a certificate for these, in the order to try them."""
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
    try:
        return f"IP:{ip_address(host)}"
    except ValueError:
        return f"DNS:{host}"


class CertificateSearch(QObject):
    """The one that is kept, or one maker after the other until a certificate has come."""

    def __init__(
        self,
        folder: Path,
        hosts: Sequence[str],
        commands: Sequence[Sequence[str]],
        clock: Clock,
        found: Found,
        parent: QObject,
        kept: Certificate | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._hosts = hosts
        self._clock = clock
        self._left = list(commands)
        self._found = found
        self._kept = kept
        self._why = "no program that makes one"
        self._process: QProcess | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_time_over)
        QTimer.singleShot(0, self, self._try_next)

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._patience.stop()
        self._let_go()
        self.deleteLater()

    def _try_next(self) -> None:
        if self._kept is not None:
            self._give(self._kept)
            return
        if not self._left:
            self._give(Problem(Trouble.NO_CERTIFICATE, text=self._why))
            return
        program, *words = self._left.pop(0)
        process = self._process = QProcess(self)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._patience.start(TIME_LIMIT_MS)
        process.start(program, words)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """Of one that ran, ``finished`` comes as well."""
        if error is QProcess.ProcessError.FailedToStart:
            self._failed(f"{self._program}: not started")

    def _on_time_over(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        assert self._process is not None
        said = bytes(self._process.readAllStandardOutput().data())[:LONGEST_OUTPUT]
        if code != 0:
            complaint = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            last = next(iter(complaint.strip().splitlines()[-1:]), f"exit {code}")
            self._failed(f"{self._program}: {last[:200]}")
            return
        try:
            pem = said.decode("ascii", "replace")
            keep_certificate(self._folder, pem, self._hosts, self._clock.now())
        except (OSError, ValueError) as fault:
            self._failed(f"{self._program}: {fault}")
            return
        self._patience.stop()
        made = load_certificate(self._folder)
        self._give(made or Problem(Trouble.NO_CERTIFICATE, text=str(self._folder)))

    def _failed(self, why: str) -> None:
        logger.info("no certificate: %s", why)
        self._why = why
        self._patience.stop()
        self._let_go()
        self._try_next()

    def _give(self, found: Certificate | Problem) -> None:
        self.stop()
        self._found(found)

    def _let_go(self) -> None:
        """Of a process that runs, at once: it has nothing to finish."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
            if process.state() is not QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(ENDS_WITHIN_MS)
            process.deleteLater()

    @property
    def _program(self) -> str:
        return Path(self._process.program()).name if self._process is not None else ""

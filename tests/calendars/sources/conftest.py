"""A network that is patient for a moment only, a far side, certificates, and a way to wait."""

import os
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration
from pytestqt.qtbot import QtBot

from presence.calendars.sources.make import SharedNetwork, make_source
from presence.calendars.sources.web.network import Limits, Network
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Fetched, Source
from tests.calendars.sources.far_side import FarSide, serving
from tests.fakes import FakeClock

for name in [each for each in os.environ if each.lower().endswith("_proxy")]:
    del os.environ[name]  # nothing of these tests leaves this computer

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
START, END = NOW, NOW + timedelta(days=14)
SECRETS = ("hunter2", "pa:55 wörd")
SUBSCRIBED = ChosenCalendar(SourceKind.SUBSCRIPTION, "Work")
LIMITS = Limits(idle_ms=700, whole_ms=2_500, longest=2_000_000)

Result = TypeVar("Result")


@dataclass
class Loop:
    """The Qt loop of a test, with a network of its own."""

    qtbot: QtBot
    shared: SharedNetwork

    @property
    def network(self) -> Network:
        return self.shared()

    def fetch(
        self, source: Source, state: str = "", start: datetime = START, end: datetime = END
    ) -> Fetched | Failure:
        """What the source brings; it never holds a secret."""
        results: list[Fetched | Failure] = []
        source.fetch(state, start, end, results.append)
        assert not results  # never at once
        self.qtbot.waitUntil(lambda: bool(results), timeout=20_000)
        (result,) = results
        said = result.state if isinstance(result, Fetched) else repr(result)
        assert not any(secret in said for secret in SECRETS)
        return result

    def brought(self, source: Source, state: str = "") -> Fetched:
        """The same where it must go well."""
        result = self.fetch(source, state)
        assert isinstance(result, Fetched), result
        return result

    def failure(self, source: Source, state: str = "") -> Failure:
        """The same where it must not."""
        result = self.fetch(source, state)
        assert isinstance(result, Failure)
        return result

    def wait(self, ask: Callable[[Callable[[Result], None]], object]) -> Result:
        """What is told at last."""
        results: list[Result] = []
        asked = ask(results.append)
        assert not results  # never at once
        self.qtbot.waitUntil(lambda: bool(results), timeout=20_000)
        del asked
        return results[0]


def source_at(loop: Loop, address: str) -> Source:
    """A subscription whose whole address is a secret."""
    return make_source(SUBSCRIBED, address, loop.shared)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def loop(qtbot: QtBot, qapp: QCoreApplication, clock: FakeClock) -> Iterator[Loop]:
    shared = SharedNetwork(clock, LIMITS)
    yield Loop(qtbot, shared)
    shared.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def side() -> Iterator[FarSide]:
    """A server with a calendar."""
    with serving(FarSide()) as side:
        yield side


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> "Certificates":
    return Certificates(tmp_path_factory.mktemp("certificates"))


class Certificates:
    """Made by openssl, for localhost, from one authority that nobody knows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.authority = folder / "ca.pem"
        name = ("-subj", "/CN=Tests", "-days", "2")
        key = ("-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem")
        self._openssl("req", "-x509", *key, *name)
        (folder / "index.txt").touch()
        (folder / "serial").write_text("01")
        (folder / "ca.conf").write_text(
            "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\n"
            "default_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n"
        )

    def make(self, days: tuple[int, int] = (-1, 1), name: str = "localhost") -> ssl.SSLContext:
        """Good from so many days after now to so many."""
        extensions = self._folder / "extensions"
        extensions.write_text(f"subjectAltName=DNS:{name}\n")
        key = ("-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.csr")
        self._openssl("req", *key, "-subj", f"/CN={name}")
        now = datetime.now(UTC)
        first, last = (f"{now + timedelta(days=day):%Y%m%d%H%M%SZ}" for day in days)
        self._openssl(
            *("ca", "-batch", "-notext", "-config", "ca.conf", "-in", "own.csr"),
            *("-cert", "ca.pem", "-keyfile", "ca.key", "-out", "own.pem"),
            *("-extfile", "extensions", "-startdate", first, "-enddate", last),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._folder / "own.pem", self._folder / "own.key")
        return context

    def _openssl(self, *words: str) -> None:
        subprocess.run(("openssl", *words), cwd=self._folder, check=True, capture_output=True)

    @contextmanager
    def trusted(self) -> Iterator[None]:
        """As if the person's system knew the authority."""
        before = QSslConfiguration.defaultConfiguration()
        trusting = QSslConfiguration.defaultConfiguration()
        trusting.addCaCertificate(QSslCertificate.fromPath(str(self.authority))[0])
        QSslConfiguration.setDefaultConfiguration(trusting)
        try:
            yield
        finally:
            QSslConfiguration.setDefaultConfiguration(before)

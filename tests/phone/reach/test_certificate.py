"""A certificate is made once, outside of the app, and made anew only where it has to be."""

import os
import re
import ssl
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from presence.core.clock import SystemClock
from presence.core.table.reach import Problem, Trouble
from presence.phone.reach.certificate import (
    FILE,
    MOST_HOSTS,
    Certificate,
    keep_certificate,
    load_certificate,
)
from presence.phone.reach.making import certificate_makers, find_certificate
from presence.phone.reach.tls import has_tls, tls_for
from tests.fakes import FakeClock

HERE = ("192.0.2.7", "fd00::7", "laptop.local")

Find = Callable[..., Certificate | Problem]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    def asked(
        hosts: Sequence[str] = HERE,
        clock: FakeClock | SystemClock | None = None,
        makers: Sequence[Sequence[str]] | None = None,
    ) -> Certificate | Problem:
        return find_certificate(tmp_path / "phone", hosts, clock or SystemClock(), makers)

    return asked


def test_it_is_made_once_and_then_kept(find: Find, tmp_path: Path) -> None:
    made = find()
    assert isinstance(made, Certificate)
    assert set(made.hosts) == set(HERE)
    left = made.expires_at - SystemClock().now()
    assert timedelta(days=396) < left < timedelta(days=398)
    assert len(made.words) == 4
    assert len(made.fingerprint) == 95
    file = tmp_path / "phone" / FILE
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert os.listdir(file.parent) == [FILE]
    assert find(makers=()) == made
    assert find(HERE[:1], makers=()) == made


def test_it_is_made_anew_where_it_expires(find: Find) -> None:
    made = find()
    assert isinstance(made, Certificate)
    later = FakeClock(made.expires_at - timedelta(days=3))
    assert find(clock=later) == made
    later.advance(days=2)
    anew = find(clock=later)
    assert isinstance(anew, Certificate)
    assert anew.fingerprint != made.fingerprint
    assert anew.words != made.words


def test_for_another_address_it_is_made_anew_and_knows_those_before(find: Find) -> None:
    find(("192.0.2.7",))
    elsewhere = find(("198.51.100.3",))
    assert isinstance(elsewhere, Certificate)
    assert set(elsewhere.hosts) == {"198.51.100.3", "192.0.2.7"}
    assert find(("192.0.2.7",), makers=()) == elsewhere  # back home nothing is made
    for number in range(12):
        last = find((f"203.0.113.{number}",))
    assert isinstance(last, Certificate)
    assert len(last.hosts) == MOST_HOSTS
    assert "203.0.113.11" in last.hosts


HALVES = [b"", b"-----BEGIN CERTIFICATE-----\n", b"\xff" * 90_000, b"good until: tomorrow\n"]


@pytest.mark.parametrize("half", HALVES)
def test_a_file_that_is_none_is_replaced(find: Find, tmp_path: Path, half: bytes) -> None:
    (tmp_path / "phone").mkdir()
    (tmp_path / "phone" / FILE).write_bytes(half)
    made = find()
    assert isinstance(made, Certificate)
    assert load_certificate(tmp_path / "phone") == made


def test_a_file_in_which_something_is_missing_is_of_no_use(find: Find, tmp_path: Path) -> None:
    assert isinstance(find(), Certificate)
    file = tmp_path / "phone" / FILE
    whole = file.read_text()
    lines = whole.splitlines(keepends=True)
    for number in range(len(lines)):
        file.write_text("".join(lines[:number] + lines[number + 1 :]))
        damaged = load_certificate(tmp_path / "phone")
        if damaged is not None and damaged.hosts:
            with pytest.raises(ssl.SSLError):
                tls_for(damaged)
            anew = find()
            assert isinstance(anew, Certificate)
            tls_for(anew)
    key, mark, rest = whole.partition("-----BEGIN CERTIFICATE-----")
    with pytest.raises(ValueError, match="no certificate"):
        keep_certificate(tmp_path, key, HERE, SystemClock().now())
    with pytest.raises(ValueError, match="no certificate"):
        keep_certificate(tmp_path, mark + rest, HERE, SystemClock().now())


def test_python_makes_one_where_there_is_no_openssl(find: Find) -> None:
    by_python = certificate_makers(HERE)[-1]
    assert by_python[0] == sys.executable
    made = find(makers=(["/nowhere/openssl"], ["/bin/false"], by_python))
    assert isinstance(made, Certificate)
    assert set(made.hosts) == set(HERE)


@pytest.mark.parametrize(
    "makers",
    [(), (["/nowhere/openssl"],), (["/bin/false"],), (["/bin/echo", "no certificate"],)],
)
def test_where_nothing_makes_one_that_is_said(
    find: Find, makers: Sequence[Sequence[str]], tmp_path: Path
) -> None:
    answer = find(makers=makers)
    assert isinstance(answer, Problem)
    assert answer.trouble is Trouble.NO_CERTIFICATE
    assert answer.text
    assert not (tmp_path / "phone").exists()


def test_where_it_cannot_be_kept_that_is_said(find: Find, tmp_path: Path) -> None:
    (tmp_path / "phone").write_text("a file")
    answer = find()
    assert isinstance(answer, Problem)
    assert answer.trouble is Trouble.NO_CERTIFICATE
    assert str(tmp_path / "phone") in answer.text


def test_a_maker_that_does_not_end_is_ended(tmp_path: Path) -> None:
    endless = (["/bin/sleep", "60"],)
    answer = find_certificate(tmp_path, HERE, SystemClock(), endless, time_limit_s=0.1)
    assert isinstance(answer, Problem)
    assert "sleep" in answer.text


def test_openssl_itself_finds_no_fault(find: Find, tmp_path: Path) -> None:
    assert has_tls()
    made = find()
    assert isinstance(made, Certificate)
    file = tmp_path / "phone" / FILE
    told = subprocess.run(
        ("openssl", "x509", "-in", file, "-noout", "-text"),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "CA:FALSE" in told
    assert "TLS Web Server Authentication" in told
    assert "NIST CURVE: P-256" in told
    shown = re.sub(r".*Not After : (.*?)\n.*", r"\1", told, flags=re.DOTALL)
    assert abs(ssl.cert_time_to_seconds(shown) - made.expires_at.timestamp()) < 60
    tls_for(made)  # the key fits

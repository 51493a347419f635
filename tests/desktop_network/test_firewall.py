"""What may be in the way of a phone is found by files, and the command fits what was found."""

import shutil
import subprocess
from pathlib import Path

import pytest

from presence.desktop.network.firewall import Firewall, find_firewall
from presence.desktop.network.local_name import local_name

NFT = """#!/usr/sbin/nft -f
flush ruleset
table inet nat { chain prerouting { type nat hook prerouting priority 0; policy accept; } }
table inet filter {
    set admins { type ipv4_addr; }
    chain incoming {
        # policy accept
        type filter hook input priority 0; policy drop;
        ct state established accept
    }
}
"""
ACCEPTS = NFT.replace("policy drop", "policy accept")


def _computer(root: Path, files: dict[str, str], *links: str) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for name in links:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to("/lib/systemd/system/nftables.service")
    return root


NFT_LINK = "etc/systemd/system/sysinit.target.wants/nftables.service"
FOUND = [
    ({}, (), None),
    ({"etc/ufw/ufw.conf": "# comment\nENABLED=yes\nLOGLEVEL=low\n"}, (), Firewall("ufw")),
    ({"etc/ufw/ufw.conf": "ENABLED=no\n#ENABLED=yes\n"}, (), None),
    (
        {"sys/fs/cgroup/system.slice/firewalld.service/cgroup.procs": "1"},
        (),
        Firewall("firewalld"),
    ),
    ({"etc/nftables.conf": NFT}, (NFT_LINK,), Firewall("nftables", "inet filter incoming")),
    ({"etc/nftables.conf": NFT}, (), None),  # written, and not started
    ({"etc/nftables.conf": ACCEPTS}, (NFT_LINK,), None),
    ({"etc/iptables/rules.v4": "*filter\n:INPUT DROP [0:0]\n"}, (), Firewall("iptables")),
    ({"etc/iptables/rules.v4": "*filter\n:INPUT ACCEPT [0:0]\n"}, (), None),
]


@pytest.mark.parametrize(("files", "links", "found"), FOUND)
def test_a_firewall_is_found_where_it_is_at_work(
    tmp_path: Path, files: dict[str, str], links: tuple[str, ...], found: Firewall | None
) -> None:
    assert find_firewall(_computer(tmp_path, files, *links)) == found


def test_a_file_that_is_none_of_ours_to_read_is_no_firewall(tmp_path: Path) -> None:
    (tmp_path / "etc/ufw/ufw.conf").mkdir(parents=True)
    (tmp_path / "etc/nftables.conf").write_bytes(b"\xff\x00" * 200_000)
    assert find_firewall(_computer(tmp_path, {}, NFT_LINK)) is None


def test_every_command_names_both_ports_and_the_network() -> None:
    for name in ("ufw", "firewalld", "nftables", "iptables", "windows"):
        command = Firewall(name, "inet filter input").opening_command(20_000, "192.168.1.0/24")
        assert "20000" in command
        assert "20001" in command
        assert "192.168.1.0/24" in command
        for_all = Firewall(name, "inet filter input").opening_command(20_000)
        assert "20001" in for_all
        assert "192.168" not in for_all


def test_ufw_itself_understands_its_command() -> None:
    for subnet in ("192.168.1.0/24", "fd00::/64", ""):
        command = Firewall("ufw").opening_command(20_000, subnet).split()
        assert command[:2] == ["sudo", "ufw"]
        shown = _run(_program("ufw"), "--dry-run", *command[2:])
        assert "20000:20001" in shown


def test_nft_itself_understands_its_command(tmp_path: Path) -> None:
    before = "table inet filter {\nchain input {\ntype filter hook input priority 0;\n}\n}\n"
    for subnet in ("192.168.1.0/24", "fd00::/64", ""):
        command = Firewall("nftables", "inet filter input").opening_command(20_000, subnet)
        rules = tmp_path / "rules.nft"
        rules.write_text(before + command.removeprefix("sudo nft ") + "\n")
        _run(
            "unshare", "--map-root-user", "--net", _program("nft"), "--check", "--file", str(rules)
        )


def test_a_name_is_told_only_where_something_answers_to_it(tmp_path: Path) -> None:
    assert local_name(tmp_path, "laptop") == ""
    (tmp_path / "run/avahi-daemon").mkdir(parents=True)
    (tmp_path / "run/avahi-daemon/socket").write_text("")
    assert local_name(tmp_path, "Laptop.example.org") == "laptop.local"
    for bad in ("", "-x", "a_b", "a,IP:1.2.3.4", "ä", "x" * 64):
        assert local_name(tmp_path, bad) == ""


def _program(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")
    assert found is not None, f"{name} is in packaging/linux/test-packages.txt"
    return found


def _run(*words: str) -> str:
    done = subprocess.run(words, check=False, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout

"""Which firewall may keep phones out, and the command that lets them in; found by files alone.

Only the person runs it: it needs rights that Presence neither has nor asks for. It opens the two
ports to the network that the phones are in, and to nobody else.
"""

import re
import sys
from pathlib import Path

from presence.core.frozen import dataclass

FIREWALLD_RUNS = (
    "sys/fs/cgroup/system.slice/firewalld.service",
    "sys/fs/cgroup/systemd/system.slice/firewalld.service",
)
NFTABLES_STARTS = (
    "etc/systemd/system/sysinit.target.wants/nftables.service",
    "etc/systemd/system/multi-user.target.wants/nftables.service",
)
# The chain for what comes in, where it drops what no rule lets through: nft(8).
DROPS = re.compile(
    r"table\s+(?P<table>inet|ip)\s+(?P<of>[\w-]+)\s*\{(?:(?!\btable\b).)*?"
    r"chain\s+(?P<chain>[\w-]+)\s*\{[^{}]*?hook\s+input\b[^{}]*?policy\s+drop",
    re.DOTALL,
)
LARGEST = 262_144


@dataclass(frozen=True, slots=True)
class Firewall:
    """One that is at work; ``chain`` is where nftables takes a rule."""

    name: str
    chain: str = ""

    def opening_command(self, port: int, subnet: str = "") -> str:
        """What opens a port and the one after it to a network; "" for all of them."""
        last = port + 1
        source = f"from {subnet}" if subnet else "from any"
        if self.name == "ufw":
            return f"sudo ufw allow proto tcp {source} to any port {port}:{last}"
        if self.name == "firewalld":
            return f"sudo firewall-cmd --permanent {_firewalld(port, subnet)} && {RELOAD}"
        version = "ip6" if ":" in subnet else "ip"
        if self.name == "nftables":
            where = f"{version} saddr {subnet} " if subnet else ""
            return f"sudo nft insert rule {self.chain} {where}tcp dport {port}-{last} accept"
        if self.name == "iptables":
            program = "ip6tables" if ":" in subnet else "iptables"
            where = f"-s {subnet} " if subnet else ""
            return f"sudo {program} -I INPUT {where}-p tcp --dport {port}:{last} -j ACCEPT"
        remote = f" remoteip={subnet}" if subnet else ""
        return (
            'netsh advfirewall firewall add rule name="Presence" dir=in action=allow '
            f"protocol=TCP localport={port}-{last} profile=private{remote}"
        )


RELOAD = "sudo firewall-cmd --reload"


def find_firewall(root: Path = Path("/")) -> Firewall | None:
    """The one that is at work here, None where none is known of."""
    if sys.platform == "win32":
        return Firewall("windows")
    if re.search(r"^\s*ENABLED\s*=\s*[\"']?yes", _text(root / "etc/ufw/ufw.conf"), re.M | re.I):
        return Firewall("ufw")
    if any((root / path).exists() for path in FIREWALLD_RUNS):
        return Firewall("firewalld")
    if any((root / path).is_symlink() for path in NFTABLES_STARTS):
        drops = DROPS.search(_without_comments(_text(root / "etc/nftables.conf")))
        if drops is not None:
            return Firewall("nftables", f"{drops['table']} {drops['of']} {drops['chain']}")
    if re.search(r"^(:INPUT|-P INPUT) DROP\b", _text(root / "etc/iptables/rules.v4"), re.M):
        return Firewall("iptables")
    return None


def _firewalld(port: int, subnet: str) -> str:
    if not subnet:
        return f"--add-port={port}-{port + 1}/tcp"
    family = "ipv6" if ":" in subnet else "ipv4"
    return (
        f"--add-rich-rule='rule family={family} source address={subnet} "
        f"port port={port}-{port + 1} protocol=tcp accept'"
    )


def _without_comments(text: str) -> str:
    return re.sub(r"#.*", "", text)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""

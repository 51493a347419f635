"""``make deb``, and ``make deb-twice``, which shows that two builds are the same to the byte."""

import filecmp
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from linux.bundle.build import ROOT
from linux.deb.build import Built, build

MEGABYTE = 1_000_000


def main(words: list[str]) -> int:
    """Build once or twice."""
    if words not in ([], ["twice"]):
        sys.stderr.write("usage: python -m linux.deb [twice]\n")
        return 2
    built = build(ROOT / "dist", ROOT / "build" / "deb")
    for path in (built.deb, built.tar):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / MEGABYTE:.1f} MB")
    print(f"unpacked: {built.size / MEGABYTE:.1f} MB")
    return _again(built) if words else 0


def _again(first: Built) -> int:
    """Build once more elsewhere and compare."""
    with TemporaryDirectory() as folder:
        second = build(Path(folder) / "dist", Path(folder) / "work")
        same = [
            filecmp.cmp(one, two, shallow=False)
            for one, two in ((first.deb, second.deb), (first.tar, second.tar))
        ]
    print("the same to the byte" if all(same) else "NOT the same")
    return 0 if all(same) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

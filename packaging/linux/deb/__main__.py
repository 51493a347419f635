"""``make deb``, and ``make deb-twice``, which shows that two builds are the same to the byte."""

import filecmp
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from linux.bundle.build import ROOT, SOURCE_DATE, source_date
from linux.deb.build import Built, build

MEGABYTE = 1_000_000
LARGEST_BUNDLE, LARGEST_DEB = 115 * MEGABYTE, 33 * MEGABYTE


def main(words: list[str]) -> int:
    """Build once or twice."""
    if words not in ([], ["twice"]):
        sys.stderr.write("usage: python -m linux.deb [twice]\n")
        return 2
    os.environ[SOURCE_DATE] = str(source_date())  # also where somebody commits meanwhile
    built = build(ROOT / "dist", ROOT / "build" / "deb")
    size, packed = built.content.size, built.deb.stat().st_size
    for path in (built.deb, built.tar):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / MEGABYTE:.1f} MB")
    print(f"unpacked: {size / MEGABYTE:.1f} MB")
    if size > LARGEST_BUNDLE or packed > LARGEST_DEB:
        sys.stderr.write("too large: what has come along? See packaging/linux/bundle/contents.py\n")
        return 1
    return _again(built) if words else 0


def _again(first: Built) -> int:
    """Build once more elsewhere and compare."""
    with TemporaryDirectory() as folder:
        second = build(Path(folder) / "dist", Path(folder) / "work")
        pairs = ((first.deb, second.deb), (first.tar, second.tar))
        is_same = all(filecmp.cmp(one, two, shallow=False) for one, two in pairs)
    print("the same to the byte" if is_same else "NOT the same")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

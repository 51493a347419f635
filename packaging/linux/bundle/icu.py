"""Takes what Qt never asks for out of its copy of ICU's data: half of 32 MB.

Qt has its own names of languages, regions, currencies and units, and its own rules for breaking
lines (Unicode CLDR, in QLocale). From ICU it takes collation, case, encodings and time zones.
"""

import subprocess
from pathlib import Path

NOT_ASKED_FOR = ("brkitr", "curr", "lang", "rbnf", "region", "translit", "unit")
SOURCE = """\
.section .rodata
.balign 16
.global {symbol}
.type {symbol}, @object
.size {symbol}, {size}
{symbol}:
.incbin "{data}"
.section .note.GNU-stack,"",@progbits
"""


def trim_icu(library: Path, work: Path) -> None:
    """Build ``libicudata.so.NN`` anew with less in it; ``work`` is an empty folder."""
    number = library.name.rpartition(".")[2]
    # The names inside begin with the file's: the new one is called the same.
    whole, less = (work / folder / f"icudt{number}l.dat" for folder in ("whole", "less"))
    for data in (whole, less):
        data.parent.mkdir()
    names = work / "names.txt"  # the ending says that it is a list
    names.write_text("".join(f"{name}/*\n" for name in NOT_ASKED_FOR), encoding="ascii")
    _run("objcopy", "-O", "binary", "--only-section=.rodata", library, whole)
    _run("icupkg", "-r", names, whole, less)
    source = work / "data.s"
    symbol = f"icudt{number}_dat"
    text = SOURCE.format(symbol=symbol, size=less.stat().st_size, data=less)
    source.write_text(text, encoding="utf-8")
    linked = ("-nostdlib", "-shared", "-s", f"-Wl,-soname,{library.name},--build-id=none")
    _run("gcc", *linked, "-o", library, source)


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)

"""What a build adds: the catalogues compiled, and resources/ laid beside the code."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "presence"


def compile_catalogues(translations: Path) -> list[Path]:
    """Compile each LANG.po to LANG/LC_MESSAGES/presence.mo, where gettext looks for it."""
    compiled = []
    for source in sorted(translations.glob("*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.stem, domain=DOMAIN)
        target = translations / source.stem / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            write_mo(out, catalogue)
        compiled.append(target)
    return compiled


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names no public config
    """Runs before a wheel is made; an editable install reads resources/ from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues, and for a real wheel take resources/ along."""
        resources = Path(self.root) / "resources"
        compile_catalogues(resources / "translations")
        if version == "editable":
            return
        for path in sorted(resources.rglob("*")):
            if path.is_file() and path.suffix != ".po":
                inside = path.relative_to(resources).as_posix()
                build_data["force_include"][str(path)] = f"presence/resources/{inside}"

"""Writes what a release is made of: an SBOM in CycloneDX 1.6 (ECMA-424), JSON.

    python packaging/sbom.py build/presence.cdx.json

It lists Presence, the Python that runs this, and every package that Presence needs on this system,
found from the metadata of what is installed. Run it with the environment that a release is built
from, on each system that one is built for. The same environment gives the same bytes.
"""

import platform
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LICENCES = LicenseFactory()


def needed(name: str) -> Mapping[str, frozenset[str]]:
    """What a package needs on this system, in the end: each with what it needs itself."""
    found: dict[str, frozenset[str]] = {}
    waiting: list[str] = [canonicalize_name(name)]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found[each] = frozenset(_direct(distribution(each)))
            waiting += found[each]
    return found


def bill(name: str = "presence") -> Bom:
    """The bill of materials of a package that is installed here."""
    needs = needed(name)
    components = {each: component(distribution(each)) for each in sorted(needs)}
    python = Component(
        name="python",
        version=platform.python_version(),
        type=ComponentType.PLATFORM,
        licenses=[LICENCES.make_from_string("PSF-2.0")],
        bom_ref="python",
    )
    root = components.pop(name)
    root.type = ComponentType.APPLICATION
    bom = Bom(components=[python, *components.values()])
    bom.metadata.component = root
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the same bytes on another day
    for each, wants in needs.items():
        owner = root if each == name else components[each]
        bom.register_dependency(owner, [components[want] for want in sorted(wants)])
    said = " ".join(f"{each.name} {each.version}" for each in (root, *bom.components))
    bom.serial_number = uuid5(NAMESPACE_URL, said)
    return bom


def component(found: Distribution) -> Component:
    """One package, as its own metadata describe it."""
    name = canonicalize_name(found.name)
    return Component(
        name=name,
        version=found.version,
        type=ComponentType.LIBRARY,
        description=_said(found, "Summary") or None,
        licenses=_licences(found),
        purl=PackageURL("pypi", None, name, found.version),
        bom_ref=name,
    )


def _direct(found: Distribution) -> Iterable[str]:
    for line in found.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def _licences(found: Distribution) -> list[License]:
    """By expression (PEP 639), else by the classifiers, else by the old field's first line."""
    if said := _said(found, "License-Expression"):
        return [LICENCES.make_from_string(said)]
    known = [each for each in found.metadata.get_all("Classifier") or () if " :: OSI " in each]
    names = [each.rsplit(" :: ", 1)[1] for each in known]
    old = _said(found, "License").partition("\n")[0].strip()
    return [LICENCES.make_from_string(name) for name in names or filter(None, [old])]


def _said(found: Distribution, field: str) -> str:
    return str(found.metadata.json.get(field.lower().replace("-", "_"), ""))


def main(arguments: list[str]) -> None:
    """Write it to the file that is named."""
    target = Path(arguments[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    write = make_outputter(bill(), OutputFormat.JSON, SchemaVersion.V1_6)
    target.write_text(write.output_as_string(indent=2) + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main(sys.argv[1:])

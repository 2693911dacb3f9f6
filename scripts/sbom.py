"""Writes what a release runs with, as CycloneDX 1.6: a list for whoever has to know.

    python scripts/sbom.py COMMIT SECONDS

prints the list of the sources beside this file, at the commit and the time (in seconds
since 1970) that are given. Packages, versions and hashes are those of
`requirements/run.txt`, licences those of `docs/licences.md`, which a test holds against
the packages. So nothing is installed or asked for, and every run gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FONTS = "plugins/paraplu/bookkeeping/documents/fonts"

_PIN = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; ([^\\\n]+?))? \\\n((?: +--hash=.*\n?)+)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ROW = re.compile(r"^\| ([\w.-]+) \| ([^|]+) \|$", re.MULTILINE)
_NAME = re.compile(r"[\w.-]+")
_VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
# Names of SPDX have a version; what a package says without one is only a name.
_UNVERSIONED = frozenset({"BSD"})

Component = dict[str, Any]


def bill(commit: str, seconds: int) -> Component:
    """Return the list as JSON has it."""
    project = tomllib.loads(_read("pyproject.toml"))["project"]
    version = _VERSION.findall(_read("plugins/paraplu/__init__.py"))[0]
    own = f"pkg:pypi/{project['name']}@{version}"
    packages = _packages()
    named = [_key(_NAME.match(one)[0]) for one in project["dependencies"]]  # type: ignore[index]
    direct = [one["bom-ref"] for one in packages if one["name"] in named]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, f"{own}#{commit}").urn,
        "version": 1,
        "metadata": {
            "timestamp": dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": version,
                "description": project["description"],
                "licenses": _licences(project["license"]),
                "purl": own,
                "properties": [{"name": "paraplu:commit", "value": commit}],
            },
        },
        "components": [*packages, *_fonts()],
        "dependencies": [{"ref": own, "dependsOn": direct}],
        # What the packages need of each other is not written in the pins.
        "compositions": [
            {"aggregate": "complete", "assemblies": [own]},
            {"aggregate": "unknown", "dependencies": direct},
        ],
    }


def _packages() -> list[Component]:
    """Return the packages that users run, with the hashes of all their files."""
    licences = dict(_ROW.findall(_read("docs/licences.md")))
    return [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            # One for each file that the package comes in, as pip compares them.
            "hashes": [
                {"alg": "SHA-256", "content": one} for one in _HASH.findall(hashes)
            ],
            "licenses": _licences(licences[name]),
            "purl": f"pkg:pypi/{name}@{version}",
            **_only_where(condition),
        }
        for name, version, condition, hashes in _PIN.findall(
            _read("requirements/run.txt")
        )
    ]


def _only_where(condition: str) -> Component:
    """Return on which machines a package is installed, where not on all of them."""
    if not condition:
        return {}
    return {"properties": [{"name": "paraplu:marker", "value": condition}]}


def _fonts() -> list[Component]:
    """Return the fonts, which lie in the package itself."""
    return [
        {
            "type": "file",
            "bom-ref": f"{FONTS}/{font.name}",
            "name": font.name,
            "hashes": [
                {
                    "alg": "SHA-256",
                    "content": hashlib.sha256(font.read_bytes()).hexdigest(),
                }
            ],
            "licenses": _licences("OFL-1.1"),
        }
        for font in sorted((ROOT / FONTS).glob("*.otf"))
    ]


def _licences(said: str) -> list[Component]:
    if " " in said:
        return [{"expression": said}]
    return [{"license": {"name" if said in _UNVERSIONED else "id": said}}]


def _key(name: str) -> str:
    """Return the name of a package as the pins write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


if __name__ == "__main__":
    print(json.dumps(bill(sys.argv[1], int(sys.argv[2])), indent=2, sort_keys=True))  # noqa: T201 - it is what it is for

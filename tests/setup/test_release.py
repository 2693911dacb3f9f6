"""A release: the same bytes from a commit each time, and a list as its readers want."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]
FONTS = "plugins/paraplu/bookkeeping/documents/fonts"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the script is for a shell")


def release(folder: Path, **settings: str) -> dict[str, bytes]:
    """Return the files of a release of the last commit, by their names."""
    done = subprocess.run(
        [ROOT / "scripts" / "release", folder],
        cwd=folder.parent,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    release(folder)
    return folder


@pytest.fixture(scope="module")
def listed(folder: Path) -> Any:  # noqa: ANN401 - it is what JSON gives
    (file,) = folder.glob("*.cdx.json")
    return json.loads(file.read_bytes())


def test_twice_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    other = release(again, TZ="Asia/Tokyo", LANG="nl_NL.UTF-8", PYTHONHASHSEED="7")
    assert other == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_sums_are_those_of_the_files(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    names = sorted(file.name for file in folder.glob("paraplu-*"))
    assert len(names) == 3
    assert sorted(lines, key=lambda line: line[66:]) == [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
        for name in names
    ]


def test_both_packages_hold_the_licences_and_the_pins(folder: Path) -> None:
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    in_wheel = zipfile.ZipFile(wheel).namelist()
    with tarfile.open(sdist) as unpacked:
        in_sdist = [name.partition("/")[2] for name in unpacked.getnames()]
    info = next(name for name in in_wheel if name.endswith(".dist-info/METADATA"))
    for licence in ("LICENSE", f"{FONTS}/OFL.txt"):
        assert f"{info.removesuffix('METADATA')}licenses/{licence}" in in_wheel
        assert licence in in_sdist
    for pins in ("build", "run"):
        assert f"paraplu_cli/requirements/{pins}.txt" in in_wheel
        assert f"requirements/{pins}.txt" in in_sdist
    assert not [name for name in in_sdist if re.search(r"\.private\.|\.git/", name)]


def test_the_list_is_as_cyclonedx_has_it(listed: Any) -> None:  # noqa: ANN401 - as above
    assert listed["specVersion"] == "1.6"
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(listed)) is None
    # It does look: a licence that nobody knows is none.
    listed["components"][0]["licenses"][0]["license"]["id"] += "x"
    assert validator.validate_str(json.dumps(listed)) is not None
    listed["components"][0]["licenses"][0]["license"]["id"] = "Apache-2.0"


def test_the_list_has_every_pin_with_its_hashes(listed: Any) -> None:  # noqa: ANN401 - as above
    text = (ROOT / "requirements/run.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    packages = [one for one in listed["components"] if one["type"] == "library"]
    assert {one["name"]: one["version"] for one in packages} == pinned
    assert all(one["licenses"] and one["purl"] for one in packages)
    hashes = [one["content"] for package in packages for one in package["hashes"]]
    assert hashes == re.findall("--hash=sha256:([0-9a-f]{64})", text)


def test_the_list_says_what_paraplu_asks_for_itself(listed: Any) -> None:  # noqa: ANN401 - as above
    (own,) = listed["dependencies"]
    named = {re.split("[/@]", ref)[1] for ref in own["dependsOn"]}
    assert {"beancount", "fava", "pyyaml", "typst"} <= named
    assert "flask" not in named
    fonts = [one for one in listed["components"] if one["type"] == "file"]
    assert {one["name"] for one in fonts} == {
        path.name for path in (ROOT / FONTS).glob("*.otf")
    }

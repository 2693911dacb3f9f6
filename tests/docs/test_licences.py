"""The page of licences has every package that users run, with what it says it has."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest
from tests.docs.guides import ROOT

_PINNED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_ROW = re.compile(r"^\| ([\w.-]+) \| ([^|]+) \|$", re.MULTILINE)
# What packages say that were made before licences had names of one form.
_SAID = {
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "GNU GENERAL PUBLIC LICENSE": "GPL-2.0-only",
    "ISC License (ISCL)": "ISC",
    "LGPL": "LGPL-2.1-or-later",
    "MIT License": "MIT",
    "PSFL": "PSF-2.0",
}
# These do not go with Apache-2.0, which the pages have to say.
_STRICT = "GPL-2.0-only"
PAGES = ["docs/licences.md", "docs/nl/licences.md"]


def _pinned() -> set[str]:
    return set(_PINNED.findall((ROOT / "requirements/run.txt").read_text("utf-8")))


def _said(package: str) -> str:
    about = metadata(package)
    classified = [
        one.split(" :: ")[-1]
        for one in about.get_all("Classifier") or []
        if one.startswith("License ::")
    ]
    free = "".join((about.get_all("License") or [])[:1]).strip().split("\n")[0].strip()
    known = _SAID.get(free, free if re.fullmatch(r"[\w.-]{2,20}", free) else "")
    expressed = about.get_all("License-Expression") or []
    said = next(filter(None, [*expressed, known, *classified]), "")
    return _SAID.get(said, said)


@pytest.mark.parametrize("page", PAGES)
def test_every_package_is_there_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == sorted(_pinned())


@pytest.mark.parametrize("page", PAGES)
def test_each_has_the_licence_that_it_says(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    shown = dict(_ROW.findall(text))
    differ = {}
    for package in sorted(_pinned()):
        try:
            said = _said(package)
        except PackageNotFoundError:
            # Not for this machine.
            continue
        if shown[package] != said:
            differ[package] = said
    assert differ == {}


@pytest.mark.parametrize("page", PAGES)
def test_those_that_do_not_go_together_are_named(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    shown = dict(_ROW.findall(text))
    words = " ".join(text.split("## ")[1].split())
    apart = [
        package
        for package, licence in shown.items()
        if "Apache" in licence or (licence == _STRICT and package != "beancount")
    ]
    assert apart
    assert [package for package in apart if package not in words] == []


def test_the_licence_of_the_fonts_is_in_the_package() -> None:
    assert "fonts/OFL.txt" in (ROOT / "pyproject.toml").read_text("utf-8")

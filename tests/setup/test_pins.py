"""The pins install as they stand, with the oldest pip that the README promises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What came with Python 3.11.0.
OLDEST_PIP = "22.3"
PLACES = (
    "README.md",
    "CONTRIBUTING.md",
    ".ci/run",
    *(f"scripts/{name}" for name in ("setup.sh", "test", "paraplu", "bench")),
)


def instructions() -> list[tuple[str, str]]:
    """Return every line that tells or does an installation, with its file."""
    files = [ROOT / place for place in PLACES]
    files += sorted((ROOT / "docs").rglob("*.md"))
    templates = ROOT / "scripts" / "paraplu_cli" / "templates"
    files += sorted(file for file in templates.rglob("*") if file.suffix != ".pyc")
    found = []
    for file in filter(Path.is_file, files):
        text = re.sub(r"\\\n\s*", "", file.read_text(encoding="utf-8"))
        found += [
            (str(file.relative_to(ROOT)), line.strip())
            for line in text.splitlines()
            if "install" in line and "requirements" in line and "-r" in line.split()
        ]
    return found


def test_nothing_asks_what_the_pins_need_again() -> None:
    pinned = [found for found in instructions() if "requirements.txt" not in found[1]]
    assert {file for file, _ in pinned} >= {"README.md", "scripts/setup.sh"}
    for file, line in pinned:
        assert "--no-deps" in line, f"{file}: {line}"
        assert "--require-hashes" in line, f"{file}: {line}"


def test_the_readme_says_which_pip_is_old_enough() -> None:
    assert f"pip {OLDEST_PIP}" in (ROOT / "README.md").read_text(encoding="utf-8")


def _reaches_an_index(pip: list[str], folder: Path) -> bool:
    done = subprocess.run(
        [*pip, "download", "--no-deps", "--quiet", "--dest", str(folder), "pip==0"],
        capture_output=True,
        text=True,
        check=False,
    )
    return "from versions: none" not in done.stderr


def test_the_pins_are_whole_for_the_oldest_pip(tmp_path: Path) -> None:
    """Nothing on this machine helps: no uv, and no package that is there already."""
    subprocess.run([sys.executable, "-I", "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if os.environ.get("CI") != "true" and not _reaches_an_index(pip, tmp_path):
        pytest.skip("no index of packages can be reached from here")

    def run(*arguments: str) -> None:
        done = subprocess.run(
            [*pip, *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("install", f"pip=={OLDEST_PIP}")
    # The pins of the tests are what this very test runs from.
    for pins in ("build", "run"):
        where = str(ROOT / "requirements" / f"{pins}.txt")
        # Nothing of it is run, so nothing is compiled, which takes most of the time.
        run("install", "--no-compile", "--no-deps", "--require-hashes", "-r", where)
        run("check")

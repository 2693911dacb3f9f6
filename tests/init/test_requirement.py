"""What `requirements.txt` of new books says: from where this paraplu came."""

from __future__ import annotations

import json
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest
from tests.init.repository import Repository

from paraplu_cli.requirement import requirement

COMMIT = "a" * 40


class Installed(Distribution):
    """A package at version 1.2, with what its installer left of where it was found."""

    def __init__(self, direct: str | None) -> None:
        self._direct = direct

    def read_text(self, filename: str) -> str | None:
        """Return the files that say where it came from, and its version."""
        return {"METADATA": "Version: 1.2\n", "direct_url.json": self._direct}[filename]

    def locate_file(self, path: Any) -> Path:  # noqa: ANN401 - as in the standard library
        """Return where a file of it is; none is asked for."""
        raise AssertionError(path)


def of(direct: object) -> str | None:
    return requirement(Installed(json.dumps(direct)))


def of_git(url: str) -> str | None:
    return of({"url": url, "vcs_info": {"vcs": "git", "commit_id": COMMIT}})


def test_from_an_index_it_is_the_version() -> None:
    assert requirement(Installed(None)) == "paraplu==1.2"


@pytest.mark.parametrize(
    "url",
    [
        "https://forge.example/coop/paraplu.git",
        "ssh://git@forge.example/coop/paraplu.git",
        "git@forge.example:coop/paraplu.git",
        "https://someone:secret@forge.example/coop/paraplu.git",
        "https://secret@forge.example/coop/paraplu.git?token=secret#secret",
    ],
)
def test_of_a_repository_it_is_the_commit_without_a_password(url: str) -> None:
    expected = f"paraplu @ git+https://forge.example/coop/paraplu.git@{COMMIT}"
    assert of_git(url) == expected


def test_of_a_wheel_it_is_its_address() -> None:
    url = "https://forge.example/paraplu-1.2-py3-none-any.whl"
    assert of({"url": url, "archive_info": {}}) == f"paraplu @ {url}"


def test_a_wheel_is_held_to_its_hash() -> None:
    url = "https://forge.example/paraplu-1.2-py3-none-any.whl"

    def noted(archive: object) -> str | None:
        return of({"url": url, "archive_info": archive})

    assert noted({"hashes": {"sha256": "a" * 64}}) == (
        f"paraplu @ {url} --hash=sha256:{'a' * 64}"
    )
    for odd in ("no table", {"hashes": "a"}, {"hashes": {"sha256": "a --x"}}):
        assert noted(odd) == f"paraplu @ {url}"


@pytest.mark.parametrize(
    "direct",
    [
        {"url": "file:///home/me/paraplu-1.2-py3-none-any.whl", "archive_info": {}},
        {"url": "file:///nowhere/at/all", "dir_info": {}},
        {"url": "file:///srv/git/paraplu", "vcs_info": {"commit_id": COMMIT}},
        {"url": "https://forge.example/paraplu", "vcs_info": {}},
        {"url": "C:\\paraplu", "vcs_info": {"commit_id": COMMIT}},
        {},
        [],
        "no table",
    ],
)
def test_what_is_on_this_computer_alone_is_not_written(direct: object) -> None:
    assert of(direct) is None


def test_a_clone_has_its_address_in_git(tmp_path: Path) -> None:
    clone = Repository(tmp_path / "clone")
    clone.folder.mkdir()
    inside = clone.folder / "unpacked"
    inside.mkdir()
    (inside / "pyproject.toml").write_text("", "utf-8")

    def written(folder: Path) -> str | None:
        return of({"url": folder.as_uri(), "dir_info": {"editable": True}})

    assert written(clone.folder) is None
    clone.begin()
    clone.do("remote", "add", "origin", "git@forge.example:coop/paraplu.git")
    # A commit that nobody else has cannot be fetched elsewhere.
    assert written(clone.folder) is None
    clone.do("update-ref", "refs/remotes/origin/main", "HEAD")
    head = clone.do("rev-parse", "HEAD").strip()
    expected = f"paraplu @ git+https://forge.example/coop/paraplu.git@{head}"
    assert written(clone.folder) == expected
    # Unpacked within a repository of something else, it is not that.
    assert written(inside) is None

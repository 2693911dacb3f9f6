"""Asks git about a folder, and lets it run nothing and write nothing.

A repository can name programs in its settings, and hold another repository in a folder:
neither counts here.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Set by git for its hooks: they would point elsewhere than to the folder of the books.
_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def state_of(folder: Path) -> tuple[str | None, bool | None]:
    """Return the commit that a folder is at, and whether its files are those of it.

    None where it is in no repository, nothing was committed yet, or there is no git.
    """
    try:
        head = answer_of(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        # Without asking any program that the settings may name.
        quietly = ("-c", "core.fsmonitor=false", "--no-optional-locks")
        status = answer_of(folder, *quietly, "status", "--porcelain", "--", ".")
    except OSError:
        return None, None
    if head.returncode or status.returncode:
        return None, None
    return head.stdout.decode("ascii").strip(), not status.stdout.strip()


def answer_of(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Return what git answers; OSError where it cannot be started."""
    return subprocess.run(  # noqa: S603 - no shell, and no argument is an option
        command(folder, arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        check=False,
    )


def command(folder: Path, arguments: Sequence[str]) -> list[str]:
    """Return how git is started.

    A repository can hold the files of another one in a folder, with settings and
    versions of its own: git would take that for the repository of the books. And a
    replaced object is not what the commit holds.
    """
    settings = ("--no-replace-objects", "-c", "safe.bareRepository=explicit")
    return ["git", *settings, "-C", str(folder), *arguments]


def environment() -> dict[str, str]:
    """Return the environment in which git is started."""
    return {key: value for key, value in os.environ.items() if key not in _HOOKS}

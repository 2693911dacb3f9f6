"""Asks git about a folder, and lets it run nothing and write nothing.

A repository can name programs in its settings, and hold another repository in a folder:
neither counts here.
"""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# Set by git for its hooks: they would point elsewhere than to the folder of the books.
INDEX = "GIT_INDEX_FILE"
# Seconds. Of a hundred thousand files git tells the state in a few.
LONG, LONGEST = 2.0, 60.0
_MOST_SETTINGS = 1_000_000
_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", INDEX, "GIT_PREFIX"})


class Repository(NamedTuple):
    """A repository by a folder in it, and the commit from which its history is seen.

    `file` is one in that folder without which the history is not that of the books.
    """

    folder: Path
    commit: str = "HEAD"
    file: str = ""


def state_of(folder: Path) -> tuple[str | None, bool | None]:
    """Return the commit that a folder is at, and whether its files are those of it.

    None where it is in no repository, nothing was committed yet, or there is no git.
    """
    try:
        head = answer_of(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        asked = (*unfiltered(folder), "--no-optional-locks", "status", "--porcelain")
        status = answer_of(folder, *asked, "--", ".")
    except OSError:
        return None, None
    if head.returncode or status.returncode:
        return None, None
    return head.stdout.decode("ascii").strip(), not status.stdout.strip()


def unfiltered(folder: Path) -> list[str]:
    """Return the settings by which no program of the repository itself filters files.

    It could name one in its settings, which runs where git compares a file with what
    was committed. Filters of the whole computer, as of Git LFS, are its owner's own.
    """
    asked = ("--includes", "--name-only", "-z", "--get-regexp", r"^filter\.")
    # A working tree may have settings of its own.
    found = (
        answer_of(folder, "config", where, *asked).stdout
        for where in ("--local", "--worktree")
    )
    names = {name for one in found for name in os.fsdecode(one).split("\0") if name}
    without = {name: "false" if name.endswith(".required") else "" for name in names}
    return [part for name, to in without.items() for part in ("-c", f"{name}={to}")]


def answer_of(
    folder: Path,
    *arguments: str,
    more: Mapping[str, str] | None = None,
    given: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """Return what git answers; OSError where it cannot be started, or never ends.

    It reads what is `given`. Its settings are none of a hook's but those in `more`. A
    pipe in the place of a file that git reads, such as .gitignore, has it wait for
    ever. So when it takes long, one is looked for, and where there is none git gets
    more time.
    """
    for seconds in (LONG, LONGEST):
        try:
            return subprocess.run(  # noqa: S603 - no shell, and no argument is an option
                command(folder, arguments),
                input=given,
                capture_output=True,
                env=environment() | dict(more or {}),
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            if has_pipe(folder):
                break
    raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))


def has_pipe(folder: Path) -> bool:
    """Tell whether there is a pipe in a repository, or below a folder without one.

    So is one that lies elsewhere, and that a link or a setting of the repository names.
    """
    above = (folder, *folder.absolute().parents)
    top = next((one for one in above if os.path.lexists(one / ".git")), folder)
    if any(_is_pipe(name) for name in _named(top)):
        return True
    waiting = [os.fspath(top)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                # To ask for each file what it is would take far longer.
                elif not entry.is_file() and _is_pipe(entry.path):
                    return True
    return False


def _is_pipe(path: str) -> bool:
    with suppress(OSError, ValueError):
        return stat.S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - strings are at hand
    return False


def _named(top: Path) -> Iterator[str]:
    """Yield what the settings of a repository could name: all that they say."""
    for name in ("config", "config.worktree"):
        file = top / ".git" / name
        if not file.is_file():
            continue
        with suppress(OSError), file.open("rb") as lines:
            for line in lines.read(_MOST_SETTINGS).splitlines():
                said = os.fsdecode(line.partition(b"=")[2].strip().strip(b'"'))
                path = os.path.expanduser(said)  # noqa: PTH111 - it may be no path
                # Some are named from the one folder, some from the other.
                yield from (os.path.join(base, path) for base in (top, file.parent))  # noqa: PTH118


def command(folder: Path, arguments: Sequence[str]) -> list[str]:
    """Return how git is started.

    A repository can hold the files of another one in a folder, with settings and
    versions of its own: git would take that for the repository of the books. A program
    that watches files may be named in its settings. And a replaced object is not what
    the commit holds.
    """
    settings = ("safe.bareRepository=explicit", "core.fsmonitor=false")
    given = [part for setting in settings for part in ("-c", setting)]
    return ["git", "--no-replace-objects", *given, "-C", str(folder), *arguments]


def environment() -> dict[str, str]:
    """Return the environment in which git is started."""
    return {key: value for key, value in os.environ.items() if key not in _HOOKS}

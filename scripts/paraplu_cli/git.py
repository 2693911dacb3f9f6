"""Reads a revision out of a git repository, and writes nothing into it."""

from __future__ import annotations

import os
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from paraplu.language import say
from paraplu.system import reason_of
from paraplu_cli.command import Stopped

# Set by git for its hooks: they would point elsewhere than to the folder of the books.
_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


def top_of(folder: Path) -> Path:
    """Return the top folder of the working tree that a folder lies in."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        if b"not a git repository" in done.stderr:
            raise Stopped(
                say(
                    "{folder} is not in a git repository, so there is no earlier "
                    "version of these books. Run it without --since.",
                    folder=str(folder),
                )
            )
        raise Stopped(
            say(
                "{folder} is in a git repository that cannot be read: {reason}",
                folder=str(folder),
                reason=_reason(done),
            )
        )
    return Path(os.fsdecode(done.stdout.rstrip(b"\r\n"))).resolve()


def published(folder: Path) -> tuple[str, str]:
    """Return the address of the repository that a folder is, and its commit.

    Both are empty where it is no repository, or its commit is nowhere but here.
    """
    try:
        if top_of(folder) != folder.resolve():
            return "", ""
        asked = (
            ("config", "--get", "remote.origin.url"),
            ("rev-parse", "HEAD"),
            ("branch", "--remotes", "--contains", "HEAD"),
        )
        url, commit, branches = (
            os.fsdecode(_git(folder, *words).stdout).strip() for words in asked
        )
    except Stopped:
        return "", ""
    return (url, commit) if branches else ("", "")


def state_of(folder: Path) -> tuple[str | None, bool | None]:
    """Return the commit that a folder is at, and whether its files are those of it.

    None where it is in no repository, or nothing was committed yet.
    """
    try:
        head = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        # Without asking any program that the settings may name.
        quietly = ("-c", "core.fsmonitor=false", "--no-optional-locks")
        status = _git(folder, *quietly, "status", "--porcelain", "--", ".")
    except Stopped:
        return None, None
    if head.returncode or status.returncode:
        return None, None
    return head.stdout.decode("ascii").strip(), not status.stdout.strip()


def commit_of(top: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means."""
    # A revision never begins with a dash; git would take it for an option.
    if revision and not revision.startswith("-") and "\0" not in revision:
        wish = revision + "^{commit}"
        done = _git(top, "rev-parse", "--verify", "--quiet", wish)
        if not done.returncode:
            return done.stdout.decode("ascii").strip()
    raise Stopped(
        say("git does not know the revision “{revision}”.", revision=revision)
    )


def unpack(top: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit into a folder."""
    if not hasattr(tarfile, "data_filter"):
        raise Stopped(say("--since needs Python 3.11.4 or newer."))
    with TemporaryFile() as file:
        done = _git(top, "archive", "--format=tar", commit, output=file)
        if done.returncode:
            raise Stopped(
                say(
                    "git cannot give the files of {commit}: {reason}",
                    commit=commit,
                    reason=_reason(done),
                )
            )
        file.seek(0)
        with tarfile.open(fileobj=file) as archive:
            archive.extractall(folder, filter=_inside)  # noqa: S202 - it is filtered


def _inside(item: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Return what may be unpacked; a link that leads out of the tree is left out."""
    try:
        return tarfile.data_filter(item, folder)
    except tarfile.FilterError:
        return None


def _git(
    folder: Path, *arguments: str, output: IO[bytes] | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and no argument is an option
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - where the user has it
            stdin=subprocess.DEVNULL,
            stdout=output or subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={key: v for key, v in os.environ.items() if key not in _HOOKS},
            check=False,
        )
    except OSError as fault:
        raise Stopped(
            say("git cannot be started: {reason}.", reason=reason_of(fault))
        ) from fault


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""

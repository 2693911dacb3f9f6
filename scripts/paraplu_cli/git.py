"""Reads a revision out of a git repository, and writes nothing into it."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, TYPE_CHECKING, cast

from paraplu.base.git import LONG, answer_of, command, environment, has_pipe
from paraplu.base.language import say
from paraplu.base.system import reason_of
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from paraplu.base.language import Message

# The mode of a link in git's trees.
_LINK = b"120000"


def top_of(folder: Path) -> Path:
    """Return the top folder of the working tree that a folder lies in."""
    return top_or(
        folder,
        say(
            "{folder} is not in a git repository, so there is no earlier version of "
            "these books.",
            folder=str(folder),
        ),
    )


def top_or(folder: Path, outside: Message) -> Path:
    """Return the top folder above a folder; Stopped, with `outside`, where none is."""
    done = run(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        if b"not a git repository" in done.stderr:
            raise Stopped(outside)
        raise unreadable(folder, done)
    return Path(os.fsdecode(done.stdout.rstrip(b"\r\n"))).resolve()


def unreadable(folder: Path, done: subprocess.CompletedProcess[bytes]) -> Stopped:
    """Return that git cannot read the repository of a folder, and why."""
    return Stopped(
        say(
            "{folder} is in a git repository that cannot be read: {reason}",
            folder=str(folder),
            reason=_reason(done),
        )
    )


def begin_repository(folder: Path) -> Message | None:
    """Make a git repository of a folder that is in none; return what to say of it."""
    try:
        if not run(folder, "rev-parse", "--is-inside-work-tree").returncode:
            return None
        done = run(folder, "init", "--quiet", "--initial-branch=main")
    except Stopped as fault:
        return fault.words
    if done.returncode:
        return unreadable(folder, done).words
    return say(
        "It is a git repository now, so that every change shows. The first commit is "
        "yours."
    )


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
            os.fsdecode(run(folder, *words).stdout).strip() for words in asked
        )
    except Stopped:
        return "", ""
    return (url, commit) if branches else ("", "")


def commit_of(top: Path, revision: str) -> str:
    """Return the full name of the commit that a revision means."""
    # A revision never begins with a dash; git would take it for an option.
    if revision and not revision.startswith("-") and "\0" not in revision:
        wish = revision + "^{commit}"
        done = run(top, "rev-parse", "--verify", "--quiet", wish)
        if not done.returncode:
            return done.stdout.decode("ascii").strip()
    raise Stopped(
        say("git does not know the revision “{revision}”.", revision=revision)
    )


def unpack(top: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit into a folder, each as git keeps it.

    They are read from git's objects. `git archive` and a checkout would mind the
    attributes in the commit, by which files can be left out or changed on their way.
    """
    root = Path(os.path.realpath(folder))
    files, links = _listed(top, commit)
    folders: set[Path] = set()
    try:
        for name, data in zip(files, _blobs(top, commit, files.values()), strict=True):
            path = root / name
            # There are thousands of receipts in one folder.
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            path.write_bytes(data)
        for name, data in zip(links, _blobs(top, commit, links.values()), strict=True):
            _link(root / name, os.fsdecode(data))
    except (OSError, ValueError) as fault:
        raise _not_given(commit, reason_of(fault)) from fault
    for name in links:
        path = root / name
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
            path.unlink()


def _listed(top: Path, commit: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of a commit and its links, by path; each with its object."""
    done = run(top, "ls-tree", "-r", "-z", "--full-tree", commit)
    if done.returncode:
        raise _not_given(commit, _reason(done))
    files: dict[str, bytes] = {}
    links: dict[str, bytes] = {}
    for line in done.stdout.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, kind, blob = about.split()
        # A part that is a repository by itself is not in this one.
        if kind == b"blob" and _is_plain(name):
            (links if mode == _LINK else files)[os.fsdecode(name)] = blob
    return files, links


def _is_plain(name: bytes) -> bool:
    """Tell whether a path goes down from the top, as git itself only writes them."""
    return not {b"", b".", b"..", b".git"} & set(name.split(b"/"))


def _link(path: Path, target: str) -> None:
    """Make a link, unless something is there or the way to it is a link itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(path) and Path(os.path.realpath(path.parent)) == path.parent:
        path.symlink_to(target)


def _blobs(top: Path, commit: str, names: Collection[bytes]) -> Iterator[bytes]:
    """Yield the contents of objects, one by one: receipts may be many gigabytes."""
    left = len(names)
    with TemporaryFile() as asked:
        asked.writelines(name + b"\n" for name in names)
        asked.seek(0)
        with _started(top, "cat-file", "--batch", asked=asked) as git:
            for line in iter(git.readline, b""):
                words = line.split()
                if len(words) != 3:  # noqa: PLR2004 - name, kind, size
                    raise _not_given(commit, line.decode("ascii", "replace").strip())
                data = git.read(int(words[2]))
                # Behind each there is the end of a line.
                if not git.read(1):
                    break
                yield data
                left -= 1
    if left:
        raise _silent(top)


@contextmanager
def _started(folder: Path, *arguments: str, asked: IO[bytes]) -> Iterator[IO[bytes]]:
    """Start git, and hand over what it says while it runs.

    It ends where it takes long and there is a pipe, for which it may wait for ever.
    """
    with subprocess.Popen(  # noqa: S603 - no shell, and no argument is an option
        command(folder, arguments),
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as process:

        def look() -> None:
            if has_pipe(folder):
                process.kill()

        watch = Timer(LONG, look)
        watch.daemon = True
        watch.start()
        try:
            yield cast("IO[bytes]", process.stdout)
        finally:
            watch.cancel()
            process.kill()


def _not_given(commit: str, reason: str | Message) -> Stopped:
    return Stopped(
        say(
            "git cannot give the files of {commit}: {reason}",
            commit=commit,
            reason=reason,
        )
    )


def run(
    folder: Path, *arguments: str, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; its settings are none of a hook's but those in `more`.

    Raises:
        Stopped: git cannot be started, or does not answer.
    """
    try:
        return answer_of(folder, *arguments, more=more)
    except TimeoutError as fault:
        raise _silent(folder) from fault
    except OSError as fault:
        raise Stopped(
            say("git cannot be started: {reason}.", reason=reason_of(fault))
        ) from fault


def _silent(folder: Path) -> Stopped:
    return Stopped(
        say(
            "git does not answer. There may be a pipe or a device in {folder} where "
            "git expects a file.",
            folder=str(folder),
        )
    )


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""

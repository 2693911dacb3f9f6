"""A signed commit of one file: looked at before the branch moves to it.

Some versions of git make a commit without a signature, and say that all is well. So the
commit is made by itself first, and only kept once its signature was verified.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from paraplu.base.git import INDEX, Repository, answer_of, unfiltered
from paraplu.base.language import say
from paraplu_cli.approve.words import cannot_sign
from paraplu_cli.command import Stopped
from paraplu_cli.git import run, top_or

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.spending_requests import SpendingRequest

TAGS = "paraplu/approves"
# What a repository says of programs does not count; what the computer says does.
_PROGRAMS = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.defaultKeyCommand": "",
}
_BUSY = (
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "rebase-merge",
    "rebase-apply",
)


class GitSigning:
    """The repository of books, in which a file is committed and signed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._top = top_or(
            folder,
            say(
                "{folder} is not in a git repository. Approvals are signed in one: git "
                "init.",
                folder=str(folder),
            ),
        )

    @property
    def head(self) -> Repository:
        """The history until now."""
        return Repository(self.folder)

    def must_be_at_rest(self) -> None:
        """Stopped where a merge or a rebase is going on: HEAD is not what it seems."""
        asked = [word for one in _BUSY for word in ("--git-path", one)]
        for name in self._asked("rev-parse", *asked).splitlines():
            if os.path.lexists(self._top / name):
                raise Stopped(
                    say("git is in the middle of a merge or a rebase. Finish it first.")
                )

    @contextmanager
    def signed_commit(
        self, file: Path, text: str, message: str
    ) -> Iterator[MadeCommit]:
        """Yield a commit in which one file has a text; no branch has it yet.

        What else is staged does not go along. Stopped where git cannot sign.
        """
        before = self._asked("rev-parse", "--verify", "HEAD^{commit}")
        name = file.resolve().relative_to(self._top).as_posix()
        with TemporaryDirectory(prefix="paraplu-") as scratch:
            index = {INDEX: str(Path(scratch) / "index")}
            blob = self._asked(
                *unfiltered(self.folder),
                *("hash-object", "-w", "--stdin", "--path", name),
                given=text.encode(),
            )
            self._asked("read-tree", before, more=index)
            entry = self._mode(name, before), blob, name
            self._asked("update-index", "--add", "--cacheinfo", *entry, more=index)
            tree = self._asked("write-tree", more=index)
        words = ("commit-tree", "-S", "-p", before, "-F", "-", tree)
        done = answer_of(self._top, *self._programs(), *words, given=message.encode())
        if done.returncode:
            raise Stopped(cannot_sign(_last(done.stderr)))
        commit = done.stdout.decode("ascii").strip()
        yield MadeCommit(self, commit, before, entry)

    def has_tag(self, line: str) -> bool:
        """Tell whether a tag says a line already."""
        form = "--format=%(contents)"
        return line in self._asked("for-each-ref", form, f"refs/tags/{TAGS}")

    def tag(self, request: SpendingRequest, line: str) -> str:
        """Return the name of a new signed tag on the last commit that says a line."""
        name = f"{TAGS}/{request.number}-{line[-64:][:8]}"
        words = ("tag", "--sign", "--force", "--message", line, name)
        done = answer_of(self._top, *self._programs(), *words)
        made = run(self._top, "cat-file", "tag", name).stdout
        if done.returncode or b"-----BEGIN" not in made:
            if not done.returncode:
                run(self._top, "tag", "--delete", name)
            raise Stopped(
                say(
                    "The commit is signed, but git could not sign a tag: {why}.",
                    why=_last(done.stderr).rstrip("."),
                )
            )
        return name

    def move(self, made: MadeCommit) -> None:
        """Have the branch and the list of files go to a commit; Stopped otherwise."""
        name = made.entry[2]
        kept = self._asked("ls-files", "--stage", "-z", "--", name).split()
        # It compares what may have changed just now, by the filters of the repository.
        update = (*unfiltered(self.folder), "update-index")
        self._asked(*update, "--add", "--cacheinfo", *made.entry)
        hooks = ("-c", f"core.hooksPath={os.devnull}")
        words = ("-m", "paraplu approve", "HEAD", made.name, made.before)
        done = run(self._top, *hooks, "update-ref", *words)
        if done.returncode:
            back = (
                ("--cacheinfo", *kept[:2], name) if kept else ("--force-remove", name)
            )
            self._asked(*update, *back)
            raise Stopped(
                say(
                    "git did not take the commit: {why}. Nothing was written.",
                    why=_last(done.stderr).rstrip("."),
                )
            )

    def _mode(self, name: str, commit: str) -> str:
        listed = self._asked("ls-tree", commit, "--", name)
        return listed.split()[0] if listed else "100644"

    def _programs(self) -> list[str]:
        """Return the settings by which only programs of the computer's owner sign."""
        found = {"core.hooksPath": os.devnull}
        for name, without in _PROGRAMS.items():
            scopes = ("--global", "--system")
            told = (
                run(self._top, "config", one, "--get", name).stdout for one in scopes
            )
            own = next(
                (os.fsdecode(one).strip() for one in told if one.strip()), without
            )
            if own:
                found[name] = own
        return [part for name, to in found.items() for part in ("-c", f"{name}={to}")]

    def _asked(
        self, *words: str, more: dict[str, str] | None = None, given: bytes = b""
    ) -> str:
        try:
            done = answer_of(self._top, *words, more=more, given=given)
        except OSError as fault:
            raise Stopped(cannot_sign(str(fault))) from fault
        if done.returncode:
            raise Stopped(cannot_sign(_last(done.stderr)))
        return os.fsdecode(done.stdout).strip()


class MadeCommit:
    """A commit that no branch has yet, and the file that is in it."""

    def __init__(
        self, git: GitSigning, name: str, before: str, entry: tuple[str, str, str]
    ) -> None:
        self._git = git
        self.name = name
        self.before = before
        self.entry = entry

    @property
    def commit(self) -> Repository:
        """The history with it."""
        return Repository(self._git.folder, self.name)

    def keep(self) -> None:
        """Have the branch go to it; Stopped where it moved meanwhile."""
        self._git.move(self)


def _last(said: bytes) -> str:
    """Return the line by which git ends, without what it begins with."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix("fatal: ").removeprefix("error: ") if lines else "?"

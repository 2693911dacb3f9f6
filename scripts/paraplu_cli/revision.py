"""The books of a git revision, unpacked into a temporary folder; git is only read."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.git import Repository
from paraplu.register.textfile import RegisterUnreadable, own_bytes
from paraplu_cli.git import commit_of, top_of, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnpackedRevision(NamedTuple):
    """Where the books of a revision lie, while they do.

    `root` is the unpacked tree and `top` that of the repository. `members` is the
    register that was asked for, None where the ledger names it. `history` is that of
    the revision, None where the books lie in it themselves.
    """

    main: Path
    members: Path | None
    root: Path
    top: Path
    history: Repository | None = None


@contextmanager
def revision_of(
    given: Path, revision: str, members: Path | None, private: str | None
) -> Iterator[UnpackedRevision]:
    """Yield the books of a revision, whose main file may not be there.

    `given` is the main file as it is now, and `private` the private register, which
    git does not keep: it is copied beside the old one. Stopped where git or the
    revision is not there.
    """
    # The main file may be a link to elsewhere, which the findings tell.
    main = given.parent.resolve() / given.name
    top = top_of(main.parent)
    commit = commit_of(top, revision)
    with TemporaryDirectory(prefix="paraplu-", ignore_cleanup_errors=True) as name:
        root = Path(name).resolve()
        unpack(top, commit, root)
        if private:
            _bring_private(Path(private), top, root)
        yield UnpackedRevision(
            root / main.relative_to(top),
            _moved(members, top, root),
            root,
            top,
            Repository(top, commit),
        )


def _moved(file: Path | None, top: Path, root: Path) -> Path | None:
    """Return where a file of the repository lies in the unpacked tree."""
    if file is None or not file.resolve().is_relative_to(top):
        return file
    return root / file.resolve().relative_to(top)


def _bring_private(private: Path, top: Path, root: Path) -> None:
    there = _moved(private, top, root)
    if there and there != private and there.parent.is_dir():
        # What is wrong with it the check of the books as they are tells.
        with suppress(RegisterUnreadable):
            there.write_bytes(own_bytes(private, private.name))

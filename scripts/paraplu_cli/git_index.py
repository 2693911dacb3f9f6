"""What goes with the next commit, as git lists it; nothing is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paraplu.base.git import INDEX, unfiltered
from paraplu.base.language import say
from paraplu.ledger.source.tracked import Tracked
from paraplu_cli.git import run, top_or, unreadable

if TYPE_CHECKING:
    from pathlib import Path


def tracked_in(folder: Path) -> Tracked:
    """Return the files of the repository of a folder that go with its next commit.

    A commit of a part of them has a list of its own, which git names to its hooks. What
    `git add -N` only announced does not go along.
    """
    top = top_or(
        folder,
        say(
            "{folder} is not in a git repository, so nothing of these books goes with "
            "a commit. Run it without --tracked.",
            folder=str(folder),
        ),
    )
    index = _index_of_hook(top)
    listed = run(top, "ls-files", "-z", "--cached", more=index)
    # By times and sizes alone, and without asking any program of the settings.
    asked = (*unfiltered(top), "diff-files", "-z", "--name-only")
    announced = run(top, *asked, "--diff-filter=A", more=index)
    for done in (listed, announced):
        if done.returncode:
            raise unreadable(folder, done)
    names, fresh = (
        set(os.fsdecode(done.stdout).split("\0")) for done in (listed, announced)
    )
    return Tracked(top, names - fresh)


def _index_of_hook(top: Path) -> dict[str, str]:
    """Return the setting that names the list of the commit that is being made.

    Only one in the repository itself: another is not of these books.
    """
    named = os.environ.get(INDEX)
    if not named:
        return {}
    index = os.path.realpath(named)
    done = run(top, "rev-parse", "--absolute-git-dir")
    home = os.path.realpath(os.fsdecode(done.stdout.rstrip(b"\r\n")))
    inside = not done.returncode and os.path.dirname(index) == home  # noqa: PTH120 - strings are at hand
    return {INDEX: index} if inside else {}

"""Files of a ledger in which lines take the place of others, one step after another.

Every place is told by the lines that a file had in the beginning, so that a later step
needs no account of what an earlier one put above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from paraplu.journal.draft import Change
from paraplu.journal.present import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Edit(NamedTuple):
    """Lines of a file, from `begin` up to `end`, that make place for a text.

    The first line is 0; where both are one number, nothing makes place.
    """

    file: Path
    begin: int
    end: int
    text: str


class Revision:
    """The files as they were read, and what was put in them since."""

    def __init__(self) -> None:
        self._lines: dict[Path, list[str]] = {}
        self._texts: dict[Path, str | None] = {}
        self._edits: defaultdict[Path, list[Edit]] = defaultdict(list)

    def lines(self, file: Path) -> list[str]:
        """Return the lines of a file as they were in the beginning, with their ends.

        CannotBook where it cannot be read.
        """
        if file not in self._lines:
            text = text_in(file)
            self._texts[file] = text
            self._lines[file] = _LINE.findall(text or "")
        return self._lines[file]

    def current(self, file: Path, begin: int, end: int) -> str:
        """Return what stands by now in the place of some lines, with plain ends."""
        for edit in reversed(self._edits[file]):
            if (edit.begin, edit.end) == (begin, end):
                return edit.text
        return "".join(self.lines(file)[begin:end]).replace("\r\n", "\n")

    def changes(self, edits: Iterable[Edit]) -> tuple[Change, ...]:
        """Return what files become by these edits and by all that were kept."""
        new: defaultdict[Path, list[Edit]] = defaultdict(list)
        for edit in edits:
            new[edit.file].append(edit)
        return tuple(
            Change(file, self._text(file), self._with([*self._edits[file], *more]))
            for file, more in new.items()
        )

    def keep(self, edits: Iterable[Edit]) -> None:
        """Take edits as written: the next changes come on top of them."""
        edits = tuple(edits)
        for change in self.changes(edits):
            self._texts[change.file] = change.after
        for edit in edits:
            self._edits[edit.file].append(edit)

    def _text(self, file: Path) -> str | None:
        self.lines(file)
        return self._texts[file]

    def _with(self, edits: list[Edit]) -> str:
        lines = list(self.lines(edits[0].file))
        end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
        # Of what takes the place of the same lines, the last counts.
        latest = {(one.begin, one.end): one for one in edits if one.begin < one.end}
        put = [one for one in edits if one.begin == one.end]
        # What stands lowest first, so that the places above it stay.
        for edit in sorted(
            [*put, *latest.values()], key=lambda one: (one.begin, one.end), reverse=True
        ):
            if edit.begin and not lines[edit.begin - 1].endswith("\n"):
                lines[edit.begin - 1] += end
            lines[edit.begin : edit.end] = [edit.text.replace("\n", end)]
        return "".join(lines)

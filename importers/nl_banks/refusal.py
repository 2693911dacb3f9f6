"""Why a statement is not read: one line, with the place, in words for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path


class Refused(Exception):  # noqa: N818 - the file is at fault, not the program
    """A file, or a line of it, cannot be read; nothing of the file is taken.

    `template` is the English sentence with named places, `values` fill them: a
    program that speaks another language translates the template. `path` and `line`
    are filled in by whoever knows them, on the way up.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values
        self.path: Path | None = None
        self.line = 0

    def at(self, line: int) -> Self:
        """Return this refusal with the line that it is about, unless it has one."""
        self.line = self.line or line
        return self

    def of(self, path: Path) -> Self:
        """Return this refusal with the file that it is about, unless it has one."""
        self.path = self.path or path
        return self

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        sentence = self.template.format_map(self.values)
        return place + sentence if self.path else sentence

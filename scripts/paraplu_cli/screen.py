"""Where text is shown: its language, its width, and whether it has colours and bars."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from paraplu.base.findings import Severity

if TYPE_CHECKING:
    from paraplu.base.language import Language

_PROSE = 84
_NARROWEST = 24
_COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.SIGNAL: "blue",
}


@dataclass(frozen=True)
class Screen:
    """How to show text; `width` is None where lines may be as long as they are."""

    language: Language
    width: int | None = None
    colour: bool = False
    bars: bool = False

    @property
    def prose(self) -> int:
        """How wide sentences may be."""
        return max(min(self.width or _PROSE, _PROSE), _NARROWEST)

    def bold(self, text: str) -> str:
        """Return text that stands out, where there are colours."""
        return click.style(text, bold=True) if self.colour else text

    def weight(self, severity: Severity) -> str:
        """Return the word for a severity, in its colour."""
        word = self.language.render(severity.word)
        return click.style(word, fg=_COLOURS[severity]) if self.colour else word

    def wrapped(self, text: str, first: str, further: str) -> list[str]:
        """Return text in lines, the first and the further ones with their indents."""
        return textwrap.wrap(
            text,
            self.prose,
            initial_indent=first,
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        )


def screen_of(language: Language, *, wide: bool = False) -> Screen:
    """Return the screen that standard output is; where `wide`, with no end to it.

    A pipe has no width of its own, no colours and no bars; `COLUMNS` gives it a width,
    and `NO_COLOR` takes a terminal's colours away.
    """
    terminal = sys.stdout.isatty()
    wish = os.environ.get("COLUMNS", "")
    width = int(wish) if wish.isascii() and wish.isdigit() else 0
    if not width and terminal:
        width = shutil.get_terminal_size().columns
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(
        language, None if wide else width or None, terminal and not plain, terminal
    )

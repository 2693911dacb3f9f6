"""What Fava and its server write in the terminal: a line each, and no traceback.

Fava notes every request that it refuses with all of Python's account of it, and in the
words of whoever asks: a name of a file that moves the cursor, for one.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paraplu.base.language import chosen_language, printable, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAVA = "fava"
# Characters; a fault may quote all of what was sent.
_LONGEST = 500


class OneLine(logging.Filter):
    """Makes every note one line, which a terminal obeys in nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a note into one line; all are kept."""
        said = record.getMessage()
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            said = _said(record, said, fault)
        line = printable(" ".join(said.split()))
        record.msg = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
        record.args = ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _said(record: logging.LogRecord, said: str, fault: BaseException) -> str:
    """Return what a note says of a fault; of Fava's own in the reader's language."""
    if record.name.partition(".")[0] == _FAVA:
        return unanswered(fault)
    return f"{said} {_words(fault)}"


def unanswered(fault: BaseException) -> str:
    """Return that Fava could not answer a request, in the language of the terminal."""
    said = say("Fava could not answer a request: {fault}", fault=_words(fault))
    return chosen_language().render(said)


def _words(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {_without_traceback(str(fault))}"


def _without_traceback(words: str) -> str:
    """Return words in one line, without the account that some faults of Fava's hold."""
    before, account, after = words.partition("Traceback (most recent call last)")
    lines = after.strip().splitlines()
    said = f"{before} {lines[-1]}" if account and lines else words
    return " ".join(said.split())


@contextmanager
def in_one_line() -> Iterator[None]:
    """Have all notes be one line each; not where PARAPLU_DEBUG asks for everything."""
    handlers = [] if os.environ.get("PARAPLU_DEBUG") else logging.getLogger().handlers
    changed = [(handler, OneLine()) for handler in handlers]
    for handler, one_line in changed:
        handler.addFilter(one_line)
    try:
        yield
    finally:
        for handler, one_line in changed:
            handler.removeFilter(one_line)

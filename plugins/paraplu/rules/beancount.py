"""BC00: what Beancount itself finds wrong, in plain words where they are known.

Where the books do not hold as books, all other rules judge something that is not so.

    2025-03-01 * "Market" "Chairs sold"  ; BC00
      Assets:Bank                55.00 EUR
      Income:Members:L01:Sales  -50.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, say
from paraplu.ledger.beancount_errors import Meaning, meaning_of
from paraplu.rules.rule import Family, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books, LedgerError
    from paraplu.register.model import Register

BC00 = Rule("BC00", Severity.ERROR, say("What Beancount itself finds wrong"))

# Beancount reads on after what it cannot read, and then stumbles over the rest of the
# same line.
_STUMBLES = ("Invalid token:", "syntax error")
# Enough of Beancount's words; those on a plugin hold a whole traceback.
_LONGEST = 200
_MOST_NAMES = 30
_NEAR = 0.85


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield Beancount's errors; of those of one line that say the same, one."""
    told = set()
    near = _Nearest(books)
    for error in books.errors:
        words = " ".join(error.message.split())
        stumble = next((way for way in _STUMBLES if words.startswith(way)), words)
        if (error.source, stumble) not in told:
            told.add((error.source, stumble))
            yield _finding(books, error, words, near)


def _finding(books: Books, error: LedgerError, words: str, near: _Nearest) -> Finding:
    meaning = meaning_of(error.message)
    if meaning and meaning.found.get("plugin"):
        # What Beancount adds is Python's own account, with paths of this computer.
        return BC00.found(meaning.what, _place(books, error, meaning), meaning.todo)
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    if meaning is None:
        what = say("Beancount says: {message}", message=short)
        todo = say(
            "On this line and the one above, look at the date, the names and the "
            "punctuation."
        )
    else:
        what = say(
            "{meaning} (Beancount says: {message})", meaning=meaning.what, message=short
        )
        todo = near.advice(meaning.found.get("account", "")) or meaning.todo
    return BC00.found(what, _place(books, error, meaning), todo)


class _Nearest:
    """Finds the account that was meant; for so many names that it takes no time."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._found: dict[str, Message | None] = {}

    def advice(self, name: str) -> Message | None:
        """Return the advice to write the account that a name nearly is, or None.

        An account of another member is never meant.
        """
        if name not in self._found and len(self._found) < _MOST_NAMES:
            self._found[name] = self._advice(name[:_LONGEST])
        return self._found.get(name)

    def _advice(self, name: str) -> Message | None:
        chart, opened = self._books.chart, self._books.opened
        if not name or name in opened:
            return None
        member = chart.account(name).member
        same = [known for known in opened if opened[known].account.member == member]
        import difflib

        near = difflib.get_close_matches(name, same, 1, _NEAR)
        return say("Did you mean {account}?", account=near[0]) if near else None


def _place(books: Books, error: LedgerError, meaning: Meaning | None) -> Source:
    """Return the line of an error, or the one that asked for what is not there."""
    if error.source.line:
        return error.source
    for keyword in ("include", "plugin"):
        asked = meaning and meaning.found.get(keyword)
        for line in books.text.named(keyword) if books.text and asked else ():
            if line.name == asked:
                return line.source
    return Source(str(books.main), 0)


FAMILY = Family((BC00,), judge, needs=Needs.LEDGER)

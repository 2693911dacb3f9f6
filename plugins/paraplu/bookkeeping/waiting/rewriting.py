"""The text of an entry that waited, with its place: what somebody wrote in it stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.language import Language, say
from paraplu.base.metadata import ALLOCATED
from paraplu.bookkeeping.waiting.finding import entry_lines
from paraplu.bookkeeping.waiting.one_entry import one_entry
from paraplu.journal import CannotBook
from paraplu.journal.ledger_text import aligned, quoted
from paraplu.journal.revision import Edit

if TYPE_CHECKING:
    from paraplu.base.chart import Chart
    from paraplu.bookkeeping.bank_import.line import NewPosting
    from paraplu.bookkeeping.waiting.model import Choice
    from paraplu.journal.revision import Revision
    from paraplu.ledger.books import Books

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
# Day, flag, the words, and what comes behind them.
_HEAD = re.compile(rf"(\S+\s+)(?:txn|[!*])((?:\s+{_TEXT}){{0,2}})([^\n]*\n?)")
_KEY = re.compile(r"\s+([a-z][\w-]*):")
_COMMENT = re.compile(r"[ \t]+;.*")


def rewritten(
    choice: Choice, language: Language, books: Books, revision: Revision
) -> Edit:
    """Return the edit by which an entry says where its line goes.

    CannotBook where the entry is written in a way that this cannot change.
    """
    transaction = choice.waiting.transaction
    file = Path(transaction.source.file)
    begin, end = entry_lines(transaction, revision)
    old = revision.current(file, begin, end).splitlines(keepends=True)
    # A key may have been put below the first line meanwhile.
    begin -= len(old) - (end - begin)
    head = _HEAD.match(old[0]) if old else None
    if head is None:
        raise _cannot(choice)
    flag = "*" if choice.allocation.sure else "!"
    links = [one for one in choice.allocation.links if one not in transaction.links]
    said = "".join(f" ^{link}" for link in links)
    new = [f"{head[1]}{flag}{head[2]}{said}{head[3]}"]
    out = _places(choice, begin, len(old))
    # What is debited stands above what is credited.
    legs = tuple(sorted(choice.allocation.legs, key=lambda leg: leg.amount < 0))
    for n, line in enumerate(old[1:], 1):
        key = _KEY.match(line)
        if n not in out:
            is_why = key and key[1] == ALLOCATED and n < _first_posting(choice, begin)
            new.append(_why(choice, language) if is_why else line)
        elif not out[n] and key and key[1] != ALLOCATED:
            # It was said of a posting that is gone; of which, somebody knows.
            new.append(line)
        elif out[n] and legs:
            comment = _COMMENT.search(line)
            new += _postings(legs, books.currency, comment[0] if comment else "")
            legs = ()
    text = "".join(line if line.endswith("\n") else line + "\n" for line in new)
    _check(text, choice, books.chart)
    first, end = entry_lines(transaction, revision)
    return Edit(file, first, end, text)


def _places(choice: Choice, begin: int, many: int) -> dict[int, bool]:
    """Return the lines that make place: True for a posting, False for what is below it.

    They are counted from the first line of the entry.
    """
    postings = choice.waiting.transaction.postings
    starts = sorted(int(one.meta["lineno"]) - 1 - begin for one in postings)
    out: dict[int, bool] = {}
    for position in choice.waiting.positions:
        at = int(postings[position].meta["lineno"]) - 1 - begin
        until = next((one for one in starts if one > at), many)
        out |= {n: n == at for n in range(at, until)}
    return out


def _first_posting(choice: Choice, begin: int) -> int:
    postings = choice.waiting.transaction.postings
    return min(int(one.meta["lineno"]) for one in postings) - 1 - begin


def _why(choice: Choice, language: Language) -> str:
    return f"  {ALLOCATED}: {quoted(language.render(choice.allocation.why))}\n"


def _postings(legs: tuple[NewPosting, ...], currency: str, comment: str) -> list[str]:
    lines = [aligned(f"  {leg.account}", leg.amount, currency) for leg in legs]
    if comment:
        lines[0] = lines[0].rstrip("\n") + comment.rstrip("\n") + "\n"
    return lines


def _check(text: str, choice: Choice, chart: Chart) -> None:
    """Raise CannotBook where the text says something else than what was asked."""
    entry = one_entry(text, chart)
    if entry is None:
        raise _cannot(choice)
    transaction, waiting = choice.waiting.transaction, choice.waiting
    legs = choice.allocation.legs
    kept = [
        one.account.name
        for n, one in enumerate(transaction.postings)
        if n not in waiting.positions
    ]
    same = (
        entry.date == transaction.date
        and (entry.payee or "") == transaction.payee
        and (entry.narration or "") == transaction.narration
        and sorted(one.account for one in entry.postings)
        == sorted([*kept, *(leg.account for leg in legs)])
        and sum(leg.amount for leg in legs)
        == sum(transaction.postings[n].amount for n in waiting.positions)
    )
    if not same:
        raise _cannot(choice)


def _cannot(choice: Choice) -> CannotBook:
    file, line = choice.waiting.transaction.source
    return CannotBook(
        say(
            "{place}: this entry is written in a way that paraplu cannot change. "
            "Nothing was written. Change it by hand, or run this again if the file "
            "was changed just now.",
            place=f"{file}:{line}",
        )
    )

"""The text of another entry that a line belongs to: its link, or the bank's key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.kinds import MONEY
from paraplu.base.language import say
from paraplu.base.metadata import BANK_REF
from paraplu.bookkeeping.bank_import.retold import linked
from paraplu.bookkeeping.waiting.already import key_of, position_of
from paraplu.bookkeeping.waiting.finding import entry_lines
from paraplu.bookkeeping.waiting.one_entry import one_entry
from paraplu.journal import CannotBook
from paraplu.journal.ledger_text import quoted
from paraplu.journal.revision import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from paraplu.base.chart import Chart
    from paraplu.bookkeeping.waiting.model import WaitingLine
    from paraplu.journal.revision import Revision
    from paraplu.ledger.transactions import Transaction


def with_links(
    entry: Transaction,
    links: Iterable[str],
    revision: Revision,
    chart: Chart,
    before: Iterable[Edit] = (),
) -> Edit | None:
    """Return the edit by which an entry has some links; None where it has them.

    `before` are the edits of the same step.
    """
    file, begin, end, text = _now(entry, revision, before)
    lines = text.splitlines(keepends=True)
    for link in links:
        lines[0] = linked(lines, 0, link) or lines[0]
    if "".join(lines) == text:
        return None
    return _checked(Edit(file, begin, end, "".join(lines)), entry, text, chart)


def with_key(
    one: WaitingLine, entry: Transaction, revision: Revision, chart: Chart
) -> list[Edit]:
    """Return the edits by which an entry has the key of a line, and its own is gone.

    CannotBook where one of the two is written in a way that this cannot change.
    """
    file, begin, end, text = _now(entry, revision)
    position = position_of(one, entry)
    if position is None:
        raise _cannot(entry)
    lines = text.splitlines(keepends=True)
    key, old = f"{BANK_REF}: {quoted(one.line.key)}", key_of(entry, position)
    if old:
        said = f"{BANK_REF}: {quoted(old)}"
        lines = [line.replace(said, key) for line in lines]
    elif sum(posting.account.kind in MONEY for posting in entry.postings) == 1:
        lines.insert(1, f"  {key}\n")
    else:
        # With a second account of money nobody could tell of which it is.
        at = int(entry.postings[position].meta["lineno"]) - entry.source.line
        lines.insert(at + 1, f"    {key}\n")
    keyed = _checked(Edit(file, begin, end, "".join(lines)), entry, text, chart)
    if key not in keyed.text:
        raise _cannot(entry)
    own, first, last, gone = _now(one.transaction, revision)
    _checked(Edit(own, first, last, gone), one.transaction, gone, chart)
    every = revision.lines(own)
    if last < len(every) and not every[last].strip():
        last += 1
    return [keyed, Edit(own, first, last, "")]


def _now(
    entry: Transaction, revision: Revision, before: Iterable[Edit] = ()
) -> tuple[Path, int, int, str]:
    """Return where an entry stands, and its text by now."""
    file = Path(entry.source.file)
    if not file.is_file() or any("lineno" not in one.meta for one in entry.postings):
        raise _cannot(entry)
    begin, end = entry_lines(entry, revision)
    text = revision.current(file, begin, end)
    for edit in before:
        if edit[:3] == (file, begin, end):
            text = edit.text
    return file, begin, end, text


def _checked(edit: Edit, entry: Transaction, before: str, chart: Chart) -> Edit:
    """Return an edit that moves no money; CannotBook where it is of another entry."""
    now, then = one_entry(edit.text, chart), one_entry(before, chart)
    if now is None or then is None:
        raise _cannot(entry)
    is_it = (then.date, then.narration or "") == (entry.date, entry.narration)
    if not is_it or now.date != then.date or _moved(now) != _moved(then):
        raise _cannot(entry)
    return edit


def _moved(entry: data.Transaction) -> list[tuple[str, object]]:
    return [(one.account, one.units) for one in entry.postings]


def _cannot(entry: Transaction) -> CannotBook:
    return CannotBook(
        say(
            "{place}: this entry is written in a way that paraplu cannot change. "
            "Nothing was written. Change it by hand, or run this again if the file "
            "was changed just now.",
            place=f"{entry.source.file}:{entry.source.line}",
        )
    )

"""Names a receipt on the entry that it shows: one line, and nothing else moves."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import say
from paraplu.base.metadata import DOCUMENT, RECEIPT
from paraplu.base.plain_file import digest_of, leads_out
from paraplu.bookkeeping.receipts.naming import receipt_place
from paraplu.bookkeeping.waiting.finding import entry_lines
from paraplu.bookkeeping.waiting.one_entry import one_entry
from paraplu.journal import CannotBook
from paraplu.journal.ledger_text import quoted
from paraplu.journal.revision import Edit, Revision
from paraplu.ledger.evidence import receipts_in
from paraplu.ledger.seals.guard import ClosedPeriods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beancount.core import data

    from paraplu.bookkeeping.receipts.preparing import PreparedReceipt
    from paraplu.journal import Change
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


class AttachedReceipt(NamedTuple):
    """What the file of an entry becomes, and where its receipt lies.

    `is_new` tells that the receipt is still to be put there.
    """

    change: Change
    path: Path
    is_new: bool


def attached(
    books: Books, entry: Transaction, receipt: PreparedReceipt
) -> AttachedReceipt:
    """Return what lays a receipt on an entry.

    CannotBook where the same receipt shows another purchase (EV05), where the entry is
    written in a way that nothing can be put in, or in a closed period.
    """
    path = _known(books, entry, receipt)
    is_new = path is None
    path = path or receipt_place(books.main, entry, receipt.suffix)
    if leads_out(path, books.root):
        raise CannotBook(say("{file} leads out of the books.", file=str(path)))
    revision = Revision()
    edit = _edit(books, entry, path, revision)
    closed = ClosedPeriods(books).refusal(entry.date, edit.text)
    if closed:
        raise CannotBook(closed)
    (change,) = revision.changes([edit])
    return AttachedReceipt(change, path, is_new)


def _known(books: Books, entry: Transaction, receipt: PreparedReceipt) -> Path | None:
    """Return where the same receipt lies already, of what shares a link."""
    found = list(_showing(books, receipt))
    for other, _ in found:
        if other.number == entry.number:
            raise CannotBook(say("This entry has this receipt already."))
        if not other.links & entry.links:
            raise CannotBook(
                say(
                    "This receipt is already with the entry of {date} ({text}). One "
                    "receipt shows one purchase (EV05).",
                    date=other.date,
                    text=other.payee or other.narration,
                )
            )
    return Path(found[0][1]) if found else None


def _showing(
    books: Books, receipt: PreparedReceipt
) -> Iterator[tuple[Transaction, str]]:
    """Yield the entries that show the very same file, with where it lies."""
    digest = sha256(receipt.data).hexdigest()
    for transaction, known in receipts_in(books):
        path = books.shelf.find(known)
        if path and books.shelf.found.get(path) == len(receipt.data):
            try:
                same = digest_of(path) == digest
            except OSError:
                continue
            if same:
                yield transaction, path


def _edit(books: Books, entry: Transaction, path: Path, revision: Revision) -> Edit:
    file = Path(entry.source.file)
    if not file.is_file() or any("lineno" not in one.meta for one in entry.postings):
        raise _cannot(entry)
    begin, end = entry_lines(entry, revision)
    lines = revision.lines(file)[begin:end]
    before = "".join(lines).replace("\r\n", "\n")
    name = path.relative_to(books.main.parent).as_posix()
    line = f"  {RECEIPT}: {quoted(name)}\n"
    new = before.splitlines(keepends=True)
    at = _missing(books, entry, new)
    if at is None:
        new.insert(1, line)
    else:
        new[at] = line
    text = "".join(new)
    then, now = one_entry(before, books.chart), one_entry(text, books.chart)
    if then is None or now is None or not _adds_only(then, now, name):
        raise _cannot(entry)
    return Edit(file, begin, end, text)


def _missing(books: Books, entry: Transaction, lines: list[str]) -> int | None:
    """Return the line that names a receipt which is not there; None without one."""
    for key in (RECEIPT, DOCUMENT):
        said = entry.meta.get(key)
        if said is None:
            continue
        known = [one for other, one in receipts_in(books) if other is entry]
        if any(books.shelf.find(one) for one in known):
            raise CannotBook(say("This entry has a receipt already."))
        wanted = f"{key}: {quoted(str(said))}"
        return next((n for n, li in enumerate(lines) if li.strip() == wanted), None)
    return None


def _adds_only(then: data.Transaction, now: data.Transaction, name: str) -> bool:
    """Tell whether two entries differ by nothing but a receipt of this name."""
    return now.meta.get(RECEIPT) == name and (
        (then.date, then.flag, then.payee, then.narration, then.links, then.tags)
        == (now.date, now.flag, now.payee, now.narration, now.links, now.tags)
        and [(one.account, one.units) for one in then.postings]
        == [(one.account, one.units) for one in now.postings]
    )


def _cannot(entry: Transaction) -> CannotBook:
    return CannotBook(
        say(
            "{place}: this entry is written in a way that paraplu cannot change. "
            "Nothing was written. Change it by hand, or run this again if the file "
            "was changed just now.",
            place=f"{entry.source.file}:{entry.source.line}",
        )
    )

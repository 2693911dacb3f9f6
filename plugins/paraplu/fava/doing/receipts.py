"""Receipts are laid on entries, put in the inbox, and taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.receipts.attaching import attached
from paraplu.bookkeeping.receipts.naming import inbox_place
from paraplu.bookkeeping.receipts.preparing import LARGEST, prepared
from paraplu.fava.doing.bare import amounts_of, inbox_of
from paraplu.fava.doing.receipt_text import other_amount
from paraplu.fava.doing.step import Bench, WorkStep
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from pathlib import Path


class LayReceipt(Struct, frozen=True, tag_field="do", tag="receipt"):
    """Lay a receipt on an entry by its number: what is sent, or one of the inbox."""

    entry: int
    inbox: str = ""

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where it cannot be the receipt of it."""
        books = bench.books.books
        if not 0 <= self.entry < books.size:
            raise CannotBook(say("There is no such entry."))
        entry = books.transactions[self.entry]
        file = in_inbox(bench.main, self.inbox) if self.inbox else None
        data = _data(bench, file)
        receipt = prepared(data)
        laid = attached(books, entry, receipt)
        other = other_amount(data, amounts_of(bench.load, entry))
        said = say(
            "The receipt is laid on {date}, {text}",
            date=entry.date,
            text=entry.payee or entry.narration,
        )
        return WorkStep(
            said,
            (laid.change,),
            new={laid.path: receipt.data} if laid.is_new else {},
            gone=(file,) if file else (),
            go={"file": ""},
            back={"file": self.inbox},
            wrong=(other,) if other else (),
        )


class KeepReceipt(Struct, frozen=True, tag_field="do", tag="keep"):
    """Put what is sent in the inbox, until somebody knows what it shows."""

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where it is no receipt, or there."""
        receipt = prepared(_data(bench, None))
        for known in inbox_of(bench.main):
            if known.stat().st_size == len(receipt.data) and (
                plain_bytes(known) == receipt.data
            ):
                raise CannotBook(
                    say("This is in the inbox already, as {file}.", file=known.name)
                )
        place = inbox_place(bench.main, bench.name, receipt.suffix)
        said = say("{file} is in the inbox.", file=place.name)
        return WorkStep(said, new={place: receipt.data})


class DiscardReceipt(Struct, frozen=True, tag_field="do", tag="discard"):
    """Throw away a file of the inbox that is no receipt."""

    inbox: str

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where the file is not there."""
        file = in_inbox(bench.main, self.inbox)
        said = say("{file} is deleted.", file=file.name)
        return WorkStep(said, gone=(file,), go={"file": ""}, back={"file": file.name})


def in_inbox(main: Path, name: str) -> Path:
    """Return a file of the inbox by its name; CannotBook where there is none."""
    found = next((one for one in inbox_of(main) if one.name == name), None)
    if found is None:
        raise CannotBook(say("There is no file of this name in the inbox."))
    return found


def _data(bench: Bench, file: Path | None) -> bytes:
    """Return what is in a file of the inbox, or was sent."""
    if file is not None:
        return plain_bytes(file, bench.main.parent, LARGEST)
    if bench.file is None:
        raise CannotBook(say("Choose a file first."))
    return bench.file

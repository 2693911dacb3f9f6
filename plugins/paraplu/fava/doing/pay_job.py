"""What is shown of bills: each with its receipt beside it, and why not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paraplu.base.errors import Problem
from paraplu.bookkeeping.payments.pain001 import Version
from paraplu.bookkeeping.payments.preparing import unpaid_bills
from paraplu.bookkeeping.payments.sent import FOLDER, NAME, mark_of_sent, read_sent
from paraplu.fava.doing.paying import batch_on, key_of_bill
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.receipt_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from paraplu.bookkeeping.payments.orders import PaymentBatch
    from paraplu.fava.doing.step import Bench
    from paraplu.fava.request import PageRequest

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_FILES = 5


def bills_count(bench: Bench) -> int:
    """Return how many bills wait to be paid, or for what keeps them from that.

    Zero where nobody can tell.
    """
    try:
        return bench.load.once(
            ("unpaid", bench.today, mark_of_sent(bench.books.books.root)),
            _unpaid(bench),
        )
    except Problem:
        return 0


def _unpaid(bench: Bench) -> Callable[[object], int]:
    def counted(_judgement: object) -> int:
        books = replace(bench.books.books, today=bench.today)
        sent = read_sent(books.root / FOLDER / NAME)
        return len(unpaid_bills(books, bench.books.register, sent))

    return counted


def bills_values(bench: Bench, asked: PageRequest) -> Mapping[str, Any]:
    """Return what can be paid today and what cannot, and the bill that is looked at."""
    try:
        batch = _batch(bench)
    except Problem as fault:
        return {"batch": None, "why": fault.message, "files": []}
    every = [
        *(one.payable for one in batch.payments),
        *(one.payable for one in (*batch.refused, *batch.under_way)),
    ]
    by_key = {key_of_bill(one): one for one in every}
    bill = by_key.get(asked.argument("bill")) or (every[0] if every else None)
    books = bench.books.books
    receipts = []
    if bill:
        entry = books.transactions[bill.first.transaction.number]
        receipts = [
            (n, one.path, kind_of(one.path))
            for n, one in enumerate(receipts_of(books, entry))
        ]
    folder = books.root / FOLDER
    files = sorted(folder.glob("*.xml"), reverse=True) if folder.is_dir() else []
    return {
        "batch": batch,
        "key": key_of_bill,
        "bill": bill,
        "entry": bill and books.transactions[bill.first.transaction.number],
        "receipts": receipts,
        "pictures": _PICTURES,
        "today": bench.today,
        "versions": sorted(map(str, Version), reverse=True),
        "files": [one.name for one in files[:_FILES]],
    }


def _batch(bench: Bench) -> PaymentBatch:
    return bench.load.once(
        ("batch", bench.today, mark_of_sent(bench.books.books.root)),
        lambda _: batch_on(bench, bench.today),
    )

"""EV02 and EV05: a receipt is there, and is used for one purchase.

A receipt that is named and not there shows nothing (contract, section 5); here a letter
too many. EV05 is in `paraplu.rules.receipts_twice`, FN03 in
`paraplu.rules.fund_claims`.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-05 * "Sawmill" "Wood"  ; EV02 L01
      receipt: "woood.pdf"
      Expenses:Members:L01:Costs   40.00 EUR
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.evidence import receipts_in
from paraplu.ledger.receipt_totals import said_total
from paraplu.rules.fund_claims import FN03
from paraplu.rules.receipt_claims import Claim, charges, pays_expense, with_total
from paraplu.rules.receipts_over import EV05, mistyped
from paraplu.rules.receipts_twice import used_up
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.receipt_files import Receipt, Shelf
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

EV02 = Rule("EV02", Severity.ERROR, say("The receipt is not there"), waivable=True)

# What people put between two names.
_BETWEEN = re.compile(r"\s*[,;|]\s*|\s+(?:and|en|&|\+)\s+", re.IGNORECASE)
_NAME = re.compile(r"\S.*\.\w{2,5}")


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield receipts that are not there or show nothing, and those used twice."""
    shelf = books.shelf
    files = (register.file, register.private_file)
    registers = {os.path.realpath(file) for file in files if file}
    paying = set(filter(pays_expense, books.by_signature))
    charging = set(filter(charges, books.by_signature))
    totals = with_total(books)
    claims: list[Claim] = []
    mistyped_totals: dict[Source, Finding] = {}
    told: set[str] = set()
    for transaction, receipt in receipts_in(books):
        path = shelf.find(receipt)
        if path is None or path in registers:
            told.add(receipt.path)
            yield _missing(transaction, receipt, _wrong(shelf, receipt))
            total = said_total(transaction, receipt, books.currency)
            if total and total.amount is None:
                mistyped_totals[total.source] = mistyped(transaction, total)
            continue
        paid = transaction.signature in paying
        charged = transaction.signature in charging
        if paid or charged or transaction.number in totals:
            claims.append(Claim(transaction, receipt, path, paid))
    found = list(used_up(books, claims))
    yield from found
    for finding in found:
        mistyped_totals.pop(finding.source, None)
    yield from mistyped_totals.values()
    yield from _papers(books, registers, told)


def _papers(books: Books, registers: set[str], told: set[str]) -> Iterator[Finding]:
    """Yield the `document` lines that name what is no document of the books.

    Beancount itself says which are not there.
    """
    shelf = books.shelf
    for paper in books.papers:
        path = shelf.lying(paper)
        wrong = path in registers or shelf.is_own(path) if path else True
        if wrong and paper.path not in told and os.path.lexists(paper.path):
            found = _wrong(shelf, paper)
            yield EV02.found(found.message, paper.source, hint=found.hint)


class _Wrong(NamedTuple):
    """What is wrong with the file of a receipt, and how to mend it."""

    message: Message
    hint: Message


def _wrong(shelf: Shelf, receipt: Receipt) -> _Wrong:
    name, path = shelf.shown(receipt.path), shelf.lying(receipt)
    if path and shelf.empty(path):
        return _Wrong(
            say("The receipt {path} is an empty file.", path=name),
            say("Save it again, and check that it opens."),
        )
    if path or shelf.in_git(receipt):
        return _Wrong(
            say("The receipt {path} is one of the books' own files.", path=name)
            if path
            else say("The receipt {path} is a file of git's own.", path=name),
            say("Save the shop's receipt with the books, and name that."),
        )
    if _is_several(receipt.path):
        return _Wrong(
            say("The receipt {path} names more than one file.", path=name),
            say(
                "Name one file under each key. A second receipt goes under "
                "`document:`, on the posting that it is about, or on its own "
                "`document` line that shares a `^link` with the entry."
            ),
        )
    if shelf.outside(receipt):
        return _Wrong(
            say("The receipt {path} is outside the folder of the books.", path=name),
            say(
                "Copy it into that folder, so that anybody who checks the books "
                "has it too."
            ),
        )
    if shelf.is_folder(receipt):
        return _Wrong(
            say("The receipt {path} is a folder.", path=name),
            say("Name the file in that folder that shows this expense."),
        )
    return _Wrong(
        say("The receipt {path} cannot be found.", path=name),
        say(
            "Save the file there, or correct the path. It is read from the folder of "
            "the main file, or of the file that names it."
        ),
    )


def _is_several(path: str) -> bool:
    """Tell whether a path is the names of several files, with something between."""
    parts = _BETWEEN.split(path)
    return len(parts) > 1 and all(map(_NAME.fullmatch, parts))


def _missing(transaction: Transaction, receipt: Receipt, wrong: _Wrong) -> Finding:
    return EV02.found(
        wrong.message,
        receipt.source,
        hint=wrong.hint,
        member=min(transaction.members, default=None),
        date=transaction.date,
    )


FAMILY = Family((EV02, EV05, FN03), judge)

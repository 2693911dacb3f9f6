"""The entries that miss their receipt, those that may have one, and the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.kinds import GOODS, MONEY, USE
from paraplu.base.money import ZERO
from paraplu.bookkeeping.payments.payables import OWED
from paraplu.bookkeeping.receipts.likely import BareEntry
from paraplu.bookkeeping.receipts.naming import DOCUMENTS, INBOX
from paraplu.ledger.evidence import (
    names_receipt,
    receipts_of,
    shown,
    vat_on_receipt,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.fava.load import Load
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Role, Transaction
    from paraplu.rules.verdict import Judgement

_CODES = frozenset({"EV01", "EV02"})
# What is bought, by a member or by the cooperative, and what it is paid from. VAT that
# is claimed needs its invoice as well (art. 15 Wet OB 1968).
_BOUGHT = USE | GOODS | {Kind.VAT_CLAIM, Kind.COOP_EQUIPMENT}
_BOUGHT |= {Kind.COOP_EXPENSES, Kind.FUND_EXPENSES}
_PAID_FROM = MONEY | OWED


def bare_in(judgement: Judgement) -> Sequence[BareEntry]:
    """Return the entries whose receipt is missing or not there, the newest first.

    The amount is what the rule misses a receipt for, with its VAT: as the receipt and
    the bank have it.
    """
    found: dict[int, BareEntry] = {}
    for finding in judgement.verdict.findings:
        entry = _entry(judgement.books, finding) if finding.code in _CODES else None
        if entry is None:
            continue
        known = found.get(entry.number)
        amount = (finding.amount or ZERO) + (known.amount if known else ZERO)
        found[entry.number] = BareEntry(entry, amount, finding.member or "")
    every = (
        one._replace(
            amount=one.amount + vat_on_receipt(one.entry)
            if one.amount
            else _whole(one.entry)
        )
        for one in found.values()
    )
    return sorted(every, key=lambda one: one.entry.number, reverse=True)


def able_in(judgement: Judgement, bare: Collection[BareEntry]) -> Sequence[BareEntry]:
    """Return the other entries that a receipt may be of, the newest first.

    Something is bought in them, also by the cooperative or for less than what a rule
    asks a receipt for, and they have none. The amount is what was paid.
    """
    books, missed = judgement.books, {one.entry.number for one in bare}
    found = []
    for signature, transactions in books.by_signature.items():
        paying = signature.where(_pays)
        if not paying or not signature.where(_buys):
            continue
        found += [
            BareEntry(
                *(one, -one.total(paying), min(one.members, default="")), needed=False
            )
            for one in transactions
            if one.number not in missed and not _has_receipt(books, one)
        ]
    return sorted(found, key=lambda one: one.entry.number, reverse=True)


def amounts_of(load: Load, entry: Transaction) -> tuple[Decimal, ...]:
    """Return what a receipt of an entry may come to; the first is the likeliest.

    That is what is missed, all that was paid, and each payment.
    """
    missed = [
        one.amount
        for one in load.once(("bare",), bare_in)
        if one.entry.number == entry.number
    ]
    paid = [-entry.postings[n].amount for n in entry.signature.where(_pays)]
    return (*missed, sum(paid, ZERO) or _whole(entry), *paid)


def _buys(role: Role) -> bool:
    return role.kind in _BOUGHT and not role.credit


def _pays(role: Role) -> bool:
    return role.kind in _PAID_FROM and role.credit


def _has_receipt(books: Books, entry: Transaction) -> bool:
    return (
        shown(books, entry)
        or any(names_receipt(meta) for meta in entry.remarks)
        or bool(receipts_of(books, entry))
    )


def _entry(books: Books, finding: Finding) -> Transaction | None:
    """Return the transaction that a finding is in; None where it is in none."""
    if finding.date is None:
        return None
    file, line = finding.source
    for one in books.transactions_within(finding.date, finding.date):
        lines = [int(leg.meta.get("lineno") or 0) for leg in one.postings]
        if one.source.file == file and one.source.line <= line <= max(lines):
            return one
    return None


def _whole(entry: Transaction) -> Decimal:
    return sum((one.amount for one in entry.postings if one.amount > 0), ZERO)


def inbox_of(main: Path) -> Sequence[Path]:
    """Return the files in the inbox by name: ordinary ones, none that is hidden."""
    folder = main.parent / DOCUMENTS / INBOX
    if folder.is_symlink() or not folder.is_dir():
        return ()
    return sorted(
        one
        for one in folder.iterdir()
        if one.is_file()
        and not one.is_symlink()
        and not one.name.startswith(".")
        and one.suffix.lower() != ".md"
    )

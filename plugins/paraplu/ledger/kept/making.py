"""Makes of a parsed file what is kept of it, booked where it is plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount.core import data

from paraplu.base.money import ZERO
from paraplu.ledger.booking import NeedsBalances, plainly
from paraplu.ledger.canonical_words import PLACES
from paraplu.ledger.kept.form import KeptFile, KeptRow
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.transaction_lines import transaction_lines
from paraplu.ledger.transactions import CREDIT, NOTHING, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.ledger.kept.form import Step

# More lines than a file may have, so that rows are in order by one number.
_LINES = 2**32
_OWN = len(PLACES)


def made(name: str, entries: Iterable[Any], steps: list[Step]) -> KeptFile:
    """Return what is kept of a file: its entries as Beancount parsed them, booked.

    The entries are used up by it. Uncertain where not all of them are plain.
    """
    transactions: list[Any] = []
    others: list[Any] = []
    for entry in entries:
        if type(entry) is data.Transaction:
            transactions.append(_plain(entry))
        elif type(entry) is data.Pad:
            raise Uncertain
        else:
            others.append(entry)
    transactions.sort(key=_order)
    commodity = transactions[0].postings[0].units.currency if transactions else ""
    lines = transaction_lines(transactions, commodity)
    accounts: dict[str, int] = {}
    rows = [
        _row(one, line, commodity, accounts)
        for one, line in zip(transactions, lines, strict=True)
    ]
    return KeptFile(name, steps, commodity, [*accounts], others, rows)


def _plain(entry: data.Transaction) -> data.Transaction:
    try:
        one = plainly(entry)
    except NeedsBalances:
        raise Uncertain from None
    if one is None or one.flag is None or one.narration is None:
        raise Uncertain
    return one


def _order(one: data.Transaction) -> int:
    line: int = one.meta["lineno"]
    return one.date.toordinal() * _LINES + line


def _row(
    one: data.Transaction, line: str, commodity: str, accounts: dict[str, int]
) -> KeptRow:
    """Return what is kept of a plain transaction, which has this canonical line."""
    used: list[int] = []
    amounts: list[Decimal] = []
    lines: list[int] = []
    remarks: dict[int, dict[str, Any]] | None = None
    # A booked posting has units with a number; Beancount's types allow less.
    posting: Any
    for posting in one.postings:
        account, (number, unit), _cost, _price, flag, meta = posting
        if flag is not None or unit != commodity:
            raise Uncertain
        if len(meta) > _OWN:
            remarks = remarks or {}
            remarks[len(used)] = {key: meta[key] for key in meta if key not in PLACES}
        place = accounts.setdefault(account, len(accounts)) * SIDES
        if number <= ZERO:
            place += CREDIT if number else NOTHING
        used.append(place)
        amounts.append(number)
        lines.append(meta["lineno"])
    order = _order(one)
    # It would be the same in every row, and is known.
    one.meta["filename"] = None
    marks = (sorted(one.tags), sorted(one.links)) if one.tags or one.links else None
    return KeptRow(
        order,
        one.date,
        one.flag or "",
        one.payee,
        one.narration or "",
        marks,
        one.meta,
        tuple(used),
        tuple(amounts),
        tuple(lines),
        remarks,
        line,
    )

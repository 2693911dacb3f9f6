"""Makes of a parsed file what is kept of it, booked where it is plain."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from beancount.core import data

from paraplu.base.money import CENT, ZERO
from paraplu.ledger.booking import NeedsBalances, plainly
from paraplu.ledger.canonical_words import PLACES
from paraplu.ledger.kept.form import LINES, DaysOf, KeptFile, KeptRow
from paraplu.ledger.kept.uncertain import Uncertain
from paraplu.ledger.transaction_lines import ODD, transaction_lines
from paraplu.ledger.transactions import CREDIT, DEBIT, NOTHING, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.ledger.kept.form import Step

_OWN = len(PLACES)
# Of Python's 28 digits, so many after the point, and before it in one amount.
_PLACES, _MOST = 6, Decimal(10) ** 14


def made(name: str, entries: Iterable[Any], steps: list[Step]) -> KeptFile:
    """Return what is kept of a file: its entries as Beancount parsed them, booked.

    The entries are used up by it. Uncertain where not all of them are plain.
    """
    transactions: list[Any] = []
    others: list[Any] = []
    for entry in entries:
        if type(entry) is data.Transaction:
            transactions.append(_plain(entry))
        elif type(entry) is data.Pad or type(entry.meta["lineno"]) is not int:
            raise Uncertain
        else:
            others.append(entry)
    transactions.sort(key=_order)
    commodity = transactions[0].postings[0].units.currency if transactions else ""
    lines = transaction_lines(transactions, commodity)
    making = _Making(commodity)
    rows = [making.row(one) for one in transactions]
    return KeptFile(
        name,
        steps,
        commodity,
        making.cents,
        [*making.accounts],
        making.first,
        making.sums,
        [*making.keys],
        others,
        rows,
        "\n".join(lines),
        any(map(ODD.search, lines)),
    )


def _plain(entry: data.Transaction) -> data.Transaction:
    try:
        one = plainly(entry)
    except NeedsBalances:
        raise Uncertain from None
    if one is None or one.flag is None or one.narration is None or not one.postings:
        raise Uncertain
    # Whoever writes `lineno:` in the books says what is no line.
    if type(one.meta["lineno"]) is not int:
        raise Uncertain
    return one


def _order(one: data.Transaction) -> int:
    line: int = one.meta["lineno"]
    return one.date.toordinal() * LINES + line


class _Making:
    """Makes the rows of a file, and what is known of all of them."""

    def __init__(self, commodity: str) -> None:
        self._commodity = commodity
        self.accounts: dict[str, int] = {}
        self.keys: dict[tuple[str, ...], int] = {}
        self.first: list[int] = []
        self.cents = True
        self._sums: defaultdict[int, defaultdict[int, Decimal]]
        self._sums = defaultdict(lambda: defaultdict(Decimal))

    @property
    def sums(self) -> list[DaysOf]:
        """What was booked by day, of 0.00 apart."""
        return [
            DaysOf(account, [*days], [*days.values()])
            for account, days in self._sums.items()
        ]

    def row(self, one: data.Transaction) -> KeptRow:
        """Return what is kept of a plain transaction."""
        order = _order(one)
        used: list[int] = []
        amounts: list[Decimal] = []
        lines: list[int] = []
        remarks: dict[int, dict[str, Any]] | None = None
        # A booked posting has units with a number; Beancount's types allow less.
        posting: Any
        for posting in one.postings:
            account, (number, unit), _cost, _price, flag, meta = posting
            if flag is not None or unit != self._commodity or not _is_sure(number):
                raise Uncertain
            if len(meta) > _OWN:
                remarks = remarks or {}
                own = {key: meta[key] for key in meta if key not in PLACES}
                remarks[len(used)] = own
            used.append(self._booked(account, number, order))
            amounts.append(number)
            lines.append(meta["lineno"])
        keys = tuple(one.meta)
        if keys[:_OWN] != ("filename", "lineno"):
            raise Uncertain
        marks = (sorted(one.tags), sorted(one.links)) if one.tags or one.links else None
        in_a_row = lines == [*range(lines[0], lines[0] + len(lines))]
        return KeptRow(
            order,
            one.flag or "",
            one.payee,
            one.narration or "",
            marks,
            self.keys.setdefault(keys, len(self.keys)),
            [*one.meta.values()][_OWN:],
            tuple(used),
            tuple(amounts),
            lines[0] if in_a_row else tuple(lines),
            remarks,
        )

    def _booked(self, account: str, number: Decimal, order: int) -> int:
        """Return the number of an account on its side, with the sums added to."""
        if account not in self.accounts:
            self.accounts[account] = len(self.accounts)
            self.first.append(order)
        at = self.accounts[account] * SIDES
        side = NOTHING if not number else CREDIT if number < ZERO else DEBIT
        self._sums[at + (side if side == NOTHING else DEBIT)][order // LINES] += number
        self.cents = self.cents and CENT.same_quantum(number)
        return at + side


def _is_sure(number: Decimal) -> bool:
    """Tell whether sums of such amounts are exact, in whatever order."""
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int) and -_PLACES <= exponent <= 0 and abs(number) < _MOST
    )

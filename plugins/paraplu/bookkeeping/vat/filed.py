"""The returns that were filed, as the metadata of their transactions keeps them.

`vat-return` names the period, `vat-return-boxes` what stood in the boxes to the cent,
and `vat-return-seal` the transactions behind it. `vat-return-corrects` has the same of
earlier periods whose corrections went along. Of a period the last transaction counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.metadata import (
    VAT_RETURN,
    VAT_RETURN_BOXES,
    VAT_RETURN_CORRECTS,
    VAT_RETURN_SEAL,
)
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.boxes import Box, Boxes, added, in_euros
from paraplu.bookkeeping.vat.codes import BOXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction


_AMOUNT = r"-?\d{1,15}\.\d\d"
_BOX = re.compile(rf"(\d[a-g]) ({_AMOUNT}) ({_AMOUNT})", re.ASCII)
_SEAL = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class FiledReturn:
    """A period as it was filed: its boxes, the seal of its entries, and the entry.

    `of` is the period whose return the transaction is: a later one, where this one was
    corrected with it. `along` are the periods that were corrected with this one, and
    `carried` is by how much, to the cent. `before` is how it was filed until then,
    where this is a supplement or correction.
    """

    period: Period
    boxes: Boxes
    seal: str
    transaction: Transaction
    of: Period
    along: tuple[Period, ...] = ()
    carried: Boxes = field(default_factory=dict)
    before: FiledReturn | None = field(default=None, compare=False, repr=False)

    @property
    def filings(self) -> tuple[FiledReturn, ...]:
        """The return and its supplements, in the order in which they were filed."""
        found: list[FiledReturn] = []
        one: FiledReturn | None = self
        while one:
            if one.of == one.period:
                found.append(one)
            one = one.before
        return tuple(reversed(found))

    @property
    def sent(self) -> Boxes:
        """What was filed of the period, to the cent: by its return or last supplement.

        With the corrections of earlier periods that went along with these. Empty where
        the transaction of that return is not in the books.
        """
        filings = self.filings
        total = filings[-1].boxes if filings else {}
        for one in filings:
            total = added(total, one.carried)
        return total


def payable_of(filing: FiledReturn) -> Decimal:
    """Return what a return or a supplement came to, in whole euros, by its boxes.

    Of a supplement that is what it differs from what was filed before it.
    """
    now = in_euros(added(filing.boxes, filing.carried))["5g"].tax
    if filing.before:
        now -= in_euros(filing.before.boxes)["5g"].tax
    return now


class UnreadableReturn(NamedTuple):
    """A transaction that says it is a return, and does not say it readably."""

    transaction: Transaction


def filed_returns(
    books: Books,
) -> tuple[dict[Period, FiledReturn], list[UnreadableReturn]]:
    """Return what is filed of each period until today, and what cannot be read."""
    found: dict[Period, FiledReturn] = {}
    unreadable = []
    for transaction in books.saying(VAT_RETURN):
        if transaction.date > books.today:
            continue
        try:
            filed = list(_filed(transaction))
        except ValueError:
            unreadable.append(UnreadableReturn(transaction))
            continue
        carried: Boxes = {}
        for one in filed[1:]:
            before = found.get(one.period)
            carried = added(
                carried, added(one.boxes, before.boxes if before else {}, -1)
            )
        filed[0] = replace(filed[0], carried=carried)
        for one in filed:
            found[one.period] = replace(one, before=found.get(one.period))
    return dict(sorted(found.items(), key=lambda pair: pair[0].first)), unreadable


def _filed(transaction: Transaction) -> Iterator[FiledReturn]:
    said = [
        transaction.meta.get(key) or ""
        for key in (VAT_RETURN, VAT_RETURN_BOXES, VAT_RETURN_SEAL)
    ]
    written, boxes, sealed = (one if isinstance(one, str) else "?" for one in said)
    main = _record(transaction, written, boxes, sealed)
    corrected = []
    for record in filter(
        None, str(transaction.meta.get(VAT_RETURN_CORRECTS) or "").split(" | ")
    ):
        period, _, rest = record.partition(": ")
        boxes, _, sealed = rest.rpartition("; ")
        corrected.append(_record(transaction, period, boxes, sealed, main.period))
    yield replace(main, along=tuple(one.period for one in corrected))
    yield from corrected


def _record(
    transaction: Transaction,
    written: str,
    boxes: str,
    sealed: str,
    of: Period | None = None,
) -> FiledReturn:
    period = Period.read(written)
    if period is None or not _SEAL.fullmatch(sealed):
        raise ValueError(written)
    return FiledReturn(period, _boxes(boxes), sealed, transaction, of or period)


def _boxes(written: str) -> Boxes:
    boxes: Boxes = {}
    for part in filter(None, written.split("; ")):
        found = _BOX.fullmatch(part)
        if not found or found[1] not in BOXES:
            raise ValueError(part)
        boxes[found[1]] = Box(Decimal(found[2]), Decimal(found[3]))
    return boxes


def written_boxes(boxes: Mapping[str, Box]) -> str:
    """Return boxes as metadata keeps them: box, base and tax, to the cent."""
    return "; ".join(
        f"{box} {base:.2f} {tax:.2f}" for box, (base, tax) in boxes.items()
    )

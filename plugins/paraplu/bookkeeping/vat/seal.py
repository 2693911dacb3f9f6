"""The seal of a return: a checksum over what stands behind its boxes.

It is the sum of the checksums of the transactions, so that a transaction that came in
later, or two, can be told from it: they are what the sum grew by. What a transaction is
called does not matter to it, nor whose it is, nor in which file it stands.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.bookkeeping.vat.boxes import Box, boxes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paraplu.bookkeeping.vat.assessed import VatEntry

_BYTES = 16
_SPACE = 1 << (8 * _BYTES)


def seal(taxed: Iterable[VatEntry]) -> str:
    """Return the seal of some entries, in whatever order: 32 hexadecimal digits."""
    return f"{sum(map(_mark, taxed)) % _SPACE:0{2 * _BYTES}x}"


def grown_by(taxed: Sequence[VatEntry], sealed: str) -> list[VatEntry]:
    """Return the one transaction or the two that a seal does not have, else none."""
    marks = {_mark(one): one for one in taxed}
    grown = (sum(map(_mark, taxed)) - int(sealed, 16)) % _SPACE
    if grown in marks:
        return [marks[grown]]
    for mark, one in marks.items():
        other = marks.get((grown - mark) % _SPACE)
        if other and other is not one:
            return sorted((one, other), key=lambda taxed: taxed.transaction.number)
    return []


def _mark(one: VatEntry) -> int:
    if len(one.items) == 1:
        # As it is with most transactions, and much quicker.
        box, base, tax, _, _ = one.items[0]
        boxes = {box: Box(base, tax)}
    else:
        boxes = boxes_of(one.items)
    items = [f"{box} {base:.2f} {tax:.2f}" for box, (base, tax) in boxes.items()]
    return int.from_bytes(sha256("\n".join(items).encode()).digest()[:_BYTES], "big")

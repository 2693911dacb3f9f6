"""What can be read in a receipt, and whether it says the amount of its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.pdf import read_pdf
from paraplu.bookkeeping.receipts.likely import hints_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.language import Message

_HEAD = 1024


def text_of(data: bytes) -> str:
    """Return the text of a PDF; empty for a photo or a scan, and where it is locked."""
    if b"%PDF-" not in data[:_HEAD]:
        return ""
    try:
        return read_pdf(data).text
    except UnreadableBill:
        return ""


def other_amount(data: bytes, amounts: Sequence[Decimal]) -> Message | None:
    """Return a warning where a receipt says amounts, and none of these; else None.

    It may be right all the same: one of several parts, or in another currency.
    """
    said = hints_of("", text_of(data), None).amounts
    if not said or not amounts or not said.isdisjoint(amounts):
        return None
    return say(
        "This receipt does not say {amount}, which the entry has. Look whether it is "
        "the right one; with Undo it is taken off again.",
        amount=amounts[0],
    )

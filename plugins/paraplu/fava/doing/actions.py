"""All that a page can ask to be done; what a browser sends is one of these."""

from __future__ import annotations

from msgspec import Struct

from paraplu.fava.doing.allocating import PlaceLine
from paraplu.fava.doing.approving import AskRequest, DecideRequest
from paraplu.fava.doing.contributing import BookContributions
from paraplu.fava.doing.drafting import AddCustomer, DiscardDraft, WriteDraft
from paraplu.fava.doing.importing_job import ImportStatement
from paraplu.fava.doing.invoicing import (
    CreditInvoice,
    IssueDraft,
    RemindInvoice,
    SendInvoice,
)
from paraplu.fava.doing.paying import MakeBankFile
from paraplu.fava.doing.receipts import DiscardReceipt, KeepReceipt, LayReceipt

Action = (
    PlaceLine
    | LayReceipt
    | KeepReceipt
    | DiscardReceipt
    | DecideRequest
    | AskRequest
    | BookContributions
    | MakeBankFile
    | ImportStatement
    | WriteDraft
    | DiscardDraft
    | AddCustomer
    | IssueDraft
    | CreditInvoice
    | RemindInvoice
    | SendInvoice
)


class Undo(Struct, frozen=True, tag_field="do", tag="undo"):
    """Take back what the last action wrote."""

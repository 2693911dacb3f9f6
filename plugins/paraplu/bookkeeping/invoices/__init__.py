"""Invoices of the cooperative for its members: what they say, come to, and book."""

from paraplu.bookkeeping.invoices.receivables import (
    InvoiceState,
    OpenInvoice,
    open_invoices,
)
from paraplu.bookkeeping.invoices.shelf import Invoices, read_invoices

__all__ = ["InvoiceState", "Invoices", "OpenInvoice", "open_invoices", "read_invoices"]

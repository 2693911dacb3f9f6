"""Invoices of the cooperative for its members: what they say, come to, and book."""

from paraplu.bookkeeping.invoices.receivables import OpenInvoice, State, open_invoices
from paraplu.bookkeeping.invoices.shelf import Invoices, read_invoices

__all__ = ["Invoices", "OpenInvoice", "State", "open_invoices", "read_invoices"]

"""Invoices of the cooperative for its members: what they say, come to, and book."""

from paraplu.invoices.receivables import OpenInvoice, State, open_invoices
from paraplu.invoices.shelf import Invoices, read_invoices

__all__ = ["Invoices", "OpenInvoice", "State", "open_invoices", "read_invoices"]

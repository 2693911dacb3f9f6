"""Customers and suppliers of an audit file: firms by name, people by their code.

A customer has the code that invoices give; a name goes with it only where
`customers.yaml` has one, which git keeps. What is in `customers.private.yaml` goes
nowhere, so the file is the same on a machine that lacks it. Suppliers are those of the
register, by the name that the books write as payee.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.reports.auditfile.accounts import short_name
from paraplu.reports.auditfile.model import AuditParty, PartyType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_OWE_US = frozenset({Kind.RECEIVABLE, Kind.COOP_RECEIVABLE, Kind.DEPOSIT})
_WE_OWE = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE, Kind.PREPAID})


@dataclass(frozen=True)
class AuditParties:
    """All of them, and how an entry tells which one it is about.

    `by_invoice` has the codes of customers by the numbers of invoices, which entries
    have as links; `by_payee` those of suppliers.
    """

    every: tuple[AuditParty, ...]
    by_invoice: Mapping[str, str]
    by_payee: Mapping[str, str]

    def invoice(self, transaction: Transaction) -> str:
        """Return the number of the invoice that an entry is about, or nothing."""
        found = (one for one in transaction.links if one in self.by_invoice)
        return min(found, default="")

    def of(self, transaction: Transaction, kind: Kind, invoice: str) -> str:
        """Return the code of whom a posting of a kind is about, or nothing."""
        if kind in _OWE_US:
            return self.by_invoice.get(invoice, "")
        return self.by_payee.get(transaction.payee, "") if kind in _WE_OWE else ""


def parties_of(register: Register, invoices: Invoices) -> AuditParties:
    """Return the customers of all invoices, and the suppliers of the register."""
    by_invoice: dict[str, str] = {}
    found: dict[str, AuditParty] = {}
    for issued in invoices.issued:
        code = issued.invoice.customer
        short = by_invoice[issued.invoice.number] = short_name(code)
        known = invoices.customers.get(code)
        open_ = known if known and not known.private and not known.faulty else None
        found[short] = AuditParty(
            short,
            PartyType.CUSTOMER,
            open_.name if open_ else "",
            open_.kvk if open_ else "",
            open_.vat_id if open_ else "",
        )
    by_payee: dict[str, str] = {}
    for name in register.suppliers:
        short = short_name(name.strip())
        # One name is one party in the file, whether it buys or sells.
        if short in found:
            short = short_name(f"{short} ({PartyType.SUPPLIER})")
        by_payee[name] = short
        found[short] = AuditParty(short, PartyType.SUPPLIER, name)
    every = tuple(found[code] for code in sorted(found))
    return AuditParties(every, by_invoice, by_payee)

"""Small books that can invoice: a register, customers, a ledger, and drafts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support import HEAD, MEMBERS, write_books

COOPERATIVE = """\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  kvk: "12345678"
  vat_id: NL001234560B01
  iban: NL91ABNA0417164300
  address: {street: Voorbeeldstraat 1, postcode: 1234 AB, city: Voorbeeldstad}
  trade_names: [Taartenatelier Zoet, Tweede Leven Meubels]
"""
REGISTER = MEMBERS.replace(
    "cooperative: {name: Coöperatie De Proeftuin U.A.}\n", COOPERATIVE
)
LEDGER_HEAD = HEAD + 'include "20*/*.beancount"\n\n'
CUSTOMERS = """\
linde:
  name: Zorgcentrum De Linde
  address: {street: Lindelaan 12, postcode: 1234 CD, city: Voorbeeldstad}
  kvk: "87654321"
  reference: PO-4711
gemeente:
  name: Gemeente Voorbeeldstad
  address: {street: Raadhuisplein 1, postcode: 1234 AA, city: Voorbeeldstad}
  oin: "00000001234567890000"
atelier:
  name: Atelier Köln GmbH
  address: {street: Domstraße 3, postcode: "50667", city: Köln, country: DE}
  vat_id: DE136695976
  email: rechnung@example.invalid
  language: en
overseas:
  name: Harbour Shop Ltd
  address: {street: Quay 1, postcode: EC1A 1BB, city: London, country: GB}
  vat_id: NL123456782B90
"""
PRIVATE = """\
k07:
  name: Jansen
  address: {street: Straat 1, postcode: 1111 AA, city: Dorp}
"""
CAKES = """\
member: L02
customer: linde
delivered: 2025-03-05
lines:
  - {description: Gebak, quantity: 12, unit: stuks, price: 6.50, vat: low}
"""
CHAIR = """\
member: L01
customer: k07
delivered: 2025-03-04
lines:
  - {description: Stoel, price: 80.00, vat: high}
"""
OPENING = """\
2025-01-02 * "Bestuur" "Inleg"
  Assets:Bank    1000.00 EUR
  Equity:Coop
"""
DAY = dt.date(2025, 3, 10)


def write_invoicing_books(
    folder: Path,
    *,
    drafts: dict[str, str] | None = None,
    register: str = REGISTER,
    customers: str = CUSTOMERS,
    private: str | None = PRIVATE,
    ledger: str = OPENING,
) -> Path:
    """Write books that can invoice into a folder, and return the main file."""
    files = {"customers.yaml": customers}
    if private is not None:
        files["customers.private.yaml"] = private
    for name, text in (drafts or {}).items():
        files[f"invoices/2025/{name}.yaml"] = text
    main = write_books(folder, ledger, members=register, head=LEDGER_HEAD, files=files)
    (main.parent / "2025").mkdir(exist_ok=True)
    return main

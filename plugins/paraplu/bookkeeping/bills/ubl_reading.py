"""Reads a bill in UBL 2.1, as Peppol BIS 3 and NLCIUS write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bills.model import (
    Bill,
    BillTotals,
    Line,
    Party,
    TaxGroup,
    UnreadableBill,
)
from paraplu.bookkeeping.bills.xml_source import Node, needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from xml.etree.ElementTree import Element

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
INVOICE, CREDIT_NOTE = (
    f"{{{_UBL}Invoice-2}}Invoice",
    f"{{{_UBL}CreditNote-2}}CreditNote",
)
_NAMES = {
    "c": f"{_UBL}CommonAggregateComponents-2",
    "b": f"{_UBL}CommonBasicComponents-2",
}
# Numbers of the Chamber of Commerce, by their scheme of ISO 6523.
_KVK = "0106"


def read_ubl(root: Element) -> tuple[Bill, str, str]:
    """Return what an invoice or credit note says, its currency and its type.

    The type is of UNTDID 1001. Amounts are as they stand there, of a credit note above
    nil. UnreadableBill where it lacks what a bill has to say.
    """
    node = Node(root, _NAMES)
    credit = root.tag == CREDIT_NOTE
    means = list(node.all("c:PaymentMeans"))
    bill = Bill(
        seller=_party(node, "c:AccountingSupplierParty/c:Party"),
        buyer=_party(node, "c:AccountingCustomerParty/c:Party"),
        number=needed(node.said("b:ID"), "BT-1"),
        day=needed(node.day("b:IssueDate"), "BT-2"),
        due=node.day("b:DueDate", "c:PaymentMeans/b:PaymentDueDate"),
        delivered=node.day(
            "c:Delivery/b:ActualDeliveryDate",
            "c:InvoicePeriod/b:EndDate",
            "b:TaxPointDate",
        ),
        ibans=tuple(
            text for one in means if (text := one.said("c:PayeeFinancialAccount/b:ID"))
        ),
        reference=node.said("c:PaymentMeans/b:PaymentID"),
        groups=tuple(_groups(node)),
        totals=_totals(node),
        lines=tuple(_lines(node, credit=credit)),
        what=node.said("c:InvoiceLine/c:Item/b:Name", "c:CreditNoteLine/c:Item/b:Name"),
        credits=node.said("c:BillingReference/c:InvoiceDocumentReference/b:ID"),
    )
    kind = node.said("b:InvoiceTypeCode", "b:CreditNoteTypeCode")
    currency = needed(node.said("b:DocumentCurrencyCode"), "BT-5")
    return bill, currency, kind or ("381" if credit else "380")


def _party(node: Node, path: str) -> Party:
    party = node.first(path)
    if party is None:
        return Party()
    schemes = (
        (one.said("c:TaxScheme/b:ID"), one) for one in party.all("c:PartyTaxScheme")
    )
    vat = next((one.said("b:CompanyID") for name, one in schemes if name == "VAT"), "")
    legal = party.first("c:PartyLegalEntity/b:CompanyID")
    kvk = legal is not None and legal.element.get("schemeID") == _KVK
    return Party(
        name=party.said("c:PartyName/b:Name", "c:PartyLegalEntity/b:RegistrationName"),
        vat_id="".join(vat.split()).upper(),
        kvk=legal.said(".") if legal is not None and kvk else "",
        country=party.said("c:PostalAddress/c:Country/b:IdentificationCode").upper(),
    )


def _groups(node: Node) -> Iterator[TaxGroup]:
    for one in node.all("c:TaxTotal/c:TaxSubtotal"):
        yield TaxGroup(
            needed(one.said("c:TaxCategory/b:ID"), "BT-118"),
            (one.amount("c:TaxCategory/b:Percent") or ZERO) / 100,
            needed(one.amount("b:TaxableAmount"), "BT-116"),
            needed(one.amount("b:TaxAmount"), "BT-117"),
        )


def _totals(node: Node) -> BillTotals:
    said = node.first("c:LegalMonetaryTotal")
    if said is None:
        raise UnreadableBill(say("The bill has no totals. Ask for a complete one."))
    return BillTotals(
        net=needed(said.amount("b:TaxExclusiveAmount"), "BT-109"),
        tax=_tax(node),
        gross=needed(said.amount("b:TaxInclusiveAmount"), "BT-112"),
        payable=needed(said.amount("b:PayableAmount"), "BT-115"),
        lines=said.amount("b:LineExtensionAmount"),
        allowances=said.amount("b:AllowanceTotalAmount") or ZERO,
        charges=said.amount("b:ChargeTotalAmount") or ZERO,
        prepaid=said.amount("b:PrepaidAmount") or ZERO,
        rounding=said.amount("b:PayableRoundingAmount") or ZERO,
    )


def _tax(node: Node) -> Decimal:
    """Return the VAT: of two totals, one in another currency, the one that is split."""
    every = list(node.all("c:TaxTotal"))
    split = [one for one in every if one.first("c:TaxSubtotal")] or every[:1]
    return sum((one.amount("b:TaxAmount") or ZERO for one in split), ZERO)


def _lines(node: Node, *, credit: bool) -> Iterator[Line]:
    kind, quantity = (
        ("CreditNoteLine", "CreditedQuantity")
        if credit
        else ("InvoiceLine", "InvoicedQuantity")
    )
    for one in node.all(f"c:{kind}"):
        changes = (
            (change.said("b:ChargeIndicator"), change.amount("b:Amount") or ZERO)
            for change in one.all("c:AllowanceCharge")
        )
        yield Line(
            one.said("c:Item/b:Name"),
            needed(one.amount("b:LineExtensionAmount"), "BT-131"),
            one.amount(f"b:{quantity}"),
            one.amount("c:Price/b:PriceAmount"),
            one.amount("c:Price/b:BaseQuantity"),
            sum((a if sign in {"true", "1"} else -a for sign, a in changes), ZERO),
        )

"""Reads a bill in UN/CEFACT CII, as Factur-X and ZUGFeRD put it into a PDF."""

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
    from xml.etree.ElementTree import Element

_CII = "urn:un:unece:uncefact:data:standard:"
CROSS_INDUSTRY = f"{{{_CII}CrossIndustryInvoice:100}}CrossIndustryInvoice"
_NAMES = {
    "d": f"{_CII}CrossIndustryInvoice:100",
    "r": f"{_CII}ReusableAggregateBusinessInformationEntity:100",
    "q": f"{_CII}QualifiedDataType:100",
    "u": f"{_CII}UnqualifiedDataType:100",
}
_DEAL = "d:SupplyChainTradeTransaction"
_DAY = "u:DateTimeString"
_KVK = "0106"
# How ZUGFeRD calls a VAT number.
_VAT = "VA"


def read_cii(root: Element) -> tuple[Bill, str, str]:
    """Return what an invoice says, its currency, and its type (UNTDID 1001).

    UnreadableBill where it lacks what a bill has to say.
    """
    node = Node(root, _NAMES)
    deal = _part(node, _DEAL)
    agreed = _part(deal, "r:ApplicableHeaderTradeAgreement")
    settled = _part(deal, "r:ApplicableHeaderTradeSettlement")
    lines = tuple(_lines(deal))
    bill = Bill(
        seller=_party(agreed, "r:SellerTradeParty"),
        buyer=_party(agreed, "r:BuyerTradeParty"),
        number=needed(node.said("d:ExchangedDocument/r:ID"), "BT-1"),
        day=needed(node.day(f"d:ExchangedDocument/r:IssueDateTime/{_DAY}"), "BT-2"),
        due=settled.day(f"r:SpecifiedTradePaymentTerms/r:DueDateDateTime/{_DAY}"),
        delivered=deal.day(
            "r:ApplicableHeaderTradeDelivery/r:ActualDeliverySupplyChainEvent/"
            f"r:OccurrenceDateTime/{_DAY}",
            "r:ApplicableHeaderTradeSettlement/r:BillingSpecifiedPeriod/"
            f"r:EndDateTime/{_DAY}",
        ),
        ibans=_ibans(settled),
        reference=settled.said("r:PaymentReference"),
        groups=tuple(_groups(settled)),
        totals=_totals(settled),
        lines=lines,
        what=lines[0].what if lines else "",
        credits=settled.said("r:InvoiceReferencedDocument/r:IssuerAssignedID"),
    )
    kind = node.said("d:ExchangedDocument/r:TypeCode") or "380"
    return bill, needed(settled.said("r:InvoiceCurrencyCode"), "BT-5"), kind


def _part(node: Node, path: str) -> Node:
    part = node.first(path)
    if part is None:
        raise UnreadableBill(
            say(
                "The bill lacks its part {part}. Ask for a complete one.", part=path[2:]
            )
        )
    return part


def _ibans(settled: Node) -> tuple[str, ...]:
    means = "r:SpecifiedTradeSettlementPaymentMeans"
    account = "r:PayeePartyCreditorFinancialAccount/r:IBANID"
    return tuple(one.said(".") for one in settled.all(f"{means}/{account}"))


def _party(agreed: Node, path: str) -> Party:
    party = agreed.first(path)
    if party is None:
        return Party()
    numbers = list(party.all("r:SpecifiedTaxRegistration/r:ID"))
    vat = next((n.said(".") for n in numbers if n.element.get("schemeID") == _VAT), "")
    legal = party.first("r:SpecifiedLegalOrganization/r:ID")
    kvk = legal is not None and legal.element.get("schemeID") == _KVK
    return Party(
        name=party.said("r:SpecifiedLegalOrganization/r:TradingBusinessName", "r:Name"),
        vat_id="".join(vat.split()).upper(),
        kvk=legal.said(".") if legal is not None and kvk else "",
        country=party.said("r:PostalTradeAddress/r:CountryID").upper(),
    )


def _groups(settled: Node) -> Iterator[TaxGroup]:
    for one in settled.all("r:ApplicableTradeTax"):
        yield TaxGroup(
            needed(one.said("r:CategoryCode"), "BT-118"),
            (one.amount("r:RateApplicablePercent") or ZERO) / 100,
            needed(one.amount("r:BasisAmount"), "BT-116"),
            needed(one.amount("r:CalculatedAmount"), "BT-117"),
        )


def _totals(settled: Node) -> BillTotals:
    said = _part(settled, "r:SpecifiedTradeSettlementHeaderMonetarySummation")
    currency = settled.said("r:InvoiceCurrencyCode")
    taxes = list(said.all("r:TaxTotalAmount"))
    own = [one for one in taxes if one.element.get("currencyID") in (None, currency)]
    return BillTotals(
        net=needed(said.amount("r:TaxBasisTotalAmount"), "BT-109"),
        tax=(own[0].amount(".") if own else None) or ZERO,
        gross=needed(said.amount("r:GrandTotalAmount"), "BT-112"),
        payable=needed(said.amount("r:DuePayableAmount"), "BT-115"),
        lines=said.amount("r:LineTotalAmount"),
        allowances=said.amount("r:AllowanceTotalAmount") or ZERO,
        charges=said.amount("r:ChargeTotalAmount") or ZERO,
        prepaid=said.amount("r:TotalPrepaidAmount") or ZERO,
        rounding=said.amount("r:RoundingAmount") or ZERO,
    )


def _lines(deal: Node) -> Iterator[Line]:
    agreed = "r:SpecifiedLineTradeAgreement/r:NetPriceProductTradePrice"
    settled = "r:SpecifiedLineTradeSettlement"
    for one in deal.all("r:IncludedSupplyChainTradeLineItem"):
        changes = (
            (
                change.said("r:ChargeIndicator/u:Indicator"),
                change.amount("r:ActualAmount") or ZERO,
            )
            for change in one.all(f"{settled}/r:SpecifiedTradeAllowanceCharge")
        )
        net = one.amount(
            f"{settled}/r:SpecifiedTradeSettlementLineMonetarySummation/"
            "r:LineTotalAmount"
        )
        yield Line(
            one.said("r:SpecifiedTradeProduct/r:Name"),
            needed(net, "BT-131"),
            one.amount("r:SpecifiedLineTradeDelivery/r:BilledQuantity"),
            one.amount(f"{agreed}/r:ChargeAmount"),
            one.amount(f"{agreed}/r:BasisQuantity"),
            sum((a if sign in {"true", "1"} else -a for sign, a in changes), ZERO),
        )

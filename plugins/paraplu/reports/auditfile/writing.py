"""Writes an audit file as XML, entry by entry, so that memory holds one at a time.

Elements stand in the order of the schema of each version. The name of 4.0 is the target
namespace of the official schema; `http://www.auditfiles.nl/XAF/4.0` does not exist.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from lxml import etree

from paraplu.base.dates import Month
from paraplu.base.language import say
from paraplu.reports.auditfile.model import Journal, XafVersion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.base.language import Language
    from paraplu.reports.auditfile.model import (
        AuditAccount,
        AuditEntry,
        Auditfile,
        AuditLine,
        AuditParty,
        LineTotals,
    )

NAMESPACES = {
    XafVersion.V40: "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/"
    "structures/XmlauditfileXAF_4.0",
    XafVersion.V32: "http://www.auditfiles.nl/XAF/3.2",
}
JOURNALS = {
    Journal.BANK: say("Bank"),
    Journal.CASH: say("Cash"),
    Journal.PURCHASES: say("Purchases"),
    Journal.SALES: say("Sales"),
    Journal.GENERAL: say("General journal"),
}
_COUNTRY = "NL"
# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# How much of a text the schemas take.
_NAME, _PROGRAM, _NUMBER, _LONG, _CODE = 50, 20, 30, 255, 35


def write_auditfile(
    auditfile: Auditfile, out: BinaryIO, version: XafVersion, language: Language
) -> None:
    """Write an audit file in UTF-8; journals are named in the language."""
    with etree.xmlfile(out, encoding="UTF-8") as xml:
        xml.write_declaration()
        _Writer(xml, version, language).write(auditfile)
    out.write(b"\n")


# As Dutch accountants know it, whatever language the books are in.
PROVISIONAL = "VOORLOPIG"


class _Writer:
    """Writes the parts of an audit file in one version."""

    def __init__(
        self,
        xml: Any,  # noqa: ANN401 - lxml's stubs do not know its writer in full
        version: XafVersion,
        language: Language,
    ) -> None:
        self._xml = xml
        self._is_40 = version is XafVersion.V40
        self._space = NAMESPACES[version]
        self._language = language

    def write(self, auditfile: Auditfile) -> None:
        root = f"{{{self._space}}}auditfile"
        # All others are in it, and so are in its namespace without saying so.
        with self._xml.element(root, nsmap={None: self._space}):
            self._header(auditfile)
            with self._part("company"):
                self._company(auditfile)
                self._some("customersSuppliers", map(self._party, auditfile.parties))
                self._some("generalLedger", map(self._account, auditfile.accounts))
                self._some("periods", self._periods(auditfile.year.year))
                self._opening(auditfile)
                self._transactions(auditfile)

    def _header(self, of: Auditfile) -> None:
        self._put(
            self._element(
                "header",
                fiscalYear=str(of.year),
                startDate=of.year.first,
                endDate=of.year.last,
                curCode=of.currency,
                dateCreated=of.imprint.created,
                # The only words that a header has room for.
                softwareDesc=f"paraplu ({PROVISIONAL})"
                if of.is_provisional
                else "paraplu",
                softwareVersion=of.imprint.version[:_PROGRAM],
            )
        )

    def _company(self, of: Auditfile) -> None:
        who = of.cooperative
        self._value("Commercenr" if self._is_40 else "companyIdent", who.kvk)
        self._value("companyName", who.name[:_LONG])
        self._value("taxRegistrationCountry", _COUNTRY)
        self._value("taxRegIdent", who.vat_id[:_NUMBER])
        if who.address:
            self._put(
                self._element(
                    "streetAddress",
                    streetname=who.address.get("street", "")[:100],
                    city=who.address.get("city", "")[:_NAME],
                    postalCode=who.address.get("postcode", "")[:10],
                    country=_COUNTRY,
                )
            )

    def _party(self, one: AuditParty) -> Any:  # noqa: ANN401 - an element of lxml's
        return self._element(
            "customerSupplier",
            custSupID=one.code,
            custSupName=one.name[:_NAME],
            commerceNr=one.kvk,
            taxRegistrationCountry=one.vat_id[:2],
            taxRegIdent=one.vat_id[:_NUMBER],
            custSupTp=one.type,
        )

    def _account(self, one: AuditAccount) -> Any:  # noqa: ANN401 - an element of lxml's
        return self._element(
            "ledgerAccount",
            accID=one.short,
            accDesc=one.name[:_LONG],
            accTp="P" if one.is_result else "B",
            **{"RGScode" if self._is_40 else "leadReference": one.rgs},
        )

    def _periods(self, year: int) -> Iterable[Any]:
        for number in range(1, 13):
            month = Month(year, number)
            yield self._element(
                "period",
                periodNumber=number,
                startDatePeriod=month.first,
                endDatePeriod=month.last,
            )

    def _opening(self, of: Auditfile) -> None:
        with self._part("openingBalance"):
            if not self._is_40:
                self._value("opBalDate", of.year.first)
            self._totals(of.opening_totals)
            for number, (account, amount) in enumerate(of.opening.items(), 1):
                self._put(
                    self._element("obLine", nr=number, accID=account, **_amount(amount))
                )

    def _transactions(self, of: Auditfile) -> None:
        with self._part("transactions"):
            self._totals(of.totals)
            for journal in Journal:
                entries = of.entries(journal)
                first = next(entries, None)
                if first is None:
                    continue
                with self._part("journal"):
                    self._value("jrnID", journal.name)
                    self._value("desc", self._language.render(JOURNALS[journal]))
                    self._value("jrnTp", journal)
                    self._entry(first)
                    for entry in entries:
                        self._entry(entry)

    def _entry(self, entry: AuditEntry) -> None:
        source = f"{entry.source} {entry.mark}"[:999] if self._is_40 else ""
        made = self._element(
            "transaction",
            nr=entry.number,
            desc=entry.words,
            periodNumber=entry.day.month,
            trDt=entry.day,
            Source=source,
        )
        for number, line in enumerate(entry.lines, 1):
            made.append(self._line(line, number, entry))
        self._put(made)

    def _line(self, line: AuditLine, number: int, entry: AuditEntry) -> Any:  # noqa: ANN401 - an element of lxml's
        made = self._element(
            "trLine",
            nr=number,
            accID=line.account,
            docRef=line.document[:_LONG],
            effDate=entry.day,
            desc=entry.words,
            **_amount(line.amount),
            custSupID=line.party,
            invRef=line.invoice[:_LONG],
            **{"project" if self._is_40 else "projID": line.member[:_CODE]},
            bankAccNr=line.bank,
            offsetBankAccNr=line.other_bank if self._is_40 else "",
        )
        if line.foreign:
            currency, amount = line.foreign
            made.append(
                self._element("currency", curCode=currency, curAmnt=f"{amount:.2f}")
            )
        return made

    def _totals(self, totals: LineTotals) -> None:
        self._value("linesCount", totals.lines)
        self._value("totalDebit", f"{totals.debit:.2f}")
        self._value("totalCredit", f"{totals.credit:.2f}")

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        self._xml.write("\n")
        with self._xml.element(name):
            self._xml.write("\n")
            yield

    def _some(self, name: str, elements: Iterable[Any]) -> None:
        made = [*elements]
        if made:
            with self._part(name):
                for element in made:
                    self._put(element)

    def _put(self, element: Any) -> None:  # noqa: ANN401 - an element of lxml's
        self._xml.write(element, pretty_print=True)

    def _value(self, name: str, value: object) -> None:
        """Write an element with a text; nothing where there is no text."""
        text = _clean(value)
        if text:
            element = etree.Element(name)
            element.text = text
            self._put(element)

    @staticmethod
    def _element(name: str, **values: object) -> Any:  # noqa: ANN401 - of lxml's
        """Return an element with others in it, in this order; none without a text."""
        element = etree.Element(name)
        for key, value in values.items():
            text = _clean(value)
            if text:
                etree.SubElement(element, key).text = text
        return element


def _amount(amount: Decimal) -> dict[str, str]:
    return {"amnt": f"{abs(amount):.2f}", "amntTp": "C" if amount < 0 else "D"}


def _clean(value: object) -> str:
    return _NOT_XML.sub("", str(value)).strip()

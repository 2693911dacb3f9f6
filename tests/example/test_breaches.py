"""Every rule finds its breach in the books of the example, and nothing else does.

Each row changes one thing in a copy: a text is replaced, or put at the end of a file
where there is nothing to replace. What is found beside the findings of the untouched
books is the code, and the member where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support import copy_example

from paraplu.check import Report, check
from paraplu.rules import RULES

REGISTER = "members.yaml"
MAIN = "ledger/main.beancount"
MARCH = "ledger/2025/2025-03-triodos.beancount"
MAY = "ledger/2025/2025-05-triodos.beancount"
CUSTOMERS = "ledger/customers.yaml"
HOURS = "ledger/hours/2026/L01-2026-10.csv"
OCTOBER = "ledger/invoices/2026/2026-0024-kapsalon-de-krultang.yaml"
LAST = "ledger/2026/2026-10-memoriaal.beancount"

MONTHS = """\
include "2025/*.beancount"
include "2026/*.beancount"
"""
COURSE = """\
  Expenses:Members:L02:Training                             150.00 EUR
"""
RECEIPT = """\
  receipt: "documents/L02/2025/2025-03-06-bakschool-de-garde.pdf"
"""
START_CAPITAL = """\
2026-06-02 * "Startkapitaal L08 terug, voor een volgend lid"
  Equity:Members:L08:StartCapital                           500.00 EUR
  Equity:Coop:StartCapital                                 -500.00 EUR
"""
SALES = "ledger/2026/2026-10-triodos.beancount"
LAMP = '"Particulier" "Tafellamp van typemachine"'


class Breach(NamedTuple):
    """A change that breaks a rule, and what is then found."""

    code: str
    member: str
    file: str
    old: str
    new: str


BREACHES = [
    # the flow rule
    Breach(
        "PF01", "L02", MARCH, COURSE,
        "  Expenses:Members:L02:Training  1.00 EUR\n"
        "  Expenses:Coop:Canteen  149.00 EUR\n",
    ),
    Breach(
        "PF02", "L02", LAST, "",
        '2026-10-30 * "Verrekening, te veel"\n'
        "  Expenses:Members:L02:SetOff  1800.00 EUR\n"
        "  Liabilities:Municipality\n",
    ),
    Breach(
        "PF03", "L01", LAST, "",
        '2026-10-30 * "Boodschap van een ander"\n'
        "  Expenses:Members:L02:Training  5.00 EUR\n"
        "  Liabilities:Members:L01:Payable\n",
    ),
    Breach(
        "PF04", "L03", "ledger/2026/2026-10-triodos.beancount",
        '"Kosten rekening oktober 2026"\n',
        '"Kosten rekening oktober 2026"\n  counterparty: "L03"\n',
    ),
    Breach(
        "PF05", "", LAST, "",
        '2026-10-30 * "Huur voor jaren"\n'
        "  Expenses:Coop:Rent  6000.00 EUR\n"
        "  Liabilities:Municipality\n",
    ),
    Breach(
        "PF06", "", LAST, "",
        "2026-08-01 open Assets:Clearing:Webshop\n"
        '2026-08-01 * "Nooit uitbetaald"\n'
        "  Assets:Clearing:Webshop  12.10 EUR\n"
        "  Income:Coop:StallRent\n",
    ),
    Breach(
        "PF07", "L03", LAST, "",
        '2026-10-30 * "Afdracht, te veel"\n'
        "  Expenses:Members:L03:Contribution  12.00 EUR\n"
        "  Income:Coop:Contribution\n",
    ),
    Breach(
        "PF08", "L07", LAST, "",
        '2026-10-30 * "Telefoon, verkeerd geboekt"\n'
        "  Expenses:Members:L07:Costs:Phone  290.00 EUR\n"
        "  Expenses:Members:L07:Costs:Hosting\n",
    ),
    Breach(
        "PF10", "", LAST, "",
        '2026-10-30 * "Verrekening"\n'
        "  Expenses:Members:L02:SetOff  10.00 EUR\n"
        "  Liabilities:Municipality\n\n"
        '2026-10-30 * "Vrijgevallen"\n'
        "  Liabilities:Municipality  10.00 EUR\n"
        "  Income:Coop:StallRent\n",
    ),
    Breach(
        "PF11", "L02", REGISTER, "charges: [StallRent]",
        "charges: [{StallRent: {most: 110.00, per: year}}]",
    ),
    Breach("PF09", "L06", REGISTER, "threshold: 2500.00", "threshold: 1800.00"),
    Breach(
        "PF12", "L01", LAST, "",
        32 * (
        '2026-11-01 * "Kleingeld"\n'
        "  Expenses:Coop:Rounding  0.05 EUR\n"
        "  Assets:Members:L01:Cash  -0.05 EUR\n\n"
        ),
    ),
    # members
    Breach("MB00", "", REGISTER, "rate: 30%", "rate: 30"),
    Breach("MB01", "L09", LAST, "", "2026-10-30 open Income:Members:L09:Sales\n"),
    Breach("MB02", "L03", REGISTER, "until: 2026-04-30", "until: 2026-03-31"),
    Breach("MB03", "L04", REGISTER, "joined: 2025-02-01", "joined: 2025-03-01"),
    Breach("MB04", "L07", REGISTER, "until: 2027-03-31", "until: 2026-11-20"),
    Breach("MB05", "L03", REGISTER, "until: 2025-11-14", "until: 2025-12-31"),
    Breach("MB06", "L08", "ledger/2026/2026-06-memoriaal.beancount", START_CAPITAL, ""),
    Breach(
        "MB09", "L07", REGISTER, "start_capital: 500.00\n    goal: {result: 1500.00",
        "policy: {least_result: {least: 900.00, months: 6}}\n"
        "    goal: {result: 1500.00",
    ),
    # hours
    Breach("HR00", "L01", HOURS, "direct", "knutselen"),
    Breach("HR01", "L01", HOURS, "", "2026-10-17,L01,,1435,beurs,direct,,\n"),
    Breach(
        "HR02", "L07", REGISTER,
        "besluit-2026-013.pdf, hours: [{most: 23.5, per: week}, {most: 1000",
        "besluit-2026-013.pdf, hours: [{most: 23.5, per: week}, {most: 320",
    ),
    Breach(
        "HR03", "L09", REGISTER, "\n  L01:\n",
        "\n  L09:\n    joined: 2026-09-01\n    permission:\n"
        "      - {from: 2026-09-01, hours: [{most: 20, per: week}]}\n  L01:\n",
    ),
    Breach(
        "HR04", "L03", REGISTER, "    start_capital: 300.00\n",
        "    start_capital: 300.00\n"
        "    policy: {turnover_per_hour: {least: 500.00, months: 3}}\n",
    ),
    Breach("MB10", "L01", REGISTER, "start_capital: 500.00", "start_capital: 400.00"),
    Breach("MB07", "", LAST, "", "2026-10-30 open Assets:Auto\n"),
    # evidence
    Breach("EV01", "L02", MARCH, RECEIPT, ""),
    Breach("EV02", "L02", MARCH, RECEIPT, RECEIPT.replace("garde", "gard")),
    Breach("EV03", "L02", MAY, '  approved: "bestuur 2025-05-13"\n', ""),
    Breach("EV04", "L02", MAY, '"bestuur 2025-05-13"', '"L02 2025-05-13"'),
    Breach(
        "EV05", "L02", MARCH, RECEIPT,
        '  receipt: "documents/coop/2025/2025-03-01-verhuur-loods-zuid.pdf"\n',
    ),
    # funds
    Breach("FN01", "", REGISTER, "granted: 1000.00, purposes: [StartCapital]",
        "granted: 400.00, purposes: [StartCapital]"),
    Breach("FN02", "", REGISTER, "until: 2026-02-28", "until: 2026-02-02"),
    Breach(
        "FN03", "L02", MARCH, RECEIPT,
        '  receipt: "documents/coop/2025/2025-03-03-verzekeringen-de-luifel.pdf"\n',
    ),
    Breach("FN04", "", REGISTER, "{due: 2027-02-28}", "{due: 2026-11-15}"),
    Breach("EV07", "", REGISTER, "chart: en\n\npolicies:\n  - from: 2024-01-01\n",
        "chart: en\nboard: [{code: bestuur, signing: "
        "6A2B4C6D8E0F1A2B3C4D5E6F708192A3B4C5D6E7}]\n\npolicies:\n"
        "  - from: 2024-01-01\n    signature_from: 250.00\n"),
    Breach("EV06", "L02", MARCH, RECEIPT, f'{RECEIPT}  waiver: "EV01: later"\n'),
    # invoices
    Breach("IN01", "", REGISTER, "first: [2026-0016]", "first: [2026-0015]"),
    Breach(
        "IN02", "L06", "ledger/2026/2026-10-facturen.beancount", "",
        '2026-10-31 * "Nog eens" ^2026-0024\n'
        "  Income:Members:L06:Sales  -0.01 EUR\n"
        "  Assets:Members:L06:Receivable  0.01 EUR\n",
    ),
    Breach("IN03", "L05", REGISTER, "    - Lichtpunt Lampen\n", ""),
    Breach("IN04", "L03", CUSTOMERS, "Kerkstraat 22", "Postbus 22"),
    Breach(
        "IN05", "L02", "ledger/invoices/2026/2026-0020-zorgcentrum-de-linde.yaml",
        "issued: 2026-08-21", "issued: 2026-08-22",
    ),
    Breach(
        "IN06", "L02", "ledger/invoices/2026/2026-0020-zorgcentrum-de-linde.yaml",
        "delivered: 2026-08-21", "delivered: 2026-06-21",
    ),
    Breach("IN07", "L06", OCTOBER, "terms: 14", "terms: 2"),
    Breach(
        "IN08", "L02", "ledger/invoices/2026/2026-0026-buurthuis-de-brug.sha256",
        "", f"{'0' * 64}  2026-0026-buurthuis-de-brug.yaml\n",
    ),
    Breach(
        "IN09", "", "ledger/2026/2026-10-memoriaal.beancount", "",
        '2026-10-30 * "Drukkerij De Pers" "Posters, herinnering"\n'
        '  reference: "RF68 PERS 2026 0412"\n'
        "  Expenses:Coop:Publicity  96.80 EUR\n"
        "  Liabilities:Payable  -96.80 EUR\n",
    ),
    # services, the bank, privacy
    Breach(
        "IS01", "L04", "ledger/2026/2026-09-memoriaal.beancount",
        "  Expenses:Members:L05:Costs:Clothing                        26.00 EUR\n",
        "  Expenses:Members:L05:Costs:Clothing                        25.97 EUR\n"
        "  Expenses:Coop:Rounding                                      0.03 EUR\n",
    ),
    Breach("BK01", "L02", MARCH, '"20250306-001"', '"20250301-001"'),
    Breach(
        "BK02", "", LAST, "",
        "2026-06-01 open Assets:Bank:Spaar EUR\n"
        '2026-06-01 * "Spaarrekening van de oprichting gevonden"\n'
        "  Assets:Bank:Spaar  10.00 EUR\n"
        "  Equity:Coop:Reserve  -10.00 EUR\n",
    ),
    Breach(
        "BK03", "L02", "ledger/2026/2026-10-kas.beancount", "",
        '2026-10-20 * "Naar de kas van de coöperatie"\n'
        "  Assets:Members:L02:Cash  -4000.00 EUR\n"
        "  Assets:Cash:Kas  4000.00 EUR\n"
        '2026-10-22 * "En weer terug"\n'
        "  Assets:Cash:Kas  -4000.00 EUR\n"
        "  Assets:Members:L02:Cash  4000.00 EUR\n",
    ),
    Breach(
        "BK04", "", LAST, "",
        '2026-10-30 * "Verrekend en betaald, maar nooit geboekt"\n'
        "  Liabilities:Municipality  60.00 EUR\n"
        "  Assets:Bank:Triodos  -60.00 EUR\n"
        '2026-10-31 * "En weer terug"\n'
        "  Liabilities:Municipality  -60.00 EUR\n"
        "  Assets:Bank:Triodos  60.00 EUR\n",
    ),
    Breach(
        "BK05", "", LAST, "",
        '2062-10-30 * "Koffie en thee"\n'
        "  Expenses:Coop:Canteen  2.50 EUR\n"
        "  Assets:Cash:Kas  -2.50 EUR\n",
    ),
    Breach("CK05", "", "ledger/2026/2026-11-kas.beancount.txt", "", "\n"),
    Breach("CK06", "", "ledger/sitecustomize.py", "", "\n"),
    Breach("CK07", "", LAST, "", "pushmeta lineno: 5\npopmeta lineno:\n"),
    Breach("PV01", "", LAST, "", "; bsn 111222333\n"),
    # VAT
    Breach("VT01", "L05", SALES, LAMP, f'{LAMP}\n  vat: "low"'),
    Breach("VT02", "L05", SALES, LAMP, f'{LAMP}\n  vat: "21%"'),
    Breach(
        "VT03", "L04", "ledger/2026/2026-09-memoriaal.beancount",
        '"L04" "Werkschort"\n', '"L04" "Werkschort"\n  vat: "high"\n',
    ),
    Breach(
        "VT04", "", LAST, "",
        '2026-09-29 * "Papier, te laat geboekt"\n'
        "  Expenses:Coop:Postage  10.00 EUR\n"
        "  Assets:VAT:Input  2.10 EUR\n"
        "  Liabilities:Payable\n",
    ),
    Breach(
        "VT05", "L02", REGISTER, "language: nl",
        "language: nl\nvat: [{period: quarter}, {from: 2026-10-31, scheme: kor}]",
    ),
    # the check itself
    Breach("CK01", "", MAIN, 'plugin "paraplu" "../members.yaml"\n', ""),
    Breach("CK02", "", MAIN, MONTHS, ""),
    Breach("CK03", "", MAIN, "", 'plugin "os"\n'),
    Breach("CK04", "", MAIN, "", 'option "insert_pythonpath" "TRUE"\n'),
    Breach("BC00", "", MARCH, COURSE, COURSE.replace("150.00", "151.00")),
]  # fmt: skip


def test_every_rule_has_its_breach() -> None:
    # Of VT06 all sales of a member in a year would have to be others, which no one
    # change makes them; tests/rules/test_exempt_input.py has it. The example does not
    # deal in second-hand goods (tests/rules/test_vat_margin.py does), and closes no
    # periods (tests/bookkeeping/periods does).
    beside = {"VT06", "VT07", "VT08"} | {one for one in RULES if one[:2] == "PD"}
    assert {breach.code for breach in BREACHES} == set(RULES) - beside


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    copy_example(folder)
    return folder


@pytest.fixture
def broken(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The copy with one thing changed, mended afterwards."""
    breach: Breach = request.param
    file = copy / breach.file
    if not file.exists():
        file.write_text(breach.new, "utf-8")
        yield copy
        file.unlink()
        return
    whole = file.read_text("utf-8")
    assert breach.old in whole
    if breach.old:
        file.write_text(whole.replace(breach.old, breach.new, 1), "utf-8")
    else:
        file.write_text(f"{whole}\n{breach.new}", "utf-8")
    yield copy
    file.write_text(whole, "utf-8")


@pytest.mark.parametrize(
    ("broken", "breach"),
    [pytest.param(breach, breach, id=breach.code) for breach in BREACHES],
    indirect=["broken"],
)
def test_each_rule_finds_its_breach(
    broken: Path, breach: Breach, report: Report
) -> None:
    found = check(broken / "ledger" / "main.beancount")
    assert _told(found) - _told(report) == {f"{breach.code} {breach.member}".strip()}


def _told(report: Report) -> set[str]:
    return {f"{f.code} {f.member or ''}".strip() for f in report.verdict.findings}

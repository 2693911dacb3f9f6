"""VT01, VT02, VT03: a code of VAT is right; what says none is not judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, findings_in
from tests.support import MEMBERS, hints, report_on, told, words

from paraplu.base.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding


def judged(folder: Path, ledger: str, vocabulary: str = "en") -> list[Finding]:
    found = findings_in(folder, ledger, vocabulary=vocabulary)
    return [f for f in found if f.code.startswith("VT")]


def sale(code: str, tax: str, day: str = "2025-03-01", net: str = "100.00") -> str:
    gross = f"{float(net) + float(tax):.2f}"
    return f"""\
{day} * "Sale"
  vat: {code}
  Assets:Bank                  {gross} EUR
  Income:Members:L01:Sales    -{net} EUR
  Liabilities:VAT             -{tax} EUR
"""


RIGHT = [
    ('"high"', "21.00", "100.00"),
    ('"low"', "9.00", "100.00"),
    # A cent of rounding, of 7.50 with VAT in it: 6.1983 and 1.3017.
    ('"high"', "1.30", "6.20"),
]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(("code", "tax", "net"), RIGHT)
def test_right(code: str, tax: str, net: str, vocabulary: str, tmp_path: Path) -> None:
    ledger = sale(code, tax, net=net)
    assert judged(tmp_path, ledger, vocabulary) == []


def test_rounded_by_line(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Three lines of 0.12, each with 0.03"
  vat: "high"
  Assets:Bank                  0.45 EUR
  Income:Members:L01:Sales    -0.12 EUR
  Income:Members:L01:Sales    -0.12 EUR
  Income:Members:L01:Sales    -0.12 EUR
  Liabilities:VAT             -0.09 EUR
"""
    assert judged(tmp_path, ledger) == []
    assert (
        judged(tmp_path, ledger.replace("0.09", "0.08").replace("0.45", "0.44")) == []
    )


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    ("code", "tax", "found"),
    [
        ('"high"', "9.00", "VT01 L01 12.00 4"),
        ('"low"', "21.00", "VT01 L01 12.00 4"),
        ('"high"', "21.06", "VT01 L01 0.06 4"),
        ('"exempt"', "21.00", "VT01 L01 21.00 4"),
        ('"reversed"', "21.00", "VT01 L01 21.00 4"),
        # Of the whole price the margin is a part.
        ('"margin"', "21.01", "VT01 L01 0.01 4"),
    ],
)
def test_amounts_that_do_not_agree(
    code: str, tax: str, found: str, vocabulary: str, tmp_path: Path
) -> None:
    assert told(judged(tmp_path, sale(code, tax), vocabulary)) == [found]


def test_the_words(tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale('"high"', "9.00"))
    assert words(finding) == (
        "According to its code, “high”, the VAT on 100.00 should be 21.00, but 9.00 "
        "is booked."
    )


def test_an_invoice_without_its_vat(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Sale"
  Assets:Bank                  100.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
    vat: "high"
"""
    assert told(judged(tmp_path, ledger)) == ["VT01 L01 21.00 3"]


@pytest.mark.parametrize(
    ("day", "code", "tax"),
    [
        ("2025-12-31", '"lodging"', "21.00"),
        ("2025-03-01", '"high"', "19.00"),
        ("2025-03-01", '"low"', "6.00"),
        ("2018-06-01", '"low"', "9.00"),
    ],
)
def test_a_rate_of_another_time(day: str, code: str, tax: str, tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale(code, tax, day))
    assert finding.code == "VT02"


def test_the_words_of_an_old_rate(tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale('"high"', "19.00"))
    assert words(finding) == (
        "19.00 of VAT on 100.00 is at a rate that was not in force on 2025-03-01; "
        "“high” was 21.00 then."
    )
    assert finding.hint
    assert "delivered: 2001-01-01" in Language("en").render(finding.hint)


def test_lodging_changed_in_2026(tmp_path: Path) -> None:
    ledger = sale('"lodging"', "9.00", "2026-01-01")
    findings = report_on(tmp_path, ledger).verdict.findings
    assert [f.code for f in findings if f.code.startswith("VT")] == ["VT02"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("21", "high"),
        ('"21"', "high"),
        ('"21%"', "high"),
        ('"21 %"', "high"),
        ('"0.21"', "high"),
        ("0.21", "high"),
        ('"0,21"', "high"),
        ('"hoog"', "high"),
        ('"High"', "high"),
        ('"9%"', "low"),
        ('"19%"', "high"),
        ('"0"', "zero"),
        ('"0%"', "zero"),
        ('"verlegd"', "reversed"),
    ],
)
def test_what_is_no_code_names_the_code(
    written: str, meant: str, tmp_path: Path
) -> None:
    [finding] = judged(tmp_path, sale(written, "21.00"))
    assert (finding.code, finding.hint) != ("VT01", None)
    assert finding.hint
    assert Language("en").render(finding.hint) == f'Write vat: "{meant}".'


@pytest.mark.parametrize("written", ['"23%"', '"bijzonder"', '"NaN"', '"1e999"', '""'])
def test_what_nobody_can_guess(written: str, tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale(written, "21.00"))
    assert finding.hint
    assert Language("en").render(finding.hint) == (
        "The codes are: eu, exempt, export, high, kor, lodging, low, margin, "
        "margin-low, outside, reversed, zero."
    )
    code = written.strip('"')
    said = f"“{code}” is not a VAT code." if code else "`vat:` is empty."
    assert (words(finding), finding.currency) == (said, None)


def test_a_code_of_purchases_on_a_sale(tmp_path: Path) -> None:
    [finding] = judged(tmp_path, sale('"import"', "21.00"))
    assert (finding.code, words(finding)) == (
        "VT02",
        "“import” is not a VAT code for this.",
    )


REVERSED = """\
2025-03-01 * "Roof"
  vat: "reversed"
  Expenses:Coop:Building    100.00 EUR
  Assets:VAT                 21.00 EUR
  Liabilities:VAT           -21.00 EUR
  Assets:Bank              -100.00 EUR
"""


def test_reversed_to_the_cooperative(tmp_path: Path) -> None:
    assert judged(tmp_path, REVERSED) == []
    without = "".join(
        line for line in REVERSED.splitlines(keepends=True) if "VAT " not in line
    )
    assert told(judged(tmp_path, without)) == ["VT01 21.00 3"]


def test_a_purchase_that_says_its_rate(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Paper"
  vat: "low"
  Expenses:Coop:Office      100.00 EUR
  Assets:VAT                 21.00 EUR
  Assets:Bank              -121.00 EUR
"""
    assert told(judged(tmp_path, ledger)) == ["VT01 12.00 3"]
    assert judged(tmp_path, ledger.replace('"low"', '"high"')) == []


SERVICE = """\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales     -40.00 EUR
  Expenses:Members:L01:Costs            40.00 EUR
"""


def test_a_code_on_an_internal_service(tmp_path: Path) -> None:
    assert judged(tmp_path, SERVICE) == []
    coded = SERVICE.replace('L01"\n', 'L01"\n  vat: "high"\n')
    [finding] = judged(tmp_path, coded)
    assert told([finding]) == ["VT03 L02 3"]
    assert words(finding).startswith("An internal service has the VAT code “high”.")
    [empty] = judged(tmp_path / "empty", coded.replace('"high"', '" "'))
    assert (words(empty), hints(empty)) == ("`vat:` is empty.", "Delete vat:.")


def test_vat_on_an_internal_service_is_said_once(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Website of L01"
  Income:Members:L02:InternalSales     -40.00 EUR
    vat: "high"
  Liabilities:VAT                       -8.40 EUR
  Expenses:Members:L01:Costs            48.40 EUR
"""
    found = findings_in(tmp_path, ledger)
    codes = [f.code for f in found if f.code[:2] in ("VT", "IS")]
    assert codes == ["IS01"]


INNOCENT = {
    "no code, no VAT": """\
2025-03-01 * "Sale"
  Assets:Bank                  100.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
""",
    "no code, and VAT of no known rate": """\
2025-03-01 * "Sale"
  Assets:Bank                  117.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
  Liabilities:VAT              -17.00 EUR
""",
    "a code on what VAT is not about": """\
2025-03-01 * "Moved"
  vat: "whatever"
  Assets:Cash      5.00 EUR
  Assets:Bank     -5.00 EUR
""",
}


@pytest.mark.parametrize("name", INNOCENT)
def test_what_says_nothing_is_not_judged(name: str, tmp_path: Path) -> None:
    assert judged(tmp_path, INNOCENT[name]) == []


SMALL = f"vat: [{{scheme: kor}}, {{from: 2025-03-01, scheme: normal}}]\n{MEMBERS}"


def small(day: str, delivered: str = "") -> str:
    return f"""\
{day} * "Sale"
  vat: "kor"
{delivered}  Assets:Bank                  100.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
"""


def test_small_business_without_its_scheme(tmp_path: Path) -> None:
    [finding] = judged(tmp_path, small("2025-02-01"))
    assert told([finding]) == ["VT02 L01 4"]
    assert words(finding) == (
        "“kor” is for the small businesses scheme, which the register does not have "
        "on 2025-02-01."
    )
    assert finding.hint
    assert Language("en").render(finding.hint) == (
        "Write the code of what was sold. If it was delivered under the scheme, write "
        "on which day: delivered: 2025-02-01. If the scheme applies, write it in the "
        "register: vat: {scheme: kor}."
    )


@pytest.mark.parametrize(
    ("day", "delivered", "found"),
    [
        ("2025-02-28", "", []),
        ("2025-03-01", "", ["VT02"]),
        ("2025-03-10", "  delivered: 2025-02-27\n", []),
        ("2025-02-20", "  delivered: 2025-03-02\n", ["VT02"]),
    ],
)
def test_small_business_by_the_day(
    day: str, delivered: str, found: list[str], tmp_path: Path
) -> None:
    findings = findings_in(tmp_path, small(day, delivered), members=SMALL)
    assert [f.code for f in findings if f.code.startswith("VT")] == found


def test_bought_from_a_small_business(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Baker" "Cake"
  vat: "kor"
  Expenses:Coop:Lunch       40.00 EUR
  Assets:Bank              -40.00 EUR
"""
    assert judged(tmp_path, ledger) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize(
    ("costs", "tax", "expected"),
    [
        (["100.00", "21.00"], "21.00", []),
        (["121.00"], "21.00", []),
        (["60.50", "60.50"], "21.00", []),
        (["130.00"], "30.00", ["VT01 L01 9.00 4"]),
    ],
)
def test_reversed_vat_that_is_not_deducted_is_a_cost(
    costs: list[str], tax: str, expected: list[str], vocabulary: str, tmp_path: Path
) -> None:
    lines = "\n".join(f"  Expenses:Members:L01:Costs    {cost} EUR" for cost in costs)
    ledger = f"""\
2025-03-01 * "Software from abroad"
  vat: "reversed"
  receipt: "1.pdf"
{lines}
  Liabilities:VAT              -{tax} EUR
  Assets:Bank                 -100.00 EUR
"""
    assert told(judged(tmp_path, ledger, vocabulary)) == expected


@pytest.mark.parametrize("code", ['""', '" "'])
def test_an_empty_code_is_called_empty(tmp_path: Path, code: str) -> None:
    [finding] = judged(tmp_path, sale(code, "21.00"))
    assert (finding.code, words(finding)) == ("VT02", "`vat:` is empty.")


def to_europe(code: str, number: str) -> str:
    said = f'  vat-id: "{number}"\n' if number else ""
    return sale(f'"{code}"', "0.00").replace("  Assets:Bank", f"{said}  Assets:Bank")


@pytest.mark.parametrize(
    ("code", "number"),
    [("eu", ""), ("eu", "DE136695977"), ("eu", "CHE123456788"), ("reversed", "DE1")],
)
def test_a_firm_in_the_eu_without_its_number(
    code: str, number: str, tmp_path: Path
) -> None:
    (found,) = judged(tmp_path, to_europe(code, number))
    place = 5 if number else 4
    assert told([found]) == [f"VT01 L01 {place}"]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("eu", "DE136695976"),
        ("eu", "XI110305878"),
        ("reversed", "be 0403.170.701"),
        # The customer is here, or outside the EU.
        *[("reversed", ""), ("reversed", "NL123456782B90"), ("export", "")],
    ],
)
def test_a_number_that_is_right_or_not_asked_for(
    code: str, number: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, to_europe(code, number)) == []


def chair(price: str, tax: str, link: str = "^chair", day: str = "2025-03-08") -> str:
    net = f"{float(price) - float(tax):.2f}"
    vat = f"  Liabilities:VAT             -{tax} EUR\n" if float(tax) else ""
    return f"""\
{day} * "Customer" "Chair" {link}
  Assets:Bank                 {price} EUR
  Income:Members:L01:Sales    -{net} EUR
    vat: "margin"
{vat}"""


BOUGHT = """\
2025-03-01 * "Thrift shop" "Chairs" ^chair
  Expenses:Members:L01:Costs   40.00 EUR
    vat: "margin"
  Assets:Bank                 -40.00 EUR

"""


def test_a_margin_that_its_link_tells(tmp_path: Path) -> None:
    """Booked by hand as on an invoice: 60.00 is the margin, and 10.41 of it VAT."""
    found = judged(tmp_path, BOUGHT + chair("100.00", "0.00"))
    assert told(found) == ["VT01 L01 10.41 8"]
    assert words(found[0]) == (
        "According to its code, “margin”, the VAT on 60.00 should be 10.41, but 0.00 "
        "is booked."
    )
    assert "above the 40.00 that was paid for it" in hints(found[0])
    # Of a part that is booked, the rest is missing.
    [rest] = judged(tmp_path / "part", BOUGHT + chair("100.00", "5.00"))
    assert (str(rest.amount), rest.currency) == ("5.41", "EUR")


@pytest.mark.parametrize(
    "ledger",
    [
        BOUGHT + chair("100.00", "10.41"),
        BOUGHT + chair("100.00", "10.40"),
        # With a loss, or of which nothing tells what was paid.
        BOUGHT + chair("30.00", "0.00"),
        BOUGHT + chair("100.00", "0.00", link=""),
        BOUGHT + chair("100.00", "0.00", link="^another"),
        # One lot, sold in two parts: together it brought in what it cost.
        BOUGHT + chair("20.00", "0.00") + chair("20.00", "0.00", day="2025-03-09"),
        # Given back.
        BOUGHT
        + chair("100.00", "0.00")
        + """\
2025-03-10 * "Customer" "Chair back" ^chair
  Income:Members:L01:Sales    100.00 EUR
    vat: "margin"
  Assets:Bank                -100.00 EUR
""",
    ],
)
def test_a_margin_with_its_vat(ledger: str, tmp_path: Path) -> None:
    assert judged(tmp_path, ledger) == []


@pytest.mark.parametrize("vat", ["{margin: global}", "{scheme: kor}"])
def test_a_margin_that_is_worked_out_otherwise(vat: str, tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        BOUGHT + chair("100.00", "0.00"),
        members=f"{MEMBERS}vat: {vat}\n",
    )
    codes = {one.code for one in report.verdict.findings}
    assert "VT01" not in codes

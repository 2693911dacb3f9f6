"""IN01 to IN07: each breach, and beside it what looks like one and is right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.support import report_on, told, words

from paraplu.base.findings import Finding

REGISTER = """\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  trade_names: [Taartenatelier Zoet]
members:
  L02:
    trade_name: Taartenatelier Zoet
    joined: 2025-01-01
    permission: [{from: 2025-01-01, until: 2025-12-31}]
"""
CUSTOMERS = """\
linde:
  name: De Linde
  address: {street: Lindelaan 12, postcode: 1234 CD, city: Voorbeeldstad}
"""


def file_of(
    number: str,
    issued: str = "2025-03-10",
    delivered: str = "2025-03-05",
    total: str = "85.02",
    more: str = "",
) -> str:
    """Return the file of an invoice of twelve cakes."""
    return f"""\
number: {number}
issued: {issued}
total: {total}
{more}member: L02
trade_name: Taartenatelier Zoet
customer: linde
delivered: {delivered}
terms: 14
lines:
  - {{description: Cakes, quantity: 12, price: 6.50, vat: low}}
"""


def entry_of(number: str, date: str = "2025-03-10", sign: str = "") -> str:
    """Return the entry of such an invoice; `-` takes one back."""
    other = "" if sign else "-"
    return f"""\
{date} * "De Linde" "Cakes" {" ".join("^" + n for n in number.split())}
  Assets:Members:L02:Receivable     {sign}85.02 EUR
  Income:Members:L02:Sales          {other}78.00 EUR
  Liabilities:VAT:Low                {other}7.02 EUR

"""


def found(
    folder: Path,
    files: dict[str, str],
    ledger: str,
    *,
    register: str = REGISTER,
    customers: str = CUSTOMERS,
    today: dt.date | None = None,
    without: str = "",
) -> list[Finding]:
    """Return what the rules of invoices find; a PDF stands beside each file."""
    written = {"customers.yaml": customers}
    for name, text in files.items():
        written[f"invoices/2025/{name}.yaml"] = text
        if name != without:
            written[f"invoices/2025/{name}.pdf"] = "page"
    report = report_on(folder, ledger, members=register, files=written, today=today)
    return [f for f in report.verdict.findings if f.code.startswith("IN")]


ONE = {"2025-0001-linde": file_of("2025-0001")}
BOOKED = entry_of("2025-0001")


def test_an_invoice_as_it_should_be(tmp_path: Path) -> None:
    assert found(tmp_path, ONE, BOOKED) == []


@pytest.mark.parametrize(
    "earlier",
    [
        """\
2025-03-01 * "De Linde" "In advance" ^2025-0001
  Assets:Bank                        60.00 EUR
  Assets:Members:L02:Receivable     -60.00 EUR

""",
        """\
2025-03-01 * "De Linde" "Moved to and fro" ^2025-0001
  Income:Members:L02:Sales           10.00 EUR
  Income:Members:L02:Sales          -10.00 EUR

""",
    ],
)
def test_what_sells_nothing_is_not_its_entry(earlier: str, tmp_path: Path) -> None:
    assert found(tmp_path, ONE, earlier + BOOKED) == []


def test_books_that_number_by_hand_are_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, {}, entry_of("2025-0007")) == []


def test_drafts_are_left_alone(tmp_path: Path) -> None:
    assert (
        found(tmp_path, {"cakes": "member: L09\n", "2025": "no invoice"}, BOOKED) == []
    )


def test_a_gap(tmp_path: Path) -> None:
    files = ONE | {"2025-0004-linde": file_of("2025-0004")}
    findings = found(tmp_path, files, BOOKED + entry_of("2025-0004"))
    assert told(findings) == ["IN01 1"]
    assert words(findings[0]) == (
        "Invoice 2025-0004 is there, but 2025-0002 … 2025-0003 is not."
    )


@pytest.mark.parametrize("key", ["first: [2025-0004]", "first: [2024-0003, 2025-0004]"])
def test_a_beginning_that_the_register_names(key: str, tmp_path: Path) -> None:
    register = f"{REGISTER}invoices: {{{key}}}\n"
    files = {"2025-0004-linde": file_of("2025-0004")}
    ledger = entry_of("2025-0003", "2025-03-01") + entry_of("2025-0004")
    assert found(tmp_path, files, ledger, register=register) == []


def test_the_beginning_of_a_later_year_leaves_this_one_alone(tmp_path: Path) -> None:
    register = f"{REGISTER}invoices: {{first: [2026-0002]}}\n"
    files = {"2025-0004-linde": file_of("2025-0004")}
    assert found(tmp_path, files, entry_of("2025-0004"), register=register) == []


def test_days_out_of_order(tmp_path: Path) -> None:
    files = ONE | {"2025-0002-linde": file_of("2025-0002", "2025-03-09")}
    findings = found(tmp_path, files, BOOKED + entry_of("2025-0002", "2025-03-09"))
    assert told(findings) == ["IN01 L02 1"]
    assert words(findings[0]) == (
        "Invoice 2025-0002 is dated 2025-03-09, but 2025-0001 before it is dated "
        "2025-03-10."
    )


def test_another_series_has_days_and_gaps_of_its_own(tmp_path: Path) -> None:
    """The cooperative changed from one series to one for each member."""
    register = f"{REGISTER}invoices: {{series: member}}\n"
    files = ONE | {"L02-2025-001-linde": file_of("L02-2025-001", "2025-03-09")}
    ledger = BOOKED + entry_of("L02-2025-001", "2025-03-09")
    assert found(tmp_path, files, ledger, register=register) == []


def test_two_files_with_one_number(tmp_path: Path) -> None:
    files = ONE | {"2025-0001-eik": file_of("2025-0001")}
    findings = found(tmp_path, files, BOOKED)
    assert told(findings) == ["IN02 1"]
    assert words(findings[0]) == (
        "Number 2025-0001 was given twice: to 2025-0001-eik.yaml and to "
        "2025-0001-linde.yaml."
    )


def test_two_entries_of_one_number(tmp_path: Path) -> None:
    findings = found(tmp_path, ONE, BOOKED + entry_of("2025-0001", "2025-03-12"))
    assert told(findings) == ["IN02 L02 85.02 10"]


def refund_of(to: str = "Assets:Bank", sales: str = "10.00") -> str:
    """Return an entry that gives a part of the cakes back, with the VAT."""
    return f"""\
2025-03-20 * "De Linde" "Two cakes were dry" ^2025-0001
  Income:Members:L02:Sales          {sales} EUR
  Liabilities:VAT:Low                0.90 EUR
  {to}

"""


@pytest.mark.parametrize("to", ["Assets:Bank", "Assets:Members:L02:Receivable"])
def test_what_is_taken_back_without_a_credit_note(tmp_path: Path, to: str) -> None:
    findings = found(tmp_path, ONE, BOOKED + refund_of(to))
    assert told(findings) == ["IN05 L02 10.90 10"]
    assert words(findings[0]) == (
        "10.90 of invoice 2025-0001 is taken back on 2025-03-20, but there is no "
        "credit note for it."
    )


def test_a_refund_dated_before_its_invoice(tmp_path: Path) -> None:
    ledger = BOOKED + refund_of().replace("2025-03-20", "2025-03-02")
    assert told(found(tmp_path, ONE, ledger)) == ["IN05 L02 10.90 10"]


def test_a_discount_that_is_booked_with_the_payment(tmp_path: Path) -> None:
    ledger = (
        BOOKED
        + """\
2025-03-20 * "De Linde" "Paid, less a discount" ^2025-0001
  Assets:Bank                       80.66 EUR
  Income:Members:L02:Sales           4.00 EUR
  Liabilities:VAT:Low                0.36 EUR
  Assets:Members:L02:Receivable    -85.02 EUR
"""
    )
    assert told(found(tmp_path, ONE, ledger)) == ["IN05 L02 4.36 10"]


def test_what_was_credited_and_then_paid_back(tmp_path: Path) -> None:
    note = file_of("2025-0002", "2025-03-12", more="credits: 2025-0001\n")
    files = ONE | {"2025-0002-linde": note}
    ledger = BOOKED + entry_of("2025-0002 2025-0001", "2025-03-12", "-")
    back = """\
2025-03-20 * "De Linde" "Paid back" ^2025-0001
  Assets:Members:L02:Receivable     85.02 EUR
  Assets:Bank                      -85.02 EUR

"""
    assert found(tmp_path / "a", files, ledger + back) == []
    again = entry_of("2025-0002 2025-0001", "2025-03-13", "-")
    assert told(found(tmp_path / "b", files, ledger + again)) == ["IN02 L02 85.02 15"]
    twice = found(tmp_path / "c", files, ledger + refund_of())
    assert told(twice) == ["IN05 L02 10.90 15"]


def test_the_sale_booked_once_more_when_it_is_paid(tmp_path: Path) -> None:
    paid = entry_of("2025-0001", "2025-03-12").replace(
        "Assets:Members:L02:Receivable", "Assets:Bank"
    )
    assert told(found(tmp_path, ONE, BOOKED + paid)) == ["IN02 L02 85.02 10"]


def test_sales_that_move_to_another_account(tmp_path: Path) -> None:
    moved = """\
2025-03-20 * "Cakes are cakes" ^2025-0001
  Income:Members:L02:Sales          10.00 EUR
  Income:Members:L02:Sales:Cakes   -10.00 EUR
"""
    assert found(tmp_path, ONE, BOOKED + moved) == []


def test_a_payment_and_a_credit_note_have_the_link_too(tmp_path: Path) -> None:
    note = file_of("2025-0002", "2025-03-12", more="credits: 2025-0001\n")
    files = ONE | {"2025-0002-linde": note}
    ledger = BOOKED + entry_of("2025-0002 2025-0001", "2025-03-12", "-")
    assert found(tmp_path, files, ledger) == []


def test_a_trade_name_that_is_not_registered(tmp_path: Path) -> None:
    register = REGISTER.replace("[Taartenatelier Zoet]", "[Taarten Zoet]")
    findings = found(tmp_path, ONE, BOOKED, register=register)
    assert told(findings) == ["IN03 L02 1"]


@pytest.mark.parametrize(
    ("files", "customers", "sentence"),
    [
        (
            ONE,
            "linde: {name: De Linde}\n",
            "linde has no full address.",
        ),
        (
            {"2025-0001-linde": file_of("2025-0002")},
            CUSTOMERS,
            "The file is named after number 2025-0001, but says `number: 2025-0002`",
        ),
        (
            {"2025-0001-linde": "<<<<<<< HEAD\nnumber: 2025-0001\n=======\n"},
            CUSTOMERS,
            "The file is not valid YAML: ",
        ),
        (
            {
                "2025-0001-linde": file_of("2025-0001"),
                "2025-0002-linde": file_of("2025-0002", more="credits: 2025-0009\n"),
            },
            CUSTOMERS,
            "There is no issued invoice 2025-0009 to credit.",
        ),
        (ONE, "linde: {nam: x}\n", "linde: the key nam is not known here."),
    ],
)
def test_what_is_missing(
    files: dict[str, str], customers: str, sentence: str, tmp_path: Path
) -> None:
    findings = found(tmp_path, files, BOOKED, customers=customers)
    assert any(words(f).startswith(sentence) for f in findings if f.code == "IN04")


def test_a_customer_has_to_be_named_above_a_hundred_euros(tmp_path: Path) -> None:
    nobody = file_of("2025-0001").replace("customer: linde\n", "")
    assert found(tmp_path / "a", {"2025-0001-x": nobody}, BOOKED) == []
    dear = nobody.replace("6.50", "65.00").replace("85.02", "850.20")
    ledger = BOOKED.replace("85.02", "850.20").replace("7.02", "70.20")
    findings = found(
        tmp_path / "b", {"2025-0001-x": dear}, ledger.replace("78.00", "780.00")
    )
    (finding,) = findings
    assert words(finding) == (
        "The invoice is for 850.20 and names no customer; that is allowed only up to "
        "100.00."
    )


def test_of_two_credit_notes_the_later_one_takes_too_much(tmp_path: Path) -> None:
    notes = {
        f"2025-000{n}-linde": file_of(
            f"2025-000{n}", "2025-03-12", more="credits: 2025-0001\n"
        )
        for n in (2, 3)
    }
    ledger = BOOKED + "".join(
        entry_of(f"2025-000{n} 2025-0001", "2025-03-12", "-") for n in (2, 3)
    )
    findings = found(tmp_path, ONE | notes, ledger)
    files = [Path(f.source.file).stem for f in findings if f.code == "IN04"]
    assert files == ["2025-0003-linde"]


def test_a_pdf_that_is_gone(tmp_path: Path) -> None:
    findings = found(tmp_path, ONE, BOOKED, without="2025-0001-linde")
    assert [words(f) for f in findings] == ["The PDF of invoice 2025-0001 is gone."]


def test_customers_that_git_does_not_keep(tmp_path: Path) -> None:
    """On another machine neither they nor their PDFs are there."""
    findings = found(tmp_path, ONE, BOOKED, customers="{}\n", without="2025-0001-linde")
    assert findings == []


def test_a_private_customer_who_is_gone(tmp_path: Path) -> None:
    private = tmp_path / "ledger" / "customers.private.yaml"
    private.parent.mkdir()
    private.write_text("k01: {name: Jansen}\n", "utf-8")
    findings = found(tmp_path, ONE, BOOKED, customers="{}\n")
    assert [words(f) for f in findings] == [
        "Customer linde no longer exists.",
        "The PDF of invoice 2025-0001 is gone.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("78.00", "68.00", "IN05 L02 10.00 5"),
        ("Sales", "Sales:Cakes", "IN05 L02 78.00 5"),
        ("VAT:Low", "VAT:High", "IN05 L02 7.02 5"),
        ("2025-03-10", "2025-03-11", "IN05 L02 85.02 5"),
    ],
)
def test_an_entry_that_differs(old: str, new: str, line: str, tmp_path: Path) -> None:
    ledger = BOOKED.replace(old, new)
    if old == "78.00":
        ledger = ledger.replace("85.02", "75.02")
    assert told(found(tmp_path, ONE, ledger)) == [line]


def test_an_invoice_of_some_cents_has_its_entry_too(tmp_path: Path) -> None:
    small = file_of("2025-0001", total="0.65").replace("6.50", "0.05")
    sale = BOOKED.replace("85.02", "0.65").replace("78.00", "0.60")
    sale = sale.replace("7.02", "0.05")
    advance = """\
2025-03-01 * "De Linde" "In advance" ^2025-0001
  Assets:Bank                         0.65 EUR
  Assets:Members:L02:Receivable      -0.65 EUR

"""
    moved = """\
2025-03-02 * "De Linde" "Moved to and fro" ^2025-0001
  Income:Members:L02:Sales            0.10 EUR
  Income:Members:L02:Sales           -0.10 EUR

"""
    files = {"2025-0001-linde": small}
    assert found(tmp_path / "once", files, advance + moved + sale) == []
    twice = found(tmp_path / "twice", files, advance + sale + sale)
    assert told(twice) == ["IN02 L02 0.65 14"]


BROUGHT_IN = """\
2025-01-01 * "Owed" ^A-17
  Assets:Members:L02:Receivable      85.02 EUR
  Equity:Opening-Balances           -85.02 EUR

"""


@pytest.mark.parametrize(
    ("opening", "codes"),
    [
        (BROUGHT_IN, []),
        (BROUGHT_IN.replace("^A-17", "^A-18"), ["IN05"]),
        ("", ["IN05"]),
    ],
)
def test_an_invoice_from_before_the_books(
    opening: str, codes: list[str], tmp_path: Path
) -> None:
    before = tmp_path / "ledger" / "invoices" / "before"
    before.mkdir(parents=True)
    (before / "A-17-linde.yaml").write_text(file_of("A-17", "2024-12-10"), "utf-8")
    (before / "A-17-linde.pdf").write_text("page", "utf-8")
    findings = found(tmp_path, ONE, opening + BOOKED)
    assert [f.code for f in findings if f.code != "IN07"] == codes


def test_where_nothing_sells_the_first_entry_has_to(tmp_path: Path) -> None:
    moved = """\
2025-03-10 * "De Linde" "Moved to and fro" ^2025-0001
  Income:Members:L02:Sales           10.00 EUR
  Income:Members:L02:Sales          -10.00 EUR

"""
    alone = found(tmp_path / "one", ONE, moved)
    assert {f.source.line for f in alone if f.code == "IN05"} == {5}
    both = found(tmp_path / "two", ONE, moved + moved)
    assert {f.source.line for f in both if f.code == "IN05"} == {5}


def test_an_entry_that_is_gone(tmp_path: Path) -> None:
    findings = found(tmp_path, ONE, entry_of("elders"))
    assert [words(f) for f in findings] == ["Invoice 2025-0001 is not in the ledger."]


def test_an_entry_without_an_invoice(tmp_path: Path) -> None:
    findings = found(tmp_path, ONE, BOOKED + entry_of("2025-0002", "2025-03-12"))
    assert told(findings) == ["IN05 L02 85.02 10"]


FIRST = REGISTER + "invoices: {first: [2025-0004]}\n"
OF_MEMBERS = REGISTER + "invoices: {series: member}\n"
# Sold without VAT: a claim and a sale, and nothing else.
FREE = """\
2025-03-10 * "De Linde" "Lesson" ^NUMBER
  Assets:Members:L02:Receivable     85.02 EUR
  Income:Members:L02:Sales         -85.02 EUR
"""


OLD = {"L02-2025-001-linde": file_of("L02-2025-001")}


@pytest.mark.parametrize(
    ("register", "files", "number", "codes"),
    [
        # Books that number by hand are left alone.
        (FIRST, {}, "2025-0004", []),
        (FIRST, OLD, "2025-0003", []),
        (FIRST, OLD, "2025-0004", ["IN05"]),
        (FIRST, OLD, "2025-0005", ["IN05"]),
        # What was numbered so before goes on to be known by it, and nothing else.
        (FIRST, OLD, "L02-2025-002", ["IN05"]),
        (FIRST, OLD, "L03-2025-001", []),
        (OF_MEMBERS, ONE, "2025-0002", ["IN05"]),
        (OF_MEMBERS, ONE, "2024-0001", []),
    ],
)
def test_an_entry_of_a_series_without_its_invoice(
    register: str, files: dict[str, str], number: str, codes: list[str], tmp_path: Path
) -> None:
    booked = "".join(entry_of(name.removesuffix("-linde")) for name in files)
    ledger = booked + FREE.replace("NUMBER", number)
    findings = found(tmp_path, files, ledger, register=register)
    assert [f.code for f in findings] == codes


def test_a_file_whose_lines_were_changed(tmp_path: Path) -> None:
    files = {"2025-0001-linde": file_of("2025-0001").replace("12,", "13,")}
    findings = found(tmp_path, files, BOOKED)
    assert sorted(words(f) for f in findings) == [
        (
            "Invoice 2025-0001 puts 92.11 on Assets:Members:L02:Receivable, but the "
            "ledger has 85.02."
        ),
        "Invoice 2025-0001 was issued for 85.02, but its lines add up to 92.11.",
    ]


def test_one_line_less_in_another_order(tmp_path: Path) -> None:
    """What matters is what stands on each account, not how it is split."""
    ledger = """\
2025-03-10 * "De Linde" "Cakes" ^2025-0001
  Liabilities:VAT:Low                -7.02 EUR
  Income:Members:L02:Sales          -70.00 EUR
  Income:Members:L02:Sales           -8.00 EUR
  Assets:Members:L02:Receivable      85.02 EUR
"""
    assert found(tmp_path, ONE, ledger) == []


@pytest.mark.parametrize(
    ("delivered", "issued", "codes"),
    [
        ("2025-02-28", "2025-03-15", []),
        ("2025-02-28", "2025-03-16", ["IN06"]),
        ("2025-02-01", "2025-03-16", ["IN06"]),
        ("{from: 2025-01-05, until: 2025-02-03}", "2025-03-15", []),
        ("2025-05-01", "2025-03-16", []),
    ],
)
def test_issued_in_time(
    delivered: str, issued: str, codes: list[str], tmp_path: Path
) -> None:
    files = {"2025-0001-linde": file_of("2025-0001", issued, delivered)}
    findings = found(tmp_path, files, entry_of("2025-0001", issued))
    assert [f.code for f in findings] == codes


def test_a_credit_note_and_an_invoice_of_a_consumer_are_never_late(
    tmp_path: Path,
) -> None:
    late = file_of("2025-0002", "2025-04-16")
    note = late.replace("member:", "credits: 2025-0001\nmember:")
    entry = entry_of("2025-0002", "2025-04-16")
    given_back = entry_of("2025-0002 2025-0001", "2025-04-16", "-")
    for name, file, booked, codes in (
        ("firm", late, entry, ["IN06"]),
        ("credit", note, given_back, []),
        ("consumer", late.replace("linde", "k01"), entry, []),
    ):
        private = tmp_path / name / "ledger" / "customers.private.yaml"
        private.parent.mkdir(parents=True)
        private.write_text(CUSTOMERS.replace("linde", "k01"), "utf-8")
        files = ONE | {"2025-0002-linde": file}
        (private.parent / "invoices/2025/private").mkdir(parents=True)
        pdf = private.parent / "invoices/2025/private/2025-0002-linde.pdf"
        pdf.write_text("page", "utf-8")
        findings = found(tmp_path / name, files, BOOKED + booked)
        assert [f.code for f in findings if f.code != "IN07"] == codes, name


def test_a_late_invoice_that_is_not_booked_is_told_at_its_file(tmp_path: Path) -> None:
    files = {"2025-0001-linde": file_of("2025-0001", "2025-04-16")}
    findings = found(tmp_path, files, entry_of("elders"))
    assert told(findings) == ["IN05 L02 1", "IN06 L02 1"]


def test_a_late_invoice_can_be_waived(tmp_path: Path) -> None:
    files = {"2025-0001-linde": file_of("2025-0001", "2025-04-16")}
    ledger = entry_of("2025-0001", "2025-04-16")
    waived = ledger.replace("\n", '\n  waiver: "IN06: seen to"\n', 1)
    assert told(found(tmp_path, files, ledger)) == ["IN06 L02 5"]
    assert found(tmp_path, files, waived) == []


PAYMENT = """\
2025-03-20 * "De Linde" "Payment" ^2025-0001
  Assets:Bank                        60.00 EUR
  Assets:Members:L02:Receivable     -60.00 EUR
"""


def test_overdue(tmp_path: Path) -> None:
    day = dt.date(2025, 4, 30)
    findings = found(tmp_path, ONE, BOOKED + PAYMENT, today=day)
    assert told(findings) == ["IN07 L02 25.02 5"]
    assert words(findings[0]) == (
        "25.02 of invoice 2025-0001 was due on 2025-03-24, 37 days ago."
    )


@pytest.mark.parametrize(
    ("payment", "day"),
    [
        (PAYMENT, dt.date(2025, 3, 24)),
        (PAYMENT.replace("60.00", "85.02"), dt.date(2025, 4, 30)),
        (PAYMENT.replace("60.00", "90.00"), dt.date(2025, 4, 30)),
    ],
)
def test_not_overdue(payment: str, day: dt.date, tmp_path: Path) -> None:
    assert found(tmp_path, ONE, BOOKED + payment, today=day) == []


def test_an_entry_that_sells_nothing_more_is_no_second_booking(tmp_path: Path) -> None:
    # Two sorts of cake are told apart later: neither sold again, nor taken back.
    later = """\
2025-03-12 * "De Linde" "Sorted" ^2025-0001
  Income:Members:L02:Sales          -10.00 EUR
  Income:Members:L02:Sales           10.00 EUR
"""
    assert found(tmp_path, ONE, BOOKED + later) == []


@pytest.mark.parametrize(
    ("number", "codes"),
    [("2025-0001", []), ("2025-0002", ["IN05"]), ("2025-0003", ["IN05"])],
)
def test_an_entry_after_the_last_invoice(
    number: str, codes: list[str], tmp_path: Path
) -> None:
    more = "" if number == "2025-0001" else entry_of(number, "2025-03-12")
    findings = found(tmp_path, ONE, BOOKED + more)
    assert [f.code for f in findings] == codes

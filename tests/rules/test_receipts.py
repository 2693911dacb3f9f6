"""EV01 and EV02: a receipt for what is spent, and the file that it names."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support import HEAD, MEMBERS, hints, report_on, told, words, write_books

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.rules.receipts import asked

CHECKED = ("EV01", "EV02")

BEFORE = """\
2025-03-01 * "Market"
  Assets:Bank                         2000.00 EUR
  Income:Members:L01:Sales           -2000.00 EUR

"""
LINES_BEFORE = BEFORE.count("\n") + 4
RECEIPT = {"documents/bon.pdf": "a receipt"}


def found(
    folder: Path,
    ledger: str,
    *,
    members: str = MEMBERS,
    files: Mapping[str, str] = RECEIPT,
) -> list[str]:
    findings = report_on(folder, ledger, members=members, files=files).verdict.findings
    assert not [words(f) for f in findings if "fault in paraplu" in words(f)]
    return told([f for f in findings if f.code in CHECKED])


def one_entry(postings: str, *, day: str = "2025-03-10", link: str = "") -> str:
    return f'{day} * "It" {link}\n' + "".join(
        f"  {posting.strip()}\n" for posting in postings.strip().splitlines()
    )


SPENDING = {
    "costs": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:Bank                      -50.00 EUR""",
        "50.00 2",
    ),
    "growth": (
        """Expenses:Members:L01:Growth       50.00 EUR
           Assets:Cash                      -50.00 EUR""",
        "50.00 2",
    ),
    "training": (
        """Assets:Clearing:Card             -50.00 EUR
           Expenses:Members:L01:Training     50.00 EUR""",
        "50.00 3",
    ),
    "equipment": (
        """Assets:Members:L01:Equipment      50.00 EUR
           Liabilities:Members:L01:Payable  -50.00 EUR""",
        "50.00 2",
    ),
    "from the cash box": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:Members:L01:Cash          -50.00 EUR""",
        "50.00 2",
    ),
    "with VAT, which is not counted": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:VAT                        10.50 EUR
           Assets:Bank                      -60.50 EUR""",
        "50.00 2",
    ),
    "the limit itself": (
        """Expenses:Members:L01:Costs        10.00 EUR
           Assets:Bank                      -10.00 EUR""",
        "10.00 2",
    ),
    "in parts, each below the limit": (
        """Expenses:Members:L01:Costs         6.00 EUR
           Expenses:Members:L01:Growth        6.00 EUR
           Assets:Bank                      -12.00 EUR""",
        "12.00 2",
    ),
    "partly paid in advance": (
        """Expenses:Members:L01:Costs        50.00 EUR
           Assets:Members:L01:Prepaid       -20.00 EUR
           Assets:Bank                      -30.00 EUR""",
        "30.00 2",
    ),
}


@pytest.mark.parametrize("what", SPENDING)
def test_spending_without_a_receipt(tmp_path: Path, what: str) -> None:
    postings, expected = SPENDING[what]
    amount, line = expected.split()
    place = LINES_BEFORE + int(line)
    ledger = BEFORE + one_entry(postings)
    assert found(tmp_path, ledger) == [f"EV01 L01 {amount} {place}"]


@pytest.mark.parametrize("what", SPENDING)
@pytest.mark.parametrize("key", ["receipt", "document"])
def test_spending_with_a_receipt(tmp_path: Path, what: str, key: str) -> None:
    postings = f'{key}: "documents/bon.pdf"\n' + SPENDING[what][0]
    assert found(tmp_path, BEFORE + one_entry(postings)) == []


@pytest.mark.parametrize("what", SPENDING)
def test_a_document_line_with_the_same_link(tmp_path: Path, what: str) -> None:
    document = '2025-03-09 document Assets:Bank "documents/bon.pdf" ^bon\n\n'
    postings = SPENDING[what][0]
    assert found(tmp_path, BEFORE + document + one_entry(postings, link="^bon")) == []
    other = one_entry(postings, link="^other")
    assert len(found(tmp_path, BEFORE + document + other)) == 1


WITHOUT_MONEY = {
    "below the limit": """Expenses:Members:L01:Costs      9.99 EUR
                 Assets:Bank                        -9.99 EUR""",
    "a fee kept from a sale": """Assets:Bank              490.01 EUR
                 Expenses:Members:L01:Costs:Card     9.99 EUR
                 Income:Members:L01:Sales         -500.00 EUR""",
    "depreciation": """Expenses:Members:L01:Growth      200.00 EUR
                 Assets:Members:L01:Equipment     -200.00 EUR""",
    "an internal service": """Expenses:Members:L01:Costs  200.00 EUR
                 Income:Members:L02:InternalSales -200.00 EUR""",
    "a contribution": """Expenses:Members:L01:Contribution  200.00 EUR
                 Income:Coop:Contribution         -200.00 EUR""",
    "a charge": """Expenses:Members:L01:Costs           200.00 EUR
                 Income:Coop:StallRent            -200.00 EUR""",
    "the set-off": """Expenses:Members:L01:SetOff       200.00 EUR
                 Liabilities:Municipality         -200.00 EUR""",
    "stock that is used": """Expenses:Members:L01:Costs 200.00 EUR
                 Assets:Members:L01:Stock         -200.00 EUR""",
    "a bad debt": """Expenses:Members:L01:Costs         200.00 EUR
                 Assets:Members:L01:Receivable    -200.00 EUR""",
    "a closing": """Income:Members:L01:Sales           2000.00 EUR
                 Expenses:Members:L01:Costs       -200.00 EUR
                 Equity:Members:L01:Thermometer  -1800.00 EUR""",
    "a correction": """Expenses:Members:L01:Growth      200.00 EUR
                 Expenses:Members:L01:Costs       -200.00 EUR""",
    "a bill is paid": """Liabilities:Members:L01:Payable  200.00 EUR
                 Assets:Bank                      -200.00 EUR""",
    "a supplier pays back": """Assets:Bank                200.00 EUR
                 Expenses:Members:L01:Costs       -200.00 EUR""",
    "the cooperative's own": """Expenses:Coop:Lunch       200.00 EUR
                 Assets:Bank                      -200.00 EUR""",
    "money moves": """Assets:Members:L01:Cash           200.00 EUR
                 Assets:Bank                      -200.00 EUR""",
}


# What is kept from what a member earns counts with what is paid.
KEPT = {
    "paid, and kept from a sale": (
        """Expenses:Members:L01:Costs       150.00 EUR
           Income:Members:L01:Sales        -200.00 EUR
           Liabilities:VAT                  -42.00 EUR
           Assets:Bank                      121.00 EUR
           Assets:Cash                      -29.00 EUR""",
        ["EV01 L01 150.00 10"],
    ),
    "kept by a provider from a claim": (
        """Expenses:Members:L01:Costs        20.00 EUR
           Assets:Members:L01:Receivable   -500.00 EUR
           Assets:Clearing:Cards            480.00 EUR""",
        ["EV01 L01 20.00 10"],
    ),
    "as much paid as kept": (
        """Expenses:Members:L01:Costs        60.00 EUR
           Income:Members:L01:Sales         -30.00 EUR
           Assets:Cash                      -30.00 EUR""",
        ["EV01 L01 60.00 10"],
    ),
    "kept from a sale of the member, not of another": (
        """Expenses:Members:L01:Costs       100.00 EUR
           Income:Members:L01:Sales         -40.00 EUR
           Income:Members:L02:Sales         -60.00 EUR""",
        ["EV01 L01 40.00 10"],
    ),
    "depreciation, beside a sale": (
        """Expenses:Members:L01:Growth      200.00 EUR
           Assets:Members:L01:Equipment    -200.00 EUR
           Income:Members:L01:Sales         -50.00 EUR
           Assets:Bank                       50.00 EUR""",
        [],
    ),
    "an internal service, beside a sale": (
        """Expenses:Members:L01:Costs       200.00 EUR
           Income:Members:L02:InternalSales -200.00 EUR
           Income:Members:L01:Sales         -50.00 EUR
           Assets:Bank                       50.00 EUR""",
        [],
    ),
}


@pytest.mark.parametrize("what", KEPT)
def test_what_is_kept_beside_what_is_paid(tmp_path: Path, what: str) -> None:
    postings, expected = KEPT[what]
    assert found(tmp_path, BEFORE + one_entry(postings)) == expected


def test_who_needs_a_receipt_is_asked_as_it_is_judged(tmp_path: Path) -> None:
    """Of the days that are asked for, and no more; the limit itself needs one."""
    limit, cost = SPENDING["the limit itself"][0], SPENDING["costs"][0]
    part = SPENDING["partly paid in advance"][0]
    less = part.replace("-20.00", "-45.00").replace("-30.00", "-5.00")
    shown = 'receipt: "documents/bon.pdf"\n' + cost
    below = WITHOUT_MONEY["below the limit"]
    # What comes in stock for a sale is no expense.
    stock = """Assets:Members:L01:Stock          50.00 EUR
               Income:Members:L01:Sales         -50.00 EUR"""
    ledger = BEFORE + "\n".join(
        one_entry(postings, day=f"2025-03-{day}")
        for day, postings in [
            *[("09", cost), ("10", limit), ("10", shown), ("11", below)],
            *[("11", WITHOUT_MONEY["a closing"]), ("11", stock)],
            *[("12", part), ("12", less), ("13", cost)],
        ]
    )
    report = report_on(tmp_path, ledger, files=RECEIPT)
    days = dt.date(2025, 3, 10), dt.date(2025, 3, 12)
    needing = asked(report.books, report.register, *days)
    assert [(one.date.day, there) for one, there in needing.items()] == [
        *[(10, False), (10, True), (12, False), (12, True)]
    ]
    bare = {one.source.line for one in report.verdict.findings if one.code == "EV01"}
    assert {one.source.line + 1 for one, there in needing.items() if not there} < bare


@pytest.mark.parametrize("what", WITHOUT_MONEY)
def test_what_needs_no_receipt(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, BEFORE + one_entry(WITHOUT_MONEY[what])) == []


def test_balances_are_opened_without_receipts(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 * "From the old books"
  Assets:Members:L01:Equipment       300.00 EUR
  Liabilities:Members:L01:Payable   -100.00 EUR
  Equity:Opening-Balances           -200.00 EUR
"""
    assert found(tmp_path, ledger) == []


def test_what_is_paid_on_the_first_day_is_not_opened(tmp_path: Path) -> None:
    ledger = """\
2025-01-01 * "Wood, and one cent of the old books"
  Expenses:Members:L01:Costs          40.00 EUR
  Assets:Bank                        -39.99 EUR
  Equity:Opening-Balances             -0.01 EUR
"""
    assert found(tmp_path, ledger) == ["EV01 L01 39.99 6"]
    covered = ledger.replace("39.99", "0.00").replace("-0.01", "-40.00")
    assert found(tmp_path / "covered", covered) == []


def test_an_opening_of_nothing_is_no_opening(tmp_path: Path) -> None:
    postings = SPENDING["costs"][0] + "\nEquity:Opening-Balances  0.00 EUR"
    assert found(tmp_path, BEFORE + one_entry(postings)) == [
        f"EV01 L01 50.00 {LINES_BEFORE + 2}"
    ]


def test_a_receipt_on_one_posting_of_two(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry("""
        Expenses:Members:L01:Costs        30.00 EUR
        receipt: "documents/bon.pdf"
        Expenses:Members:L01:Growth       20.00 EUR
        Assets:Bank                      -50.00 EUR
    """).replace("  receipt", "    receipt")
    assert found(tmp_path, ledger) == [f"EV01 L01 20.00 {LINES_BEFORE + 4}"]


def test_the_rest_below_the_limit_needs_none(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry("""
        Expenses:Members:L01:Costs        41.00 EUR
        receipt: "documents/bon.pdf"
        Expenses:Members:L01:Costs:Bags    9.00 EUR
        Assets:Bank                      -50.00 EUR
    """).replace("  receipt", "    receipt")
    assert found(tmp_path, ledger) == []


def test_two_members_are_judged_apart(tmp_path: Path) -> None:
    postings = """
        Expenses:Members:L01:Costs        30.00 EUR
        Expenses:Members:L02:Costs         9.00 EUR
        Assets:Bank                      -39.00 EUR
    """
    assert found(tmp_path, BEFORE + one_entry(postings)) == [
        f"EV01 L01 30.00 {LINES_BEFORE + 2}"
    ]


def test_one_receipt_for_two_members_in_one_entry(tmp_path: Path) -> None:
    postings = """
        receipt: "documents/bon.pdf"
        Expenses:Members:L01:Costs        30.00 EUR
        Expenses:Members:L02:Costs        20.00 EUR
        Assets:Bank                      -50.00 EUR
    """
    assert found(tmp_path, BEFORE + one_entry(postings)) == []


def test_a_receipt_of_another_members_posting_does_not_count(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry("""
        Expenses:Members:L02:Costs        20.00 EUR
        receipt: "documents/bon.pdf"
        Expenses:Members:L01:Costs        30.00 EUR
        Assets:Bank                      -50.00 EUR
    """).replace("  receipt", "    receipt")
    assert found(tmp_path, ledger) == [f"EV01 L01 30.00 {LINES_BEFORE + 4}"]


def test_a_reimbursed_receipt(tmp_path: Path) -> None:
    postings = """
        receipt: "documents/bon.pdf"
        counterparty: "L01"
        Expenses:Members:L01:Costs        30.00 EUR
        Assets:Bank                      -30.00 EUR
    """
    report = report_on(tmp_path, BEFORE + one_entry(postings), files=RECEIPT)
    assert told(report.verdict.findings) == []


def test_the_members_own_limit(tmp_path: Path) -> None:
    members = MEMBERS.replace(
        "    trade_name: Tweede",
        "    policy: {receipt_from: 60.00}\n    trade_name: Tweede",
    )
    ledger = BEFORE + one_entry(SPENDING["costs"][0])
    assert found(tmp_path, ledger, members=members) == []
    ledger = BEFORE + one_entry(SPENDING["costs"][0].replace("50.00", "60.00"))
    assert len(found(tmp_path, ledger, members=members)) == 1


def test_the_limit_of_the_day(tmp_path: Path) -> None:
    members = """\
policies:
  - {from: 2025-01-01, receipt_from: 10.00}
  - {from: 2025-03-10, receipt_from: 100.00}
members:
  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}
"""
    ledger = one_entry(SPENDING["costs"][0], day="2025-03-09") + "\n"
    ledger += one_entry(SPENDING["costs"][0], day="2025-03-10")
    assert found(tmp_path, ledger, members=members) == ["EV01 L01 50.00 6"]


def test_without_an_agreement_every_cent_needs_one(tmp_path: Path) -> None:
    members = (
        "members:\n  L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}\n"
    )
    postings = """Expenses:Members:L01:Costs  0.01 EUR
                  Assets:Bank                -0.01 EUR"""
    assert found(tmp_path, one_entry(postings), members=members) == ["EV01 L01 0.01 6"]
    nothing = postings.replace("0.01", "0.00")
    assert found(tmp_path, one_entry(nothing), members=members) == []


def test_dutch_names(tmp_path: Path) -> None:
    ledger = """\
2025-03-10 * "Meel"
  Expenses:Leden:L01:Kosten          50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-11 * "Oven"
  Assets:Leden:L01:Inventaris        60.00 EUR
  Liabilities:Leden:L01:Crediteuren -60.00 EUR

2025-03-12 * "Pinkosten, van de omzet af"
  Assets:Bank                        80.00 EUR
  Expenses:Leden:L01:Kosten          20.00 EUR
  Income:Leden:L01:Omzet           -100.00 EUR
"""
    assert found(tmp_path, ledger, members="chart: nl\n" + MEMBERS) == [
        "EV01 L01 50.00 6",
        "EV01 L01 60.00 10",
        "EV01 L01 20.00 15",
    ]


def test_what_it_says(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry(SPENDING["costs"][0])
    (finding,) = report_on(tmp_path, ledger).verdict.findings
    assert words(finding) == (
        "There is no receipt for 50.00 on Expenses:Members:L01:Costs. Every expense "
        "of 10.00 or more needs one."
    )
    assert hints(finding).startswith("Save the receipt with the books and name it on")
    kept = BEFORE + one_entry(KEPT["kept by a provider from a claim"][0])
    findings = report_on(tmp_path / "kept", kept).verdict.findings
    (finding,) = [one for one in findings if one.code == "EV01"]
    assert words(finding).startswith("There is no receipt for 20.00 on Expenses:Memb")
    assert hints(finding).startswith("This was kept from a sale. Save the statement of")


# EV02


def with_receipt(value: str) -> str:
    return BEFORE + one_entry(f"""
        receipt: {value}
        Expenses:Members:L01:Costs        50.00 EUR
        Assets:Bank                      -50.00 EUR
    """)


@pytest.mark.parametrize(
    "value",
    [
        '"documents/bon.pdf"',
        '"./documents/bon.pdf"',
        '"documents//bon.pdf"',
        '"documents/../documents/bon.pdf"',
        '"../ledger/documents/bon.pdf"',
    ],
)
def test_a_path_from_the_folder_of_the_main_file(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, with_receipt(value)) == []


@pytest.mark.parametrize(
    "value",
    [
        '"."',
        '"documents"',
        '"documents/"',
        '"documents/Bon.pdf"',
        '"documents/bon.pdf "',
        '"documents/bon.pdf/bon.pdf"',
        '"documents/*.pdf"',
        '"~/bon.pdf"',
        '"file:documents/bon.pdf"',
        '"/etc/passwd"',
        '"../../../../../../../../etc/passwd"',
        '"../../elsewhere.pdf"',
        f'"{"x" * 5000}"',
        f'"{"x/" * 3000}"',
        "TRUE",
        "2025-03-10",
        "12.50",
        "12.50 EUR",
        "Assets:Bank",
        "EUR",
        "#bon",
    ],
)
def test_no_such_file(tmp_path: Path, value: str) -> None:
    (tmp_path / "elsewhere.pdf").write_text("outside")
    books = tmp_path / "books"
    assert found(books, with_receipt(value)) == [f"EV02 L01 {LINES_BEFORE + 1}"]


@pytest.mark.parametrize("value", ["", '""', '" "', '"\\t"'])
def test_a_key_without_a_path_names_no_receipt(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, with_receipt(value)) == [
        f"EV01 L01 50.00 {LINES_BEFORE + 3}"
    ]
    below = BEFORE + one_entry(f"""
        Expenses:Members:L01:Costs        50.00 EUR
        document: {value}
        Assets:Bank                      -50.00 EUR
    """).replace("  document:", "    document:")
    assert found(tmp_path, below) == [f"EV01 L01 50.00 {LINES_BEFORE + 2}"]
    both = with_receipt(value).replace(
        "  receipt:", '  document: "documents/bon.pdf"\n  receipt:'
    )
    assert found(tmp_path, both) == []


@pytest.mark.parametrize(
    "value",
    [
        '"main.beancount"',
        '"../ledger/main.beancount"',
        '"../members.yaml"',
        '"../members.private.yaml"',
        '"accounts.beancount"',
        '"link.pdf"',
    ],
)
def test_the_books_are_no_receipt(tmp_path: Path, value: str) -> None:
    main = write_books(
        tmp_path,
        'include "accounts.beancount"\n' + with_receipt(value),
        files=RECEIPT
        | {"accounts.beancount": "\n", "../members.private.yaml": "L01: {name: Jo}\n"},
    )
    (main.parent / "link.pdf").symlink_to(main)
    [finding] = check(main).verdict.findings
    assert told([finding]) == [f"EV02 L01 {LINES_BEFORE + 2}"]
    assert words(finding) == (
        f"The receipt {value[1:-1]} is one of the books' own files."
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("main.beancount", "ledger/main.beancount"),
        ("../members.yaml", "members.yaml"),
        ("documents/bon.pdf", None),
    ],
)
def test_a_document_line_names_no_file_of_the_books(
    name: str, shown: str | None, tmp_path: Path
) -> None:
    ledger = BEFORE + f'2025-03-09 document Assets:Bank "{name}"\n'
    findings = report_on(tmp_path, ledger, files=RECEIPT).verdict.findings
    assert [words(finding) for finding in findings] == [
        f"The receipt {one} is one of the books' own files." for one in [shown] if one
    ]


def test_a_file_that_the_books_do_not_take_in_may_be_one(tmp_path: Path) -> None:
    files = {"bill.beancount": "a bill", "members.yaml": "another"}
    ledger = with_receipt('"bill.beancount"') + with_receipt('"members.yaml"')
    assert found(tmp_path / "books", ledger, files=files) == []


def test_an_empty_file_is_no_receipt(tmp_path: Path) -> None:
    files = {"empty.pdf": "", "blank.pdf": " "}
    report = report_on(tmp_path, with_receipt('"empty.pdf"'), files=files)
    [finding] = report.verdict.findings
    assert told([finding]) == [f"EV02 L01 {LINES_BEFORE + 1}"]
    assert words(finding) == "The receipt empty.pdf is an empty file."
    assert found(tmp_path, with_receipt('"blank.pdf"'), files=files) == []


def test_of_a_document_line_the_path_from_the_books_is_told(tmp_path: Path) -> None:
    ledger = (
        BEFORE
        + '2025-03-01 document Assets:Bank "documents/bon.pdf" ^bon\n'
        + one_entry(SPENDING["costs"][0], link="^bon")
    )
    report = report_on(tmp_path, ledger, files={"documents/bon.pdf": ""})
    assert [words(finding) for finding in report.verdict.findings] == [
        "The receipt ledger/documents/bon.pdf is an empty file."
    ]


def test_each_receipt_that_is_not_there(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry("""
        receipt: "one.pdf"
        document: "documents/bon.pdf"
        Expenses:Members:L01:Costs        50.00 EUR
        document: "two.pdf"
        Assets:Bank                      -50.00 EUR
    """).replace('  document: "two', '    document: "two')
    assert found(tmp_path, ledger) == [
        f"EV02 L01 {LINES_BEFORE + 1}",
        f"EV02 L01 {LINES_BEFORE + 4}",
    ]


def test_of_the_cooperative_as_well(tmp_path: Path) -> None:
    ledger = BEFORE + one_entry("""
        receipt: "none.pdf"
        Expenses:Coop:Lunch               50.00 EUR
        Assets:Bank                      -50.00 EUR
    """)
    assert found(tmp_path, ledger) == [f"EV02 {LINES_BEFORE + 1}"]


def test_a_path_from_the_file_that_says_it(tmp_path: Path) -> None:
    month = with_receipt('"bon.pdf"')
    files = {"2025/03.beancount": month, "2025/bon.pdf": "a receipt"}
    assert found(tmp_path, 'include "2025/03.beancount"\n', files=files) == []


def test_a_path_from_the_main_file_said_in_another(tmp_path: Path) -> None:
    month = with_receipt('"documents/bon.pdf"')
    files = RECEIPT | {"2025/03.beancount": month}
    assert found(tmp_path, 'include "2025/03.beancount"\n', files=files) == []


def test_a_path_from_another_file_of_the_books_does_not_count(tmp_path: Path) -> None:
    month = with_receipt('"bon.pdf"')
    files = {"2025/03.beancount": month, "2024/bon.pdf": "a receipt"}
    ledger = 'include "2025/03.beancount"\n'
    assert found(tmp_path, ledger, files=files) == ["EV02 L01 5"]


def test_an_absolute_path_into_the_books(tmp_path: Path) -> None:
    path = tmp_path / "ledger" / "documents" / "bon.pdf"
    assert found(tmp_path, with_receipt(f'"{path}"')) == []


def test_a_link_on_disk_out_of_the_books(tmp_path: Path) -> None:
    (tmp_path / "private.pdf").write_text("a receipt")
    books = tmp_path / "books"
    main = write_books(books, with_receipt('"bon.pdf"'))
    (main.parent / "bon.pdf").symlink_to(tmp_path / "private.pdf")
    findings = check(main).verdict.findings
    assert told(findings) == [f"EV02 L01 {LINES_BEFORE + 1}"]


def test_a_folder_that_is_a_link_out_of_the_books(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "bon.pdf").write_text("a receipt")
    main = write_books(tmp_path / "books", with_receipt('"documents/bon.pdf"'))
    (main.parent / "documents").symlink_to(tmp_path / "private")
    findings = check(main).verdict.findings
    assert told(findings) == [f"EV02 L01 {LINES_BEFORE + 1}"]


def test_a_link_on_disk_to_nothing_or_to_itself(tmp_path: Path) -> None:
    main = write_books(tmp_path, with_receipt('"bon.pdf"'))
    bon = main.parent / "bon.pdf"
    for target in (main.parent / "nothing.pdf", bon):
        bon.symlink_to(target)
        findings = check(main).verdict.findings
        assert told(findings) == [f"EV02 L01 {LINES_BEFORE + 1}"]
        bon.unlink()


def test_a_link_on_disk_inside_the_books(tmp_path: Path) -> None:
    main = write_books(tmp_path, with_receipt('"bon.pdf"'), files=RECEIPT)
    (main.parent / "bon.pdf").symlink_to(main.parent / "documents" / "bon.pdf")
    assert told(check(main).verdict.findings) == []


def test_books_that_are_reached_by_a_link(tmp_path: Path) -> None:
    """On a Mac, /tmp is one; at home, a folder that is kept in step elsewhere."""
    month = with_receipt('"bon.pdf"')
    files = {"2025/03.beancount": month, "2025/bon.pdf": "a receipt"}
    write_books(tmp_path / "real", 'include "2025/03.beancount"\n', files=files)
    (tmp_path / "books").symlink_to(tmp_path / "real")
    main = tmp_path / "books" / "ledger" / "main.beancount"
    assert told(check(main).verdict.findings) == []


def test_books_that_moved_keep_their_receipts(tmp_path: Path) -> None:
    write_books(tmp_path / "here", with_receipt('"documents/bon.pdf"'), files=RECEIPT)
    shutil.move(tmp_path / "here", tmp_path / "there")
    main = tmp_path / "there" / "ledger" / "main.beancount"
    assert told(check(main).verdict.findings) == []


def test_a_register_beside_the_main_file(tmp_path: Path) -> None:
    """The folder of the books is then the ledger's, and no more."""
    head = HEAD.replace("../members.yaml", "members.yaml")
    ledger = with_receipt('"../bon.pdf"')
    main = write_books(tmp_path, ledger, head=head, files={"../bon.pdf": "a receipt"})
    shutil.move(tmp_path / "members.yaml", main.parent / "members.yaml")
    assert told(check(main).verdict.findings) == [f"EV02 L01 {LINES_BEFORE + 1}"]


def test_what_it_says_of_a_path_out_of_the_books(tmp_path: Path) -> None:
    report = report_on(tmp_path, with_receipt('"/etc/passwd"'))
    assert [words(f) for f in report.verdict.findings] == [
        "The receipt /etc/passwd is outside the folder of the books."
    ]


def test_control_characters_do_not_reach_the_reader(tmp_path: Path) -> None:
    report = report_on(tmp_path, with_receipt('"\x1b[2Jbon.pdf"'))
    assert [words(f) for f in report.verdict.findings] == [
        "The receipt \\u001b[2Jbon.pdf cannot be found."
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("documents", "The receipt documents is a folder."),
        ("documents/", "The receipt documents/ is a folder."),
        (
            "documents/bon.pdf, documents/o.pdf",
            "The receipt documents/bon.pdf, documents/o.pdf names more than one file.",
        ),
        ("a.pdf; b.jpg", "The receipt a.pdf; b.jpg names more than one file."),
        ("a.pdf en b.pdf", "The receipt a.pdf en b.pdf names more than one file."),
        ("a.pdf & b.pdf", "The receipt a.pdf & b.pdf names more than one file."),
        ("wood, glue.pdf", "The receipt wood, glue.pdf cannot be found."),
        ("paint en glue.pdf", "The receipt paint en glue.pdf cannot be found."),
    ],
)
def test_a_folder_and_two_names(tmp_path: Path, value: str, said: str) -> None:
    report = report_on(tmp_path, with_receipt(f'"{value}"'), files=RECEIPT)
    assert [words(f) for f in report.verdict.findings if f.code == "EV02"] == [said]


@pytest.mark.parametrize("name", ["a.pdf, b.pdf", "wood, glue.pdf"])
def test_a_name_with_a_comma_in_it(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, with_receipt(f'"{name}"'), files={name: "a receipt"}) == []


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        (
            "en",
            (
                "Name one file under each key. A second receipt goes under "
                "`document:`, on the posting that it is about, or on its own "
                "`document` line that shares a `^link` with the entry."
            ),
        ),
        (
            "nl",
            (
                "Noem per sleutel één bestand. Een tweede bon komt onder `document:`, "
                "bij de rekening in de boeking waar de bon over gaat, of in een eigen "
                "regel met `document` die een `^link` met de boeking deelt."
            ),
        ),
    ],
)
def test_how_two_receipts_are_named(tmp_path: Path, language: str, hint: str) -> None:
    report = report_on(tmp_path, with_receipt('"a.pdf, b.pdf"'))
    [finding] = [f for f in report.verdict.findings if f.code == "EV02"]
    assert finding.hint
    assert Language(language).render(finding.hint) == hint
    two = with_receipt('"a.pdf"\n  document: "b.pdf"')
    files = {"a.pdf": "one", "b.pdf": "another"}
    assert found(tmp_path / "two", two, files=files) == []


def test_every_expense_needs_one_where_nothing_else_was_agreed(
    tmp_path: Path,
) -> None:
    ledger = one_entry(
        """Expenses:Members:L01:Costs      3.00 EUR
           Assets:Bank                    -3.00 EUR"""
    )
    members = MEMBERS.replace("receipt_from: 10.00", "receipt_from: 0")
    findings = report_on(tmp_path, ledger, members=members).verdict.findings
    [finding] = [f for f in findings if f.code == "EV01"]
    assert words(finding) == (
        "There is no receipt for 3.00 on Expenses:Members:L01:Costs. "
        "Every expense needs one."
    )

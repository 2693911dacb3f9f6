"""PF04: what goes to a member's own account has a receipt of that amount behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.vocabularies import VOCABULARIES, errors, findings_in, of
from tests.support import report_on, told, words

from paraplu.base.language import Language

if TYPE_CHECKING:
    from pathlib import Path

PAID_BACK = {
    "on a receipt, with VAT and rounding": """\
2025-03-01 * "Drill, advanced by L01"
  counterparty: "L01"
  receipt: "1.pdf"
  Assets:Members:L01:Equipment      100.00 EUR
  Assets:VAT                         21.00 EUR
  Expenses:Coop:Rounding             -0.02 EUR
  Assets:Bank                      -120.98 EUR
""",
    "on a receipt of each posting": """\
2025-03-01 * "Two receipts"
  counterparty: "L01"
  Expenses:Members:L01:Costs         50.00 EUR
    receipt: "1.pdf"
  Expenses:Members:L01:Training       9.99 EUR
    receipt: "2.pdf"
  Assets:Bank                       -59.99 EUR
""",
    "half of a bill, the other half paid by the bank": """\
2025-03-01 * "Course, 60.00 of it advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Training     100.00 EUR
  Assets:Bank                       -40.00 EUR
  Assets:Bank                       -60.00 EUR
    counterparty: "L01"
""",
    "two members in one entry, by one receipt": """\
2025-03-01 * "Fair"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         30.00 EUR
  Expenses:Members:L02:Costs         50.00 EUR
  Assets:Bank                       -30.00 EUR
    counterparty: "L01"
  Assets:Bank                       -50.00 EUR
    counterparty: "L02"
""",
    "what the cooperative owed, by the linked receipt": """\
2025-03-01 * "Paper, advanced by L01" ^paper
  receipt: "1.pdf"
  Expenses:Coop:Paper                50.00 EUR
  Liabilities:Payable               -50.00 EUR

2025-03-09 * "Paid back" ^paper
  counterparty: "L01"
  Liabilities:Payable                50.00 EUR
  Assets:Bank                       -50.00 EUR
""",
    "in two parts, by the linked receipt": """\
2025-03-01 * "Paint, advanced by L01" ^paint
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-09 * "Paid back" ^paint
  counterparty: "L01"
  Liabilities:Members:L01:Payable    20.00 EUR
  Assets:Bank                       -20.00 EUR

2025-03-19 * "Paid back" ^paint
  counterparty: "L01"
  Liabilities:Members:L01:Payable    30.00 EUR
  Assets:Bank                       -30.00 EUR
""",
    "by the receipt on a posting of the linked bill": """\
2025-03-01 * "Paint, advanced by L01" ^paint
  Expenses:Members:L01:Costs         42.00 EUR
    receipt: "1.pdf"
  Liabilities:Members:L01:Payable   -42.00 EUR

2025-03-10 * "Paid back" ^paint
  counterparty: "L01"
  Liabilities:Members:L01:Payable    42.00 EUR
  Assets:Bank                       -42.00 EUR
""",
    "what was left after the shop got its part": """\
2025-03-01 * "Course, a part of it advanced by L01" ^course
  receipt: "1.pdf"
  Expenses:Members:L01:Training      90.00 EUR
  Liabilities:Members:L01:Payable   -90.00 EUR

2025-03-03 * "The school" ^course
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Bank                       -60.00 EUR

2025-03-10 * "Paid back" ^course
  counterparty: "L01"
  Liabilities:Members:L01:Payable    30.00 EUR
  Assets:Bank                       -30.00 EUR
""",
    "money that came in by mistake, and was given back by the member": """\
2025-03-01 * "Back from L01, for the clearing"
  counterparty: "L01"
  Assets:Bank                        80.00 EUR
  Assets:Clearing:Unallocated       -80.00 EUR

2025-03-02 * "To the wrong account"
  Assets:Clearing:Unallocated        80.00 EUR
  Assets:Bank                       -80.00 EUR
""",
    "a shop, partly in cash": """\
2025-03-01 * "Stamps, advanced by L01, and an envelope"
  receipt: "1.pdf"
  counterparty: "L01"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -30.00 EUR
  Assets:Cash                       -20.00 EUR

2025-02-01 * "Cash from the bank"
  Assets:Cash                        20.00 EUR
  Assets:Bank                       -20.00 EUR
""",
    "nothing: the member brings money in": """\
2025-03-01 * "Chairs sold, brought in by L01"
  counterparty: "L01"
  Income:Members:L01:Sales          -50.00 EUR
  Assets:Bank                        50.00 EUR
""",
}

STEPS = {
    "the receipt named again": """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:VAT                         10.50 EUR
  Liabilities:Members:L01:Payable   -60.50 EUR

2025-03-09 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable    60.50 EUR
  Assets:Bank                       -60.50 EUR
""",
    "the receipt named again, in two parts": """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-09 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable    20.00 EUR
  Assets:Bank                       -20.00 EUR

2025-03-19 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable    30.00 EUR
  Assets:Cash                       -30.00 EUR

2025-02-01 * "Cash from the bank"
  Assets:Cash                        30.00 EUR
  Assets:Bank                       -30.00 EUR
""",
    "the receipt named again, of the cooperative": """\
2025-03-01 * "Paper, advanced by L01"
  Expenses:Coop:Paper                50.00 EUR
    receipt: "1.pdf"
  Liabilities:Payable               -50.00 EUR

2025-03-09 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Payable                50.00 EUR
  Assets:Bank                       -50.00 EUR
""",
    "the receipt named on the payment only, by link": """\
2025-03-01 * "Paint, advanced by L01" ^paint
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-09 * "Paid back" ^paint
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
""",
    "the receipt named on the money, by link": """\
2025-03-01 * "Paint, advanced by L01" ^paint
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-09 * "Paid back" ^paint
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
    counterparty: "L01"
    receipt: "1.pdf"
""",
    "two receipts, each named again": """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-01 * "Glue, advanced by L01"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs         10.00 EUR
  Liabilities:Members:L01:Payable   -10.00 EUR

2025-03-09 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  document: "2.pdf"
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Bank                       -60.00 EUR
""",
}
PAID_BACK |= STEPS

PAID: dict[str, tuple[list[str], str]] = {
    "a receipt named again and again": (
        ["PF04 L01 50.00 20"],
        """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-02 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-03 * "Shop" "A bill of a supplier"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-04 * "Paid to the member, by the receipt of the paint"
  counterparty: "L01"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
    receipt: "1.pdf"
""",
    ),
    "a receipt of less, named again": (
        ["PF04 L01 40.00 14"],
        """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         10.00 EUR
  Liabilities:Members:L01:Payable   -10.00 EUR

2025-03-02 * "Shop" "A bill of a supplier"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs         40.00 EUR
  Liabilities:Members:L01:Payable   -40.00 EUR

2025-03-04 * "Paid back"
  counterparty: "L01"
  receipt: "1.pdf"
  Assets:Bank                       -50.00 EUR
  Liabilities:Members:L01:Payable    50.00 EUR
""",
    ),
    "thanks": (
        ["PF04 L01 80.00 4"],
        """\
2025-03-01 * "Thanks"
  counterparty: "L01"
  Expenses:Coop:Thanks               80.00 EUR
  Assets:Bank                       -80.00 EUR
""",
    ),
    "thanks, the code written otherwise": (
        ["PF04 L01 80.00 4"],
        """\
2025-03-01 * "Thanks"
  counterparty: " l01 "
  Expenses:Coop:Thanks               80.00 EUR
  Assets:Bank                       -80.00 EUR
""",
    ),
    "more than the receipts": (
        ["PF04 L01 7.50 6"],
        """\
2025-03-01 * "Wood and the bus"
  counterparty: "L01"
  Expenses:Members:L01:Costs:Wood    42.00 EUR
    receipt: "1.pdf"
  Expenses:Members:L01:Costs:Bus      7.50 EUR
  Assets:Bank                       -49.50 EUR
""",
    ),
    "out of the cooperative's cash": (
        ["PF04 L02 20.00 4"],
        """\
2025-03-01 * "Pocket money"
  counterparty: "L02"
  Expenses:Coop:Thanks               20.00 EUR
  Assets:Cash                       -20.00 EUR

2025-02-01 * "Cash from the bank"
  Assets:Cash                        20.00 EUR
  Assets:Bank                       -20.00 EUR
""",
    ),
    "two members in one batch": (
        ["PF04 L01 30.00 3", "PF04 L02 50.00 5"],
        """\
2025-03-01 * "Batch"
  Expenses:Coop:Thanks               80.00 EUR
  Assets:Bank                       -30.00 EUR
    counterparty: "L01"
  Assets:Bank                       -50.00 EUR
    counterparty: "L02"
""",
    ),
    "a batch where only the shop's part has a receipt": (
        ["PF04 L01 30.00 5"],
        """\
2025-03-01 * "Batch"
  Expenses:Coop:Paper                50.00 EUR
    receipt: "1.pdf"
  Expenses:Coop:Thanks               30.00 EUR
  Assets:Bank                       -30.00 EUR
    counterparty: "L01"
  Assets:Bank                       -50.00 EUR
""",
    ),
    "to a clearing account, until somebody knows what for": (
        ["PF04 L01 80.00 3"],
        """\
2025-03-01 * "L01"
  counterparty: "L01"
  Assets:Bank                       -80.00 EUR
  Assets:Clearing:Unallocated        80.00 EUR

2025-03-02 * "Thanks"
  Expenses:Coop:Thanks               80.00 EUR
  Assets:Clearing:Unallocated       -80.00 EUR
""",
    ),
    "a part of what a customer pays": (
        ["PF04 L01 60.00 3"],
        """\
2025-03-01 * "Customer, and some of it goes on"
  Assets:Bank                       100.00 EUR
  Assets:Bank                       -60.00 EUR
    counterparty: "L01"
  Income:Members:L01:Sales          -40.00 EUR
""",
    ),
    "more VAT than there can be on the receipt": (
        ["PF04 L01 98.74 6"],
        """\
2025-03-01 * "Tea"
  counterparty: "L01"
  receipt: "1.pdf"
  Expenses:Coop:Tea                   1.00 EUR
  Assets:VAT                         99.00 EUR
  Assets:Bank                      -100.00 EUR
""",
    ),
    "in a batch that has a name of its own": (
        ["PF04 L01 50.00 4"],
        """\
2025-03-01 * "Batch"
  counterparty: "Batch 12"
  Expenses:Coop:Thanks               50.00 EUR
  Assets:Bank                       -50.00 EUR
    counterparty: "L01"
""",
    ),
    "out of the cash box of another member": (
        ["PF04 L02 80.00 5"],
        """\
2025-03-02 * "Help"
  counterparty: "L02"
  waiver: "EV01: lost"
  Expenses:Members:L01:Costs         80.00 EUR
  Assets:Members:L01:Cash           -80.00 EUR

2025-03-01 * "Sale"
  Assets:Members:L01:Cash            80.00 EUR
  Income:Members:L01:Sales          -80.00 EUR
""",
    ),
    "a bill that the shop got already": (
        ["PF04 L01 60.00 18"],
        """\
2025-03-01 * "Shop" "Bill" ^b
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         60.00 EUR
  Liabilities:Members:L01:Payable   -60.00 EUR

2025-03-02 * "Shop" "Another bill" ^c
  waiver: "EV01: lost"
  Expenses:Members:L01:Costs         60.00 EUR
  Liabilities:Members:L01:Payable   -60.00 EUR

2025-03-03 * "Shop" "Paid by the cooperative" ^b
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Bank                       -60.00 EUR

2025-03-20 * "Paid back to L01" ^b
  counterparty: "L01"
  Liabilities:Members:L01:Payable    60.00 EUR
  Assets:Bank                       -60.00 EUR
""",
    ),
    "one receipt paid back twice": (
        ["PF04 L01 50.00 19"],
        """\
2025-03-01 * "Paint, advanced by L01" ^paint
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-02 * "Paid back" ^paint
  counterparty: "L01"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR

2025-03-03 * "A bill of a supplier"
  receipt: "2.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-04 * "Paid to the member, by the receipt of the paint" ^paint
  counterparty: "L01"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
""",
    ),
    "by way of a clearing account": (
        ["PF04 L01 80.00 4"],
        """\
2025-03-01 * "Thanks"
  counterparty: "L01"
  Expenses:Coop:Thanks               80.00 EUR
  Assets:Clearing:Batch             -80.00 EUR

2025-03-02 * "Batch"
  Assets:Clearing:Batch              80.00 EUR
  Assets:Bank                       -80.00 EUR
""",
    ),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", PAID_BACK)
def test_what_a_member_advanced(name: str, vocabulary: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, PAID_BACK[name], vocabulary=vocabulary)
    assert told(errors(found)) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("name", PAID)
def test_what_a_member_is_paid(name: str, vocabulary: str, tmp_path: Path) -> None:
    expected, ledger = PAID[name]
    found = findings_in(tmp_path, ledger, vocabulary=vocabulary)
    assert told(errors(found)) == expected


def test_what_else_moves_is_no_payment_to_the_member(tmp_path: Path) -> None:
    """Neither coins that come in nor a payment to a shop makes it less, or more."""
    coins = """\
2025-03-01 * "Paid out, and coins in the till"
  Expenses:Coop:Thanks               59.50 EUR
  Assets:Cash                         0.50 EUR
  Assets:Bank                       -60.00 EUR
    counterparty: "L01"
"""
    shop = """\
2025-03-01 * "Course, 60.00 of it to L01"
  Expenses:Coop:Training            100.00 EUR
  Assets:Bank                       -60.00 EUR
    counterparty: "L01"
  Assets:Bank                       -40.00 EUR
"""
    for ledger in (coins, shop):
        found = of("PF04", findings_in(tmp_path / ledger[15:20], ledger))
        assert [(one.member, str(one.amount)) for one in found] == [("L01", "60.00")]


def test_an_iban_of_the_private_register(tmp_path: Path) -> None:
    private = "L01: {name: Saskia Voorbeeld, ibans: [NL02ABNA0123456789]}\n"
    _, ledger = PAID["thanks"]
    found = findings_in(
        tmp_path,
        ledger.replace('"L01"', '"NL02 ABNA 0123 4567 89"'),
        files={"../members.private.yaml": private},
    )
    # The IBAN in the books is a finding of its own.
    assert told(errors(found)) == ["PV01 2", "PF04 L01 80.00 4"]


def test_nobody_can_waive_it(tmp_path: Path) -> None:
    _, ledger = PAID["thanks"]
    waived = ledger.replace("  counter", '  waiver: "PF04: agreed"\n  counter')
    [finding] = errors(findings_in(tmp_path, waived))
    assert told([finding]) == ["PF04 L01 80.00 5"]
    assert words(finding) == (
        "80.00 goes to L01's private account, but there is no receipt for 80.00 of "
        "it. A member is never paid, only paid back."
    )


def test_a_receipt_that_is_not_there_shows_nothing(tmp_path: Path) -> None:
    ledger = """\
2025-03-01 * "Sale"
  Assets:Bank                        80.00 EUR
  Income:Members:L01:Sales          -80.00 EUR

2025-03-01 * "Paint"
  counterparty: "L01"
  receipt: "gone.pdf"
  waiver: "EV02: lost"
  Expenses:Members:L01:Costs         80.00 EUR
  Assets:Bank                       -80.00 EUR
"""
    report = report_on(tmp_path, ledger)
    assert told(errors(report.verdict.findings)) == ["PF04 L01 80.00 14"]


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        ("bon.pdf", []),
        ("empty.pdf", ["EV02", "PF04"]),
        ("main.beancount", ["EV02", "PF04"]),
        ("gone.pdf", ["EV02", "PF04"]),
    ],
)
def test_a_receipt_that_shows_nothing(
    tmp_path: Path, receipt: str, expected: list[str]
) -> None:
    ledger = f"""\
2025-03-01 * "Market"
  Assets:Bank                       500.00 EUR
  Income:Members:L01:Sales         -500.00 EUR

2025-03-02 * "Paint, advanced by L01"
  counterparty: "L01"
  receipt: "{receipt}"
  Expenses:Members:L01:Costs         50.00 EUR
  Assets:Bank                       -50.00 EUR
"""
    report = report_on(tmp_path, ledger, files={"bon.pdf": "paint", "empty.pdf": ""})
    assert sorted({f.code for f in report.verdict.findings}) == expected


WITHOUT_LINK = """\
2025-03-01 * "Paint, advanced by L01"
  receipt: "1.pdf"
  Expenses:Members:L01:Costs         50.00 EUR
  Liabilities:Members:L01:Payable   -50.00 EUR

2025-03-09 * "Paid back"
  counterparty: "L01"
  Liabilities:Members:L01:Payable    50.00 EUR
  Assets:Bank                       -50.00 EUR
"""


def hint_of(folder: Path, ledger: str, language: str) -> str:
    [finding] = of("PF04", findings_in(folder, ledger))
    assert finding.hint
    return Language(language).render(finding.hint)


def test_where_only_a_link_is_missing(tmp_path: Path) -> None:
    assert hint_of(tmp_path, WITHOUT_LINK, "en") == (
        "If it pays back a bill that L01 advanced, and that was booked earlier, give "
        "both entries the same `^link`, or name the receipt of that bill here too. If "
        "not, it has to come back."
    )
    assert hint_of(tmp_path, WITHOUT_LINK, "nl").startswith(
        "Betaalt dit een nota terug die L01 voorschoot en die al eerder geboekt is? "
    )
    assert hint_of(tmp_path, PAID["thanks"][1], "en") == (
        "If it pays back what L01 advanced, add the receipt for that amount. If not, "
        "it has to come back."
    )


def test_cash_is_no_private_account(tmp_path: Path) -> None:
    _, ledger = PAID["out of the cooperative's cash"]
    [finding] = of("PF04", findings_in(tmp_path, ledger))
    assert words(finding) == (
        "L02 gets 20.00 in cash, but there is no receipt for 20.00 of it. A member is "
        "never paid, only paid back."
    )
    assert words(finding, "nl") == (
        "L02 krijgt 20,00 contant, maar voor 20,00 daarvan is er geen bon. Een lid "
        "krijgt nooit betaald, alleen terugbetaald."
    )


@pytest.mark.parametrize(
    ("amount", "found"), [("0.004", []), ("0.005", ["L01"]), ("0.50", ["L01"])]
)
def test_from_half_a_cent_on(amount: str, found: list[str], tmp_path: Path) -> None:
    ledger = f"""\
2025-03-01 * "Paid out"
  Expenses:Coop:Lunch               {amount} EUR
  Assets:Bank                      -{amount} EUR
    counterparty: "L01"
"""
    paid = of("PF04", findings_in(tmp_path, ledger))
    assert [one.member for one in paid] == found

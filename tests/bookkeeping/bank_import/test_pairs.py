"""What takes back another is joined to it; a sale goes to whose login made it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.statements import IBAN
from tests.bookkeeping.bank_import.books import (
    in_dutch,
    make_books,
    make_dutch,
    statement,
    take,
    text_of,
)

from nl_banks import LineKind, StatementLine
from paraplu.bookkeeping.bank_import.line import Allocation
from paraplu.check import check

BOTH = pytest.mark.parametrize("make", [make_books, make_dutch])
Make = Callable[[Path], Path]
RENTER = "NL01INGB0000000001"


def line(number: int, day: int, amount: str, **rest: Any) -> StatementLine:  # noqa: ANN401 - fields
    """Return a line of a day in February 2025."""
    made = StatementLine(number, dt.date(2025, 2, day), Decimal(amount), "EUR")
    return made._replace(reference=f"p{number}", **rest)


def goes(folder: Path, *lines: StatementLine) -> list[Allocation]:
    """Return where lines of the bank go, that are imported together."""
    (result,) = take(folder, statement("ING", IBAN, *lines)).results
    return [one.allocation for one in result.new]


DEBIT = line(
    1,
    3,
    "-100.00",
    payee="Verhuurder",
    counterparty=RENTER,
    mandate="M-1",
    payment_reference="E2E-2025-02",
)
REVERSAL = DEBIT._replace(
    line=2,
    date=dt.date(2025, 2, 6),
    amount=Decimal(100),
    reference="p2",
    return_reason="MD06",
)


@BOTH
@pytest.mark.parametrize("at_once", [True, False])
def test_a_debit_and_its_reversal_are_a_pair(
    tmp_path: Path, make: Make, *, at_once: bool
) -> None:
    main = make(tmp_path)
    if at_once:
        debit, reversal = goes(tmp_path, DEBIT, REVERSAL)
    else:
        (debit,) = goes(tmp_path, DEBIT)
        (reversal,) = goes(tmp_path, REVERSAL)
    assert debit.account == "Expenses:Coop:Rent"
    assert [(leg.account, leg.amount) for leg in reversal.legs] == [
        ("Expenses:Coop:Rent", Decimal(-100))
    ]
    assert reversal.sure
    assert text_of(tmp_path).count(" ^reversal-E2E202502") == 2
    findings = check(main).verdict.findings
    assert not [one for one in findings if one.code.startswith("FL")]
    # Once more it is another line: what was taken back is no half of a pair.
    again = REVERSAL._replace(line=3, reference="p3", date=dt.date(2025, 2, 9))
    (third,) = goes(tmp_path, again)
    assert not third.sure


@pytest.mark.parametrize("order", [*permutations([DEBIT, REVERSAL])], ids=["dr", "rd"])
def test_in_any_order_nothing_is_left_of_a_pair(
    tmp_path: Path, order: tuple[StatementLine, ...]
) -> None:
    main = make_books(tmp_path)
    for one in order * 2:
        goes(tmp_path, one)
    days = check(main).books.days
    left = {account.name: sum(each.values()) for account, each in days.items()}
    assert left.get("Assets:Clearing:Unallocated", 0) == 0
    assert left["Assets:Bank:Ing"] == 900


@pytest.mark.parametrize(
    "changes",
    [
        {"mandate": "M-2"},
        {"payment_reference": "E2E-2025-03"},
        {"amount": Decimal(90)},
        {"mandate": ""},
    ],
    ids=str,
)
def test_what_only_looks_like_a_reversal_waits(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    make_books(tmp_path)
    _, other = goes(tmp_path, DEBIT, REVERSAL._replace(**changes))
    assert (other.account, other.sure) == ("Assets:Clearing:Unallocated", False)


PAID = line(4, 5, "121.00", payee="Klant", narration="2025-001")


@BOTH
def test_a_refund_that_names_a_paid_invoice_is_on_it(
    tmp_path: Path, make: Make
) -> None:
    make(tmp_path)
    goes(tmp_path, PAID)
    back = line(5, 9, "-121.00", payee="Iemand", narration="Terug: factuur 2025-001")
    (found,) = goes(tmp_path, back)
    receivable = "Assets:Members:L01:Receivable"
    expected = in_dutch(receivable) if make is make_dutch else receivable
    assert (found.account, found.links, found.member) == (
        expected,
        ("2025-001",),
        "L01",
    )
    assert found.legs[0].amount == Decimal(121)
    # There is a credit note still to be made.
    assert not found.sure


@pytest.mark.parametrize(
    "changes",
    [
        {"narration": "Terug: factuur 2025-009"},
        {"amount": Decimal(-130)},
        {"amount": Decimal(-50)},
    ],
    ids=["another number", "more than was paid", "a part, to somebody else"],
)
def test_what_only_looks_like_a_refund_waits(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    make_books(tmp_path)
    goes(tmp_path, PAID)
    back = line(5, 9, "-121.00", payee="Iemand", narration="Terug: factuur 2025-001")
    (found,) = goes(tmp_path, back._replace(**changes))
    assert found.account == "Assets:Clearing:Unallocated"


def sold(number: int, payee: str, **rest: Any) -> StatementLine:  # noqa: ANN401 - fields
    """Return a sale by card of 12.10, of which 0.30 was kept."""
    return line(
        number,
        7,
        "12.10",
        payee=payee,
        fee=Decimal("-0.30"),
        kind=LineKind.SALE,
        narration="Verkoop",
        **rest,
    )


@BOTH
def test_a_card_sale_is_of_the_member_whose_login_it_is(
    tmp_path: Path, make: Make
) -> None:
    make(tmp_path)
    private = "L02: {name: Jo de Vries, email: jo@stal.example}\n"
    (tmp_path / "members.private.yaml").write_text(private, "utf-8")
    sales = sold(11, "jo@stal.example"), sold(12, "wie@stal.example")
    (result,) = take(tmp_path, statement("SumUp", "", *sales)).results
    mine, other = (one.allocation for one in result.new)
    names = ["Income:Members:L02:Sales", "Expenses:Members:L02:Costs:CardFees"]
    if make is make_dutch:
        names = ["Income:Leden:L02:Omzet", "Expenses:Leden:L02:Kosten:Pinkosten"]
    assert [leg.account for leg in mine.legs] == names
    assert (mine.member, mine.sure) == ("L02", False)
    assert "Unallocated" in other.account or "NogTeBoeken" in other.account
    assert "stal.example" not in text_of(tmp_path).replace("wie@stal.example", "")


def test_the_vat_of_a_login_is_what_it_always_was(tmp_path: Path) -> None:
    make_books(tmp_path)
    private = "L02: {name: Jo de Vries, email: jo@stal.example}\n"
    (tmp_path / "members.private.yaml").write_text(private, "utf-8")
    entry = """
2025-01-20 open Income:Members:L02:Sales EUR
2025-01-20 * "L02" "Verkoop"
  Assets:Clearing:SumUp        11.80 EUR
  Expenses:Members:L02:Costs    0.30 EUR
  Income:Members:L02:Sales    -10.00 EUR
  Liabilities:VAT:High         -2.10 EUR
"""
    january = tmp_path / "ledger" / "2025" / "2025-01-ing.beancount"
    january.write_text(january.read_text("utf-8") + entry, "utf-8")
    sale = statement("SumUp", "", sold(11, "jo@stal.example"))
    (result,) = take(tmp_path, sale).results
    (one,) = result.new
    assert one.allocation.sure
    assert [leg.amount for leg in one.allocation.legs] == [
        Decimal("-10.00"),
        Decimal("-2.10"),
        Decimal("0.30"),
    ]

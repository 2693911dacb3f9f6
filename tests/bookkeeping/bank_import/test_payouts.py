"""A payout is in the file of the provider and on the bank, and in the books once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks.statements import IBAN
from tests.bookkeeping.bank_import.books import make_books, statement, take, text_of

from nl_banks import LineKind, Statement, StatementLine
from nl_banks.statement import Balance
from paraplu.bookkeeping.bank_import import ImportPlan
from paraplu.check import check

CLEARING = "Assets:Clearing:SumUp"
UNDER_WAY = "Assets:Clearing:Payouts"
DAY = dt.timedelta(days=1)


def booking(line: int, day: int, amount: str, **rest: Any) -> StatementLine:  # noqa: ANN401 - fields
    """Return a line of a day in February 2025."""
    made = StatementLine(
        line, dt.date(2025, 2, day), Decimal(amount), "EUR", reference=f"r{line}"
    )
    return made._replace(**rest)


SALE = booking(
    1, 3, "10.90", fee=Decimal("-0.20"), narration="Taart", kind=LineKind.SALE
)
OTHER = booking(2, 3, "5.00", fee=Decimal("-0.10"), narration="?", kind=LineKind.SALE)
PAYOUT = booking(3, 4, "-15.60", payment_reference="PID-77", kind=LineKind.PAYOUT)
BANKED = booking(9, 5, "15.60", payee="SumUp Payments", narration="SumUp PID77")


def provider(*bookings: StatementLine) -> Statement:
    return statement("SumUp", "", *bookings)


def bank(*bookings: StatementLine) -> Statement:
    return statement("ING", IBAN, *bookings)


def balance(day: int, amount: str) -> Balance:
    return Balance(dt.date(2025, 2, day), Decimal(amount))


def standing(folder: Path) -> dict[str, Decimal]:
    """Return what stands on the clearing accounts, but for what was not allocated."""
    books = check(folder / "ledger" / "main.beancount").books
    return {
        account.name: sum(days.values(), Decimal(0))
        for account, days in books.days.items()
        if ":Clearing:" in account.name and "Unallocated" not in account.name
    }


def new(plan: ImportPlan) -> int:
    return sum(len(result.new) for result in plan.results)


def test_a_sale_is_booked_with_what_the_provider_kept(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(tmp_path, provider(SALE, OTHER))
    text = text_of(tmp_path)
    assert (
        "  Assets:Clearing:SumUp                                      10.70 EUR\n"
        "  Expenses:Members:L01:Costs:CardFees                         0.20 EUR\n"
        "  Income:Members:L01:Sales                                  -10.00 EUR\n"
        "  Liabilities:VAT:Low                                        -0.90 EUR\n"
    ) in text
    assert (
        "  Assets:Clearing:SumUp                                       4.90 EUR\n  "
        "Assets:Clearing:Unallocated                                 0.10 EUR\n    "
        'allocated: "the provider\'s fee, a cost for whoever made the sale"\n  '
        "Assets:Clearing:Unallocated                                -5.00 EUR\n"
    ) in text


def test_what_the_report_says_of_its_end_is_a_balance(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(tmp_path, provider(SALE, OTHER))
    line = "2025-02-04 balance Assets:Clearing:SumUp                     15.60 EUR\n"
    assert line in text_of(tmp_path)
    main = tmp_path / "ledger" / "main.beancount"
    on = dt.date(2025, 3, 21)
    late = {day: check(main, today=day).verdict.findings for day in (on, on + DAY)}
    assert [
        [
            finding.source.file.rpartition("-")[2]
            for finding in findings
            if finding.code == "BK02" and "sumup" in finding.source.file
        ]
        for findings in late.values()
    ] == [[], ["sumup.beancount"]]


@pytest.mark.parametrize(
    "order",
    [*permutations([(SALE, OTHER), (PAYOUT,), (BANKED,)])],
    ids=lambda order: "-".join(str(part[0].line) for part in order),
)
def test_in_any_order_nothing_is_left_and_nothing_doubled(
    tmp_path: Path, order: tuple[tuple[StatementLine, ...], ...]
) -> None:
    make_books(tmp_path)
    for part in order * 2:
        take(tmp_path, (bank if part[0] is BANKED else provider)(*part))
    assert set(standing(tmp_path).values()) == {Decimal(0)}
    assert text_of(tmp_path).count('bank-ref: "r9"') == 1


def test_the_file_of_the_provider_second(tmp_path: Path) -> None:
    make_books(tmp_path)
    assert new(take(tmp_path, bank(BANKED))) == 1
    assert standing(tmp_path)[CLEARING] == Decimal("-15.60")
    plan = take(tmp_path, provider(SALE, OTHER, PAYOUT))
    assert new(plan) == 3
    # What the provider says of the day before the bank had it is so in the books.
    assert plan.results[0].agrees
    assert standing(tmp_path) == {CLEARING: Decimal(0), UNDER_WAY: Decimal(0)}


def test_the_file_of_the_provider_first(tmp_path: Path) -> None:
    make_books(tmp_path)
    assert new(take(tmp_path, provider(SALE, OTHER, PAYOUT))) == 3
    under_way = {"Assets:Clearing:Payouts": Decimal("15.60")}
    assert standing(tmp_path) == {CLEARING: Decimal(0)} | under_way
    assert new(take(tmp_path, bank(BANKED))) == 1
    assert set(standing(tmp_path).values()) == {Decimal(0)}
    assert new(take(tmp_path, provider(SALE, OTHER, PAYOUT), bank(BANKED))) == 0


def test_the_bank_need_not_name_the_provider_where_it_gives_the_key(
    tmp_path: Path,
) -> None:
    make_books(tmp_path)
    nameless = BANKED._replace(payee="Stichting Derdengelden")
    take(tmp_path, provider(SALE, OTHER, PAYOUT), bank(nameless))
    assert set(standing(tmp_path).values()) == {Decimal(0)}


BEFORE = booking(2, 3, "15.60", kind=LineKind.SALE)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_the_provider_says_between_its_day_and_the_banks(
    tmp_path: Path,
    at_once: bool,  # noqa: FBT001 - parametrized
) -> None:
    make_books(tmp_path)
    told = replace(provider(BEFORE, PAYOUT), closing=balance(4, "0.00"))
    if at_once:
        plan = take(tmp_path, bank(BANKED), told)
    else:
        take(tmp_path, bank(BANKED))
        plan = take(tmp_path, told)
    assert plan.results[-1].agrees
    text = text_of(tmp_path)
    assert f"  {UNDER_WAY}                                   -15.60 EUR\n" in text
    assert set(standing(tmp_path).values()) == {Decimal(0)}
    # It is there once, and stays so.
    for one in told, bank(BANKED), told:
        assert new(take(tmp_path, one)) == 0
    assert text_of(tmp_path) == text


def test_what_the_provider_says_after_both_days_changes_no_entry(
    tmp_path: Path,
) -> None:
    make_books(tmp_path)
    take(tmp_path, bank(BANKED))
    told = replace(provider(BEFORE, PAYOUT), closing=balance(5, "0.00"))
    assert take(tmp_path, told).results[0].agrees
    assert UNDER_WAY not in text_of(tmp_path)


def test_another_amount_is_another_payout(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(tmp_path, provider(SALE, OTHER, PAYOUT))
    take(tmp_path, bank(BANKED._replace(amount=Decimal("15.50"))))
    left = standing(tmp_path)
    assert left["Assets:Clearing:Payouts"] == Decimal("15.60")
    assert left[CLEARING] == Decimal("-15.50")


PARTS = tuple(
    booking(20 + n, 4, amount, payment_reference="PID-77", kind=LineKind.PAYOUT)
    for n, amount in enumerate(("-9.95", "-0.40", "-5.25"))
)


@pytest.mark.parametrize("narration", ["SumUp PID77", "SumUp"])
@pytest.mark.parametrize(
    "order",
    [*permutations([(SALE, OTHER), PARTS, (BANKED,)])],
    ids=lambda order: "-".join(str(part[0].line) for part in order),
)
def test_a_payout_of_several_sales_is_one_line_on_the_bank(
    tmp_path: Path, order: tuple[tuple[StatementLine, ...], ...], narration: str
) -> None:
    make_books(tmp_path)
    for part in order * 2:
        lines = [one._replace(narration=narration) for one in part if one is BANKED]
        take(tmp_path, bank(*lines) if lines else provider(*part))
    assert set(standing(tmp_path).values()) == {Decimal(0)}
    assert text_of(tmp_path).count('bank-ref: "r9"') == 1


@pytest.mark.parametrize(
    "order",
    [*permutations([PARTS[:1], PARTS[1:], (BANKED,)])],
    ids=lambda order: "-".join(str(part[0].line) for part in order),
)
def test_a_payout_over_two_files_of_the_provider(
    tmp_path: Path, order: tuple[tuple[StatementLine, ...], ...]
) -> None:
    make_books(tmp_path)
    take(tmp_path, provider(SALE, OTHER))
    for part in order * 2:
        take(tmp_path, (bank if part[0] is BANKED else provider)(*part))
    assert set(standing(tmp_path).values()) == {Decimal(0)}


def test_two_payouts_of_several_sales_come_to_the_same(tmp_path: Path) -> None:
    make_books(tmp_path)
    more = SALE._replace(line=5, reference="r5", amount=Decimal("15.80"))
    second = tuple(
        one._replace(
            line=one.line + 10, reference=f"r{one.line}b", payment_reference="PID-78"
        )
        for one in PARTS
    )
    arrived = BANKED._replace(line=10, reference="r10", narration="PID78")
    take(tmp_path, provider(SALE, OTHER, more, *PARTS, *second))
    take(tmp_path, bank(arrived))
    under_way = standing(tmp_path)["Assets:Clearing:Payouts"]
    assert under_way == Decimal("15.60")
    take(tmp_path, bank(BANKED))
    take(tmp_path, provider(SALE, OTHER, more, *PARTS, *second))
    assert set(standing(tmp_path).values()) == {Decimal(0)}


def test_a_payout_is_called_so_in_the_language_of_the_books(tmp_path: Path) -> None:
    make_books(tmp_path)
    register = tmp_path / "members.yaml"
    text = register.read_text("utf-8")
    register.write_text(f"language: nl\n{text}", "utf-8")
    named = PAYOUT._replace(line=4, reference="r4", narration="STRIPE PAYOUT")
    take(tmp_path, provider(SALE, PAYOUT._replace(narration="PID-77"), named))
    text = text_of(tmp_path)
    assert '2025-02-04 * "Uitbetaling PID-77"\n' in text
    assert '2025-02-04 * "STRIPE PAYOUT"\n' in text


def test_what_an_instant_payout_costs_is_not_on_its_way(tmp_path: Path) -> None:
    make_books(tmp_path)
    instant = PAYOUT._replace(amount=Decimal(-15), fee=Decimal("-0.60"))
    take(tmp_path, provider(SALE, OTHER, instant))
    assert standing(tmp_path)["Assets:Clearing:Payouts"] == Decimal(15)
    take(tmp_path, bank(BANKED._replace(amount=Decimal(15))))
    assert set(standing(tmp_path).values()) == {Decimal(0)}


def test_a_bank_that_books_before_the_provider_says_so(tmp_path: Path) -> None:
    make_books(tmp_path)
    early = BANKED._replace(date=PAYOUT.date.replace(day=2))
    take(tmp_path, provider(SALE, OTHER, PAYOUT))
    take(tmp_path, bank(early))
    later = BANKED._replace(line=10, reference="r10", narration="SumUp")
    (result,) = take(tmp_path, bank(later)).results
    assert result.new[0].allocation.account == CLEARING


def test_two_payouts_of_one_amount(tmp_path: Path) -> None:
    make_books(tmp_path)
    second = PAYOUT._replace(line=4, reference="r4", payment_reference="PID-78")
    arrived = BANKED._replace(line=10, reference="r10", narration="PID78")
    more = SALE._replace(line=5, reference="r5", amount=Decimal("15.80"))
    sales = (SALE, OTHER, more)
    take(tmp_path, bank(BANKED))
    take(tmp_path, provider(*sales, PAYOUT))
    take(tmp_path, provider(*sales, PAYOUT, second))
    take(tmp_path, bank(BANKED, arrived))
    take(tmp_path, provider(*sales, PAYOUT, second))
    assert set(standing(tmp_path).values()) == {Decimal(0)}


def test_a_refund_is_for_a_person_to_link(tmp_path: Path) -> None:
    make_books(tmp_path)
    refund = booking(6, 5, "-10.90", narration="Taart", kind=LineKind.REFUND)
    (result,) = take(tmp_path, provider(refund)).results
    assert result.new[0].allocation.account == "Assets:Clearing:Unallocated"


def test_a_rule_and_a_habit_find_the_payout_too(tmp_path: Path) -> None:
    make_books(tmp_path)
    register = tmp_path / "members.yaml"
    rule = f"  match:\n    - {{text: betaaldienst, account: '{CLEARING}'}}\n"
    text = register.read_text("utf-8").replace("  match:\n", rule, 1)
    register.write_text(text, "utf-8")
    other = "NL08INGB0000000008"
    by_rule = BANKED._replace(payee="X", narration="Betaaldienst", counterparty=other)
    take(tmp_path, provider(SALE, OTHER, PAYOUT), bank(by_rule))
    assert set(standing(tmp_path).values()) == {Decimal(0)}
    by_habit = by_rule._replace(line=10, reference="r10", narration="Y")
    (result,) = take(tmp_path, bank(by_habit)).results
    assert result.new[0].allocation.account == "Assets:Clearing:Payouts"


def test_what_a_provider_keeps_of_a_sale_of_the_cooperative(tmp_path: Path) -> None:
    make_books(tmp_path)
    register = tmp_path / "members.yaml"
    rule = "  match:\n    - {text: koffie, account: 'Income:Coop:Canteen'}\n"
    text = register.read_text("utf-8").replace("  match:\n", rule, 1)
    register.write_text(text, "utf-8")
    take(tmp_path, provider(SALE._replace(narration="Koffie")))
    assert "  Expenses:Coop:CardFees                                      0.20" in (
        text_of(tmp_path)
    )


def test_a_sale_that_pays_invoices_of_two_members_keeps_its_fee_apart(
    tmp_path: Path,
) -> None:
    make_books(tmp_path)
    invoice = tmp_path / "ledger" / "2025" / "2025-01-ing.beancount"
    more = (
        "\n2025-01-05 open Assets:Members:L02:Receivable\n"
        "2025-01-05 open Income:Members:L02:Sales\n"
        '2025-01-05 * "Klant" "Taart" ^2025-002\n'
        "  Assets:Members:L02:Receivable  10.00 EUR\n"
        "  Income:Members:L02:Sales\n"
    )
    invoice.write_text(invoice.read_text("utf-8") + more, "utf-8")
    both = SALE._replace(amount=Decimal(131), narration="2025-001 2025-002")
    (result,) = take(tmp_path, provider(both)).results
    assert result.new[0].allocation.account == "Assets:Clearing:Unallocated"
    alone = both._replace(
        line=7, reference="r7", amount=Decimal(121), narration="2025-001"
    )
    (result,) = take(tmp_path, provider(alone)).results
    assert [leg.account for leg in result.new[0].allocation.legs] == [
        "Assets:Members:L01:Receivable",
        "Expenses:Members:L01:Costs:CardFees",
    ]


def test_two_payouts_that_say_the_same_on_one_day(tmp_path: Path) -> None:
    make_books(tmp_path)
    twin = BANKED._replace(line=10, reference="r10")
    take(tmp_path, bank(BANKED))
    assert new(take(tmp_path, bank(twin))) == 1
    assert new(take(tmp_path, bank(BANKED, twin))) == 0


@pytest.mark.parametrize("bank_first", [True, False])
def test_the_books_of_a_provider_have_what_the_bank_of_the_same_run_has(
    tmp_path: Path, *, bank_first: bool
) -> None:
    make_books(tmp_path)
    told = replace(provider(SALE, OTHER, PAYOUT), closing=balance(5, "0.00"))
    both = (bank(BANKED), told)
    plan = take(tmp_path, *(both if bank_first else both[::-1]))
    (found,) = (one for one in plan.results if one.account == CLEARING)
    assert (found.in_books, found.agrees) == (Decimal("0.00"), True)
    assert set(standing(tmp_path).values()) == {Decimal(0)}

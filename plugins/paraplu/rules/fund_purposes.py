"""FN02: money of a fund was used at a time or for a purpose that was not agreed.

A funder grants money for something, from one day to another (contract, section 3). What
was delivered in time may be paid later: `delivered:` says when. What came back in the
end was not used, and an entry that only moves a cost makes none.

    funds:
      Cordaid2025: {until: 2025-06-30, purposes: [Training, Coop]}
    members: {}

    2025-06-05 * "Cordaid" "Grant"
      Assets:Bank                           200.00 EUR
      Income:Funds:Cordaid2025             -200.00 EUR

    2025-06-20 * "Shop" "A fridge"
      Expenses:Funds:Cordaid2025:Growth      90.00 EUR  ; FN02 90.00
      Assets:Bank                           -90.00 EUR

    2025-07-01 * "School" "Course of July"
      Expenses:Funds:Cordaid2025:Training    15.00 EUR  ; FN02 15.00
      Assets:Bank                           -15.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT, in_cents
from paraplu.ledger.fund_budgets import Budget
from paraplu.ledger.fund_moves import fund_moves, uses_of
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Use
    from paraplu.register.grants import Fund
    from paraplu.register.model import Register

FN02 = Rule(
    "FN02",
    Severity.ERROR,
    say("A fund used outside its period or purpose"),
    reads=("funds",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the uses of funds that the funder did not agree to."""
    moves = fund_moves(books) if register.funds else {}
    for name, fund in register.funds.items():
        budget = Budget(fund, books.chart)
        for use in uses_of(books, moves.get(name, ())):
            if use.left >= HALF_A_CENT:
                if use.day is not None and use.day not in fund.period:
                    yield _out_of_time(books, fund, use)
                if not budget.fits(use.move.purpose):
                    yield _off_purpose(books, budget, use)


def _out_of_time(books: Books, fund: Fund, use: Use) -> Finding:
    begin, end = fund.period.start, fund.period.end
    early = use.day is not None and use.day < begin
    return _found(
        books,
        use,
        say(
            "{amount} of {fund} was used on {day}, but it may only be used from "
            "{begin}.",
            amount=in_cents(use.left),
            fund=fund.name,
            day=use.day,
            begin=begin,
        )
        if early
        else say(
            "{amount} of {fund} was used on {day}, but it could only be used until "
            "{end}.",
            amount=in_cents(use.left),
            fund=fund.name,
            day=use.day,
            end=end,
        ),
        say(
            "Was it delivered in the period? Then write that day: {example}. Otherwise "
            "pay it from other money, or ask the funder and correct `from:` or "
            "`until:` in members.yaml.",
            example=f"`delivered: {begin if early else end}`",
        ),
    )


def _off_purpose(books: Books, budget: Budget, use: Use) -> Finding:
    agreed = ", ".join(sorted(budget.purposes))
    amount, fund, purpose = in_cents(use.left), budget.fund.name, use.move.purpose
    return _found(
        books,
        use,
        say(
            "{amount} of {fund} was used for {purpose}, which is not one of its "
            "purposes: {agreed}.",
            amount=amount,
            fund=fund,
            purpose=purpose,
            agreed=agreed,
        )
        if purpose
        else say(
            "{amount} of {fund} was used, but the account does not say for which of "
            "its purposes: {agreed}.",
            amount=amount,
            fund=fund,
            agreed=agreed,
        ),
        say(
            "Book it on an account below the fund that names one of these. Is it "
            "something else? Pay it from other money, or ask the funder and add it "
            "under `purposes:` in members.yaml."
        ),
    )


def _found(books: Books, use: Use, message: Message, hint: Message) -> Finding:
    transaction = use.move.transaction
    return FN02.found(
        message,
        transaction.source_at(use.move.position),
        hint=hint,
        amount=in_cents(use.left),
        currency=books.currency,
        date=transaction.date,
        funds=(use.move.fund,),
    )


FAMILY = Family((FN02,), judge)

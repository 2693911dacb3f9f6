"""FN01: more of a fund was used than the funder granted.

What goes beyond the grant, or beyond a line of the budget, is nobody's yet: the funder
does not pay it, and the members' money may not. What came back counts. A line may go
over by the part that the funder lets pass (`explain_above`), with a warning, and by
more where the register says why (contract, section 3).

    funds:
      Cordaid2025:
        amount: 100.00
        purposes: [Training, Coop]
        budget: {Courses: {granted: 60.00, purposes: [Training]}}
    members: {}

    2025-01-05 * "Cordaid" "Grant"
      Assets:Bank                           200.00 EUR
      Income:Funds:Cordaid2025             -200.00 EUR

    2025-01-20 * "School" "Course"
      Expenses:Funds:Cordaid2025:Training    90.00 EUR  ; FN01 30.00
      Assets:Bank                           -90.00 EUR

    2025-01-21 * "Printer" "Posters"
      Expenses:Funds:Cordaid2025:Coop        15.00 EUR  ; FN01 5.00
      Assets:Bank                           -15.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import HALF_A_CENT, ZERO, in_cents
from paraplu.ledger.fund_budgets import Budget
from paraplu.ledger.fund_moves import USED, fund_moves
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.fund_moves import Move
    from paraplu.register.grants import BudgetLine, Fund
    from paraplu.register.model import Register

FN01 = Rule(
    "FN01",
    Severity.ERROR,
    say("More used of a fund than was granted"),
    reads=("funds",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the funds and budget lines of which more was used than was granted."""
    moves = fund_moves(books) if register.funds else {}
    for name, fund in register.funds.items():
        used = [move for move in moves.get(name, ()) if move.kind in USED]
        yield from _fund(books, fund, used)
        budget = Budget(fund, books.chart)
        for line in fund.budget:
            mine = [move for move in used if budget.line(move.path) is line]
            yield from _line(books, fund, line, mine)


def _fund(books: Books, fund: Fund, used: Sequence[Move]) -> Iterator[Finding]:
    if fund.amount is None:
        return
    before = sum((line.spent_before for line in fund.budget), ZERO)
    total = before - sum((move.amount for move in used), ZERO)
    crossing = _crossing(used, fund.amount - before)
    if crossing and total - fund.amount >= HALF_A_CENT:
        yield _over(
            books,
            crossing,
            total - fund.amount,
            say(
                "{total} was used of {fund}, but {granted} was granted: {amount} too "
                "much.",
                total=in_cents(total),
                fund=fund.name,
                granted=fund.amount,
                amount=in_cents(total - fund.amount),
            ),
            say(
                "Book what is too much on other money, such as the cooperative's own. "
                "Did the funder grant more? Correct `amount:` in members.yaml."
            ),
        )


def _line(
    books: Books, fund: Fund, line: BudgetLine, used: Sequence[Move]
) -> Iterator[Finding]:
    total = line.spent_before - sum((move.amount for move in used), ZERO)
    crossing = _crossing(used, line.amount - line.spent_before)
    over = total - line.amount
    if line.explanation or not crossing or over < HALF_A_CENT:
        return
    small = over <= line.amount * fund.explain_above
    yield _over(
        books,
        crossing,
        over,
        say(
            "{total} was used for {line} of {fund}, but the budget has {granted}: "
            "{amount} too much.",
            total=in_cents(total),
            line=line.name,
            fund=fund.name,
            granted=line.amount,
            amount=in_cents(over),
        ),
        say(
            "Is it booked for the right purpose? If the funder approved more, write it "
            "under `change:` of this line in members.yaml. Otherwise say why under "
            "`explanation:`."
        ),
        severity=Severity.WARNING if small else Severity.ERROR,
    )


def _crossing(used: Iterable[Move], most: Decimal) -> Move | None:
    """Return the use by which more was used than `most`, the first such."""
    so_far = ZERO
    for move in used:
        so_far -= move.amount
        if so_far - most >= HALF_A_CENT and move.amount < 0:
            return move
    return None


def _over(
    books: Books,
    crossing: Move,
    amount: Decimal,
    message: Message,
    hint: Message,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return FN01.found(
        message,
        crossing.transaction.source_at(crossing.position),
        hint=hint,
        severity=severity,
        amount=in_cents(amount),
        currency=books.currency,
        date=crossing.transaction.date,
        funds=(crossing.fund,),
    )


FAMILY = Family((FN01,), judge)

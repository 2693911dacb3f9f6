"""The budget beside what became of it: the cooperative's own account of the year.

A post of the budget has all accounts below it that have no post of their own. What has
no post is there as well, so that the sum is what the cooperative and its funds came to.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Root, within
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.blocks import Column, Row, RowRole, Table
from paraplu.reports.papers.values import CellKind, Figure, NotKnown
from paraplu.reports.papers.whole.entries import parts_of_results
from paraplu.reports.papers.whole.results import results

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.chart import Account
    from paraplu.register.meetings import Post
    from paraplu.reports.papers.meeting.year import MeetingYear
    from paraplu.reports.papers.values import Cell

# A difference that is larger in both ways has to be explained.
LARGE, LARGE_SHARE = Decimal(100), Decimal("0.10")
# Accounts without a post are put together by so many parts of their names.
_PARTS = 3

_NO_EXPLANATION = NotKnown(say("the register does not explain this difference"))
_FAULT = NotKnown(say("the register has a fault here"))
_NOT_OVER = NotKnown(say("the year is not over"))
_NO_ACCOUNT = NotKnown(say("not an account of income or costs"))

_COLUMNS = (
    Column("post", say("Post")),
    Column("budget", say("Budget"), CellKind.MONEY),
    Column("actual", say("Actual"), CellKind.MONEY),
    Column("difference", say("Difference"), CellKind.MONEY, signed=True),
    Column("before", say("The year before"), CellKind.MONEY),
    Column("next", say("Next budget"), CellKind.MONEY),
    Column("explained", say("Explanation")),
)
# The places among the cells after the post of those that are summed: budget, actual,
# the year before, the next.
_SUMMED = (0, 1, 3, 4)
_NOTES = (
    say(
        "What members earn and spend is theirs, and has no budget here; it is in the "
        "annex. What they pay the cooperative is in both."
    ),
    say(
        "A difference of more than {amount} euros and {share}% has to be explained.",
        amount=LARGE,
        share=int(LARGE_SHARE * 100),
    ),
)


class BudgetPost(NamedTuple):
    """A line: what it is called in the books, its root, and its accounts."""

    name: str
    root: Root | None
    accounts: frozenset[Account]

    @property
    def sign(self) -> int:
        """What turns Beancount's sign into the one that people read here."""
        return -1 if self.root is Root.INCOME else 1


def budget(year: MeetingYear) -> Table:
    """Return each post: budget, actual, difference, last year, and the next budget."""
    number = year.number
    register = year.material.register
    known = register.budgets if number and register.knows("budgets") else {}
    now = known.get(number or 0, {})
    following = known.get((number or 0) + 1, {})
    rows: list[Row] = []
    heads = {Root.INCOME: say("Income"), Root.EXPENSES: say("Costs")}
    sums = [ZERO] * len(_SUMMED)
    for line in _lines(year, {*now, *following}):
        cells = _cells(year, line, now, following)
        if line.root in heads:
            said = heads.pop(line.root)
            key = said.template.lower()
            rows.append(Row(key, (said, *[None] * 6), RowRole.SUBTOTAL))
        rows.append(Row(line.name, (_label(line), *cells)))
        for n, place in enumerate(_SUMMED):
            value = cells[place]
            amount = value.value if isinstance(value, Figure) else value
            if isinstance(amount, Decimal):
                sums[n] += amount if line.root is Root.INCOME else -amount
    missing = (
        _no_budget(year, now),
        None,
        year.missing_before,
        _no_budget(year, following),
    )
    planned, actual, earlier, later = (
        why or amount for why, amount in zip(missing, sums, strict=True)
    )
    apart: Cell = None
    if isinstance(planned, Decimal) and isinstance(actual, Decimal):
        apart = actual - planned
    total = (say("Income less costs"), planned, actual, apart, earlier, later, None)
    rows.append(Row("total", total, RowRole.TOTAL))
    title = say("Budget and actual of the cooperative and its funds, in euros")
    return Table("budget", title, _COLUMNS, tuple(rows), notes=_NOTES)


def unexplained(table: Table) -> int:
    """Return how many large differences have no explanation."""
    return sum(row.cells[-1] == _NO_EXPLANATION for row in table.rows)


def _no_budget(year: MeetingYear, posts: Mapping[str, Post]) -> NotKnown | None:
    if posts:
        return None
    if not year.material.register.knows("budgets"):
        return _FAULT
    if not year.number:
        return NotKnown(say("a budget is of a whole year"))
    return NotKnown(say("the register has no budget of that year"))


def _lines(year: MeetingYear, posts: set[str]) -> Iterator[BudgetPost]:
    """Yield the posts and what has none, income first, in the order of their names."""
    found: dict[str, set[Account]] = {name: set() for name in posts}
    chart = year.material.books.chart
    for account in results(year.material):
        if not account.member and _moves(year, account):
            fits = [post for post in posts if within(account.name, post)]
            name = max(fits, key=len, default="") or _short(account)
            found.setdefault(name, set()).add(account)
    lines = [
        BudgetPost(name, chart.account(name).root, frozenset(accounts))
        for name, accounts in found.items()
    ]
    return iter(sorted(lines, key=lambda one: (one.root is not Root.INCOME, one.name)))


def _moves(year: MeetingYear, account: Account) -> bool:
    """Tell whether an account has anything in the year or the year before."""
    spans = (year.span.until(year.material.books), year.before)
    return any(
        day in span for day in results(year.material)[account].amount for span in spans
    )


def _short(account: Account) -> str:
    return ":".join(account.name.split(":")[:_PARTS])


def _label(line: BudgetPost) -> Message | str:
    return ": ".join(line.name.split(":")[1:])


def _cells(
    year: MeetingYear,
    line: BudgetPost,
    now: Mapping[str, Post],
    following: Mapping[str, Post],
) -> tuple[Cell, ...]:
    if line.root not in (Root.INCOME, Root.EXPENSES):
        return (*[_NO_ACCOUNT] * 5, None)
    post, later = now.get(line.name), following.get(line.name)
    find = partial(
        parts_of_results,
        year.material,
        year.span,
        line.accounts.__contains__,
        line.sign,
    )
    actual = _sum(year, line, before=False)
    planned: Cell = post.amount if post else _no_budget(year, now)
    apart: Cell = actual - post.amount if post else None
    earlier: Cell = year.missing_before or _sum(year, line, before=True)
    return (
        planned,
        Figure(actual, find),
        apart,
        earlier,
        later.amount if later else _no_budget(year, following),
        _explained(post, actual, over=year.closing == year.period.last),
    )


def _sum(year: MeetingYear, line: BudgetPost, *, before: bool) -> Decimal:
    moved = year.moved(before=before)
    return line.sign * sum((moved.get(one, ZERO) for one in line.accounts), ZERO)


def _explained(post: Post | None, actual: Decimal, *, over: bool) -> Cell:
    """Return the explanation; one that is missing stays open, one too many is kept."""
    if post is None:
        return None
    if post.explained:
        return post.explained
    apart = abs(actual - post.amount)
    large = apart > LARGE and apart > post.amount * LARGE_SHARE
    if not large:
        return None
    return _NO_EXPLANATION if over else _NOT_OVER

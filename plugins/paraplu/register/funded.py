"""What in the budget of a fund contradicts the rest of the register.

A line that counts what another one counts, or an account of a member, would make a
report that does not add up, and nobody would notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import Message, say
from paraplu.base.vocabulary import words_of
from paraplu.register.faults import Faults, Path, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from paraplu.register.grants import BudgetLine, Contributor, Fund
    from paraplu.register.model import Register


class _Fault(Struct, frozen=True):
    """What is wrong on a line of the file, and what to do; the keys that lead there."""

    line: int
    path: Path
    what: Message
    hint: Message


def check_funds(register: Register, faults: Faults) -> None:
    """Keep a fault for all that the budgets of funds cannot mean."""
    words = words_of(register.chart)
    for fund in register.funds.values():
        for one in (
            *_lines(fund, words),
            *(f for who in fund.coverage for f in _contributor(register, fund, who)),
        ):
            where = " › ".join(map(shown, one.path))
            what = say("{where}: {what}", where=where, what=one.what)
            faults.add(one.line, what, one.hint)
            faults.unknown.append(one.path)


def _lines(fund: Fund, words: Mapping[str, str]) -> Iterator[_Fault]:
    """Yield what budget lines count that they may not, or that another one counts."""
    agreed = {words.get(purpose, purpose) for purpose in fund.purposes}
    counted: dict[str, BudgetLine] = {}
    for line in fund.budget:
        path = ("funds", fund.name, "budget", line.name)
        for purpose in line.purposes:
            first, _, rest = purpose.partition(":")
            if agreed and words.get(first, first) not in agreed:
                yield _Fault(
                    line.source.line,
                    path,
                    say(
                        "{purpose} is not under `purposes:` of the fund.",
                        purpose=purpose,
                    ),
                    say("Add it there, or correct it here."),
                )
            meant = f"{words.get(first, first)}:{rest}".rstrip(":")
            yield from _twice(line, path, counted, meant, purpose)
        for account in line.accounts:
            yield from _outside(line.source.line, path, account, words, fund)
            yield from _twice(line, path, counted, account, account)


def _twice(
    line: BudgetLine, path: Path, counted: dict[str, BudgetLine], meant: str, said: str
) -> Iterator[_Fault]:
    first = counted.setdefault(meant, line)
    if first is not line:
        yield _Fault(
            line.source.line,
            path,
            say(
                "{purpose} counts to {line} already.",
                purpose=said,
                line=shown(first.name),
            ),
            say("Keep it in one of the two lines."),
        )


def _outside(
    number: int, path: Path, account: str, words: Mapping[str, str], fund: Fund | None
) -> Iterator[_Fault]:
    """Yield a fault for an account of a member, or of the fund itself."""
    _, *parts = account.split(":")
    if parts[:1] == [words["Members"]]:
        yield _Fault(
            number,
            path,
            say("{account} is not an account of the cooperative.", account=account),
            say("What a member earns or spends is in no report to a funder."),
        )
    elif fund and parts[:2] == [words["Funds"], fund.name]:
        yield _Fault(
            number,
            path,
            say("{account} is an account of the fund itself.", account=account),
            say("Write what is below it under `purposes:`."),
        )


def _contributor(register: Register, fund: Fund, one: Contributor) -> Iterable[_Fault]:
    """Yield why nobody can tell from the books what someone else pays."""
    words = words_of(register.chart)
    number = one.source.line
    path = ("funds", fund.name, "coverage", one.name)
    other = one.name in register.funds
    if one.name == fund.name:
        yield _Fault(
            number,
            path,
            say("is the fund itself."),
            say("Write only what else pays; the fund's own part is its `amount:`."),
        )
    elif other and one.accounts:
        yield _Fault(
            number,
            path,
            say("is a fund, and has accounts of sales too."),
            say("Leave `accounts:` out, or give the sales a name of their own."),
        )
    elif not (other or one.accounts):
        yield _Fault(
            number,
            path,
            say("is not a fund under `funds:`, and has no accounts."),
            say(
                "Write the name of a fund, or under `accounts:` the income that "
                "sales are on."
            ),
        )
    for account in one.accounts:
        yield from _outside(number, path, account, words, None)

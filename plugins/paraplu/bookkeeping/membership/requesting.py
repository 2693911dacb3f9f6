"""A request to spend, and what the board decides on it, as files."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from paraplu.base.file_names import REQUESTS
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.texts import yaml_text
from paraplu.bookkeeping.spending_requests import (
    BoardAnswer,
    BoardDecision,
    SpendingRequest,
    SpendingRequests,
    next_number,
)
from paraplu.journal import CannotBook, Change
from paraplu.journal.ledger_text import money
from paraplu.ledger.approvals import Approval, Approvers
from paraplu.register.editing import Text, with_entry

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.bookkeeping.spending_requests import RequestFor
    from paraplu.register.model import Register


def request_change(  # noqa: PLR0913 - what a request says
    known: SpendingRequests,
    ledger: Path,
    *,
    member: str,
    asked: dt.date,
    purpose: RequestFor,
    amount: Decimal,
    what: str,
    why: str = "",
) -> tuple[str, Change | None]:
    """Return the number of a request, and its file; None where it is there already.

    Unbooked where nothing is asked for: there is nothing to decide on then.
    """
    if not amount:
        raise CannotBook(say("A request is for more than {nothing}.", nothing=ZERO))
    for one in known.by_number.values():
        said = (one.member, one.asked, one.purpose, one.amount, one.what)
        if said == (member, asked, purpose, amount, what):
            return one.number, None
    number = next_number(known, member, asked.year)
    text = yaml_text(
        {
            "request": number,
            "member": member,
            "asked": asked,
            "for": str(purpose),
            "amount": Decimal(money(amount)),
            "what": what,
            "why": why,
        }
    )
    file = ledger / REQUESTS / str(asked.year) / f"{number}.yaml"
    return number, Change(file, None, text)


def decide_change(
    request: SpendingRequest, decision: BoardDecision, register: Register
) -> Change | None:
    """Return the file of a request with a decision; None where it has it already.

    Unbooked where it has another one, or where it is of nobody who may decide: the
    member alone, or who is not on the board.
    """
    known = request.decision
    if known == decision:
        return None
    if known is not None or request.file is None:
        raise CannotBook(
            say(
                "{number} was decided on already, on {day}. A new decision needs a new "
                "request.",
                number=request.number,
                day=known.day if known else "…",
            )
        )
    if decision.day < request.asked:
        raise CannotBook(
            say(
                "{number} was asked on {asked}, after that decision.",
                number=request.number,
                asked=request.asked,
            )
        )
    if decision.amount is not None and decision.amount > request.amount:
        raise CannotBook(
            say(
                "{number} asks {asked}; {allowed} is more than that. More needs a "
                "request for more.",
                number=request.number,
                asked=request.amount,
                allowed=decision.amount,
            )
        )
    approvers = Approvers(register)
    approval = Approval(decision.by, decision.day)
    own = approvers.own(approval, request.member)
    able = approvers.known(approval, request.member) and not approvers.denies(approval)
    if decision.verdict is BoardAnswer.YES and (own or not able):
        raise CannotBook(
            say(
                "“{who}” cannot approve {number}: that takes somebody on the board who "
                "does not spend the money.",
                who=decision.by,
                number=request.number,
            )
        )
    before = request.file.read_bytes().decode()
    every = {
        "approved": str(decision.verdict),
        "by": Text(decision.by),
        "on": str(decision.day),
        "amount": "" if decision.amount is None else money(decision.amount),
        "note": Text(decision.note),
    }
    values = {key: value for key, value in every.items() if value}
    put = partial(with_entry, path=("decision",), values=values)
    return Change(request.file, before, put(before))

"""EV03 and EV04: growth, training and equipment are approved before, by another.

From `approval_from` on, somebody else looks first whether it is growth of the business,
and worth the money (contract, section 5). Afterwards that question has no use.

    2025-03-03 * "Market" "Twenty tables"
      Assets:Bank                    900.00 EUR
      Income:Members:L01:Sales      -900.00 EUR

    2025-03-05 * "Tool shop" "Planer"
      receipt: "documents/planer.pdf"
      approved: "L01 2025-03-04"
      Assets:Members:L01:Equipment   300.00 EUR  ; EV04 L01 300.00
      Assets:Bank                   -300.00 EUR

    2025-03-06 * "School" "Course"
      receipt: "documents/course.pdf"
      Expenses:Members:L01:Training  250.00 EUR  ; EV03 L01 250.00
      Assets:Bank                   -250.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Message, say
from paraplu.bookkeeping.spending_requests import read_requests
from paraplu.ledger.approvals import Approvers
from paraplu.ledger.closings import only_closes
from paraplu.ledger.paydays import PayDays
from paraplu.ledger.transaction_types import debits, opens
from paraplu.rules.charge_approvals import EV03, unapproved_charges
from paraplu.rules.given_approvals import GivenApprovals, in_time
from paraplu.rules.purchase import APPROVED_USES, Purchase
from paraplu.rules.requested import Requested
from paraplu.rules.rule import Family, Rule
from paraplu.rules.signed_approvals import EV07, Signing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.approvals import Approval
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions
    from paraplu.register.model import Register

EV04 = Rule(
    "EV04",
    Severity.ERROR,
    say("Approved by the member who spends the money"),
    reads=("policies.approval_from", "board", "private.name"),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield growth, training and equipment without a valid earlier approval.

    What was agreed with a code that the register does not know, nobody knows: MB01.
    """
    requests = read_requests(books.main.parent)
    yield from requests.faults
    days, approvals = PayDays(books), GivenApprovals(books, Requested(requests))
    approvers = Approvers(register)
    signing = Signing(books, register, approvers)
    for signature, transactions in books.by_signature.items():
        for ring in signature.rings:
            bought = debits(signature, ring, APPROVED_USES)
            for transaction in transactions if bought else ():
                member = transaction.member(ring)
                if member not in register.members:
                    continue
                limit = register.policy(transaction.date, member).approval_from
                if limit is None or transaction.total(bought) < limit:
                    continue
                if opens(books, transaction, bought):
                    continue
                purchase = Purchase(transaction, member, limit, days)
                if purchase.spent >= limit and not only_closes(books, transaction):
                    yield from _unapproved(
                        approvers, approvals, signing, purchase, bought
                    )
    yield from unapproved_charges(books, register, approvers)
    yield from signing.unsigned()


def _unapproved(
    approvers: Approvers,
    approvals: GivenApprovals,
    signing: Signing,
    purchase: Purchase,
    positions: Positions,
) -> Iterator[Finding]:
    """Yield what a member spends in one transaction without an approval that counts.

    An approval on a posting is about that posting, one on the transaction about all.
    """
    transaction, member = purchase.transaction, purchase.member
    own: list[int] = []
    without: list[int] = []
    beyond = approvals.requested.beyond(approvals.books, transaction, member, positions)
    yield from beyond.values()
    for position in positions:
        if position in beyond:
            continue
        given = approvals.of(purchase, position)
        approval = given.approval if given else None
        if given is None or approval is None or approvers.denies(approval):
            without.append(position)
        elif approvers.own(approval, member):
            own.append(position)
        elif not approvers.known(approval, member) or not in_time(approval, purchase):
            without.append(position)
        else:
            signing.ask(purchase, position, given)
    for rule, found in ((EV04, own), (EV03, without)):
        if found:
            position = max(found, key=lambda n: transaction.postings[n].amount)
            debited = transaction.total(found)
            amount = min(purchase.spent, debited)
            message, hint = (
                _approved_it_themselves(purchase, amount)
                if found is own
                else _why_not(
                    approvals.approval(purchase, position), approvers, purchase, amount
                )
            )
            yield rule.found(
                message,
                transaction.source_at(position),
                hint=hint,
                member=member,
                amount=amount,
                currency=approvals.books.currency,
                date=transaction.date,
            )


def _approved_it_themselves(
    purchase: Purchase, amount: Decimal
) -> tuple[Message, Message]:
    message = say(
        "{member} approved {amount} of their own spending. Somebody else has to do "
        "that.",
        member=purchase.member,
        amount=amount,
    )
    hint = say(
        "Have the board or the coach approve it before it is paid. If they already "
        "did, put their names first, then a comma: {example}.",
        example=say(
            'approved: "board, asked by {member} {day}"',
            member=purchase.member,
            day=purchase.transaction.date,
        ),
    )
    return message, hint


def _why_not(
    approval: Approval | None,
    approvers: Approvers,
    purchase: Purchase,
    amount: Decimal,
) -> tuple[Message, Message]:
    hint = say(
        "Write who approved it, then the date as year, month and day: {example}. "
        "Growth, training and equipment of {limit} or more have to be approved before "
        "they are paid.",
        example=_example(purchase.paid or purchase.transaction.date),
        limit=purchase.limit,
    )
    if approval is None:
        message = say("There is no approval for spending {amount}.", amount=amount)
    elif not approval.who.strip():
        message = say("The approval of {amount} is empty.", amount=amount)
    elif approvers.denies(approval):
        message = say(
            "The approval “{text}” of {amount} does not say that anybody approved it.",
            text=approval.who,
            amount=amount,
        )
    elif approval.day is None:
        message = say(
            "The approval “{text}” of {amount} does not say who approved it and when.",
            text=approval.who,
            amount=amount,
        )
    elif not approvers.known(approval, purchase.member):
        message = say(
            "{amount} was approved by “{text}”, but `board:` in the register has only: "
            "{board}.",
            text=approval.who,
            amount=amount,
            board=", ".join(approvers.on_board(approval.day)) or "–",
        )
        hint = say(
            "Have somebody on the board approve it who does not spend the money, and "
            "write who: {example}. If the board changed, change `board:` in the "
            "register.",
            example=_example(purchase.paid or purchase.transaction.date),
        )
    else:
        message = say(
            "{amount} was approved on {approved}, after it was paid on {day}.",
            amount=amount,
            approved=approval.day,
            day=purchase.paid or purchase.transaction.date,
        )
        hint = say(
            "Have the board look at it now, and leave the date as it is. If the board "
            "agrees with it, it can waive the rule: {example}.",
            example=say('waiver: "EV03: why"'),
        )
    return message, hint


def _example(day: dt.date) -> Message:
    return say('`approved: "board {day}"`', day=str(day))


FAMILY = Family((EV03, EV04, EV07), judge)

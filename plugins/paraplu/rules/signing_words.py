"""What EV07 says of an approval: what is wrong with its signature, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.signatures import ApprovalState, SignedApproval

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.rules.given_approvals import GivenApproval
    from paraplu.rules.purchase import Purchase

NO_HISTORY = say("these books are not in the history of a git repository")
NOT_WHOLE = say("a part of the history was not fetched")
NO_KEY = say("a public key, or the program that verifies with it, is not here")
_FETCH = {
    NO_HISTORY: say(
        "Run the check where the books have their history: in a clone of the "
        "repository, with git."
    ),
    NOT_WHOLE: say(
        "Fetch the whole history: git fetch --unshallow. In a check on a server: "
        "fetch-depth: 0, or GIT_DEPTH: 0."
    ),
    NO_KEY: say(
        "Install ssh-keygen, or gpg with the public keys of the board: gpg --import "
        "FILE."
    ),
}


def unverified(reason: Message, number: int) -> tuple[Message, Message]:
    """Return what is said where signatures cannot be verified, and what to do."""
    message = say(
        "{signatures} cannot be verified here, since {reason}.",
        signatures=counted(
            "The signature of {n} approval", "The signatures of {n} approvals", number
        ),
        reason=reason,
    )
    return message, _FETCH[reason]


def told(
    signed: SignedApproval,
    given: GivenApproval,
    purchase: Purchase,
    *,
    amount: Decimal,
    limit: Decimal,
) -> tuple[Message, Message]:
    """Return what is wrong with the signature of an approval, and what to do."""
    hint = _sign(given, limit)
    match signed.state:
        case ApprovalState.LATE:
            return (
                say(
                    "The approval of {amount} was signed by {seat} on {day}, after it "
                    "was paid on {paid}.",
                    amount=amount,
                    seat=signed.seat,
                    day=signed.day,
                    paid=purchase.paid,
                ),
                say(
                    "The signature stays as late as it is. If the board agrees that it "
                    "was right, it can waive the rule: {example}.",
                    example=say('waiver: "EV07: why"'),
                ),
            )
        case ApprovalState.CHANGED:
            message = say(
                "{seat} signed the approval of {amount} on {day} in another form. What "
                "was approved changed since: its amount, its words or its member.",
                amount=amount,
                seat=signed.seat,
                day=signed.day,
            )
        case ApprovalState.ANOTHER:
            message = say(
                "{seat} signed the approval of {amount}, but it is of “{who}”.",
                amount=amount,
                seat=signed.seat,
                who=given.approval.who,
            )
        case ApprovalState.OUT_OF_TERM:
            message = say(
                "{seat} signed the approval of {amount} on {day}. On that day the key, "
                "or the seat on the board, did not count.",
                amount=amount,
                seat=signed.seat,
                day=signed.day,
            )
        case ApprovalState.OWN:
            message = say(
                "{member} signed the approval of {amount} of their own spending. "
                "Somebody else has to do that.",
                amount=amount,
                member=purchase.member,
            )
        case ApprovalState.REVOKED | ApprovalState.BAD:
            message = say(
                "The signature under the approval of {amount} does not hold: it does "
                "not fit, or its key was revoked.",
                amount=amount,
            )
        case ApprovalState.STRANGER:
            message = say(
                "The approval of {amount} was signed with a key that nobody in "
                "`board:` has.",
                amount=amount,
            )
        case ApprovalState.LOST:
            message = say(
                "The approval of {amount} was signed, but its signature is gone: the "
                "commit was made anew, by a rebase or a squash.",
                amount=amount,
            )
        case _:
            message = say(
                "The approval of {amount} is only typed: no commit that somebody on "
                "the board signed has it.",
                amount=amount,
            )
    return message, hint


def _sign(given: GivenApproval, limit: Decimal) -> Message:
    """Return how it is signed, before it is paid."""
    who = given.approval.who
    if given.request:
        return say(
            "From {limit} on the board signs. Have {who} run: {command}. If a server "
            "squashes or rebases your commits, add --tag.",
            limit=limit,
            who=who,
            command=f"paraplu approve {given.request.number}",
        )
    return say(
        "From {limit} on the board signs. Have {who} sign the commit that adds or "
        "changes this entry: git commit -S. Before it is paid, a request does the "
        "same: paraplu member request.",
        limit=limit,
        who=who,
    )

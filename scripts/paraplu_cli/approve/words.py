"""What `paraplu approve` says where nothing could be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.bookkeeping.signatures import ApprovalState, SignedApproval

if TYPE_CHECKING:
    from paraplu.bookkeeping.spending_requests import SpendingRequest

ALREADY = say("It is approved and signed already; nothing was written.")
_KEYS = say(
    "Tell git which key is yours: git config user.signingkey FILE, and for an SSH key: "
    "git config gpg.format ssh."
)


def cannot_sign(why: str) -> Message:
    """Return that git made no signature, why, and what to do."""
    return say(
        "git could not sign: {why}. Nothing was written. {keys}",
        why=why.rstrip("."),
        keys=_KEYS,
    )


def not_signed(found: SignedApproval, request: SpendingRequest) -> Message:
    """Return why a signature that git made does not approve a request."""
    decision = request.decision
    by = decision.by if decision else ""
    match found.state:
        case ApprovalState.OWN:
            why = say("it is the key of {member}, who spends it", member=request.member)
        case ApprovalState.ANOTHER:
            why = say("it is the key of {seat}, not of {by}", seat=found.seat, by=by)
        case ApprovalState.OUT_OF_TERM:
            why = say("the key of {seat} does not count today", seat=found.seat)
        case ApprovalState.STRANGER | ApprovalState.LOST:
            why = say("nobody in `board:` has the key that git signed with")
        case ApprovalState.UNVERIFIABLE:
            why = say("the program that verifies it, or the public key, is not here")
        case ApprovalState.REVOKED | ApprovalState.BAD:
            why = say("the signature does not hold")
        case _:
            return cannot_sign("?")
    return say("Nothing was written: {why}.", why=why)

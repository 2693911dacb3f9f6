"""What is approved, and what the history says of it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.approvals import Approval


class ApprovalState(IntEnum):
    """What became of a signature; the first that holds for any of them is told."""

    SIGNED = 1
    # It may be good, but what tells is not on this computer.
    UNVERIFIABLE = 2
    # Good, but after the payment; or what was approved is another thing by now.
    LATE = 3
    CHANGED = 4
    # Good, but not of somebody who could approve this.
    ANOTHER = 5
    OUT_OF_TERM = 6
    OWN = 7
    REVOKED = 8
    BAD = 9
    STRANGER = 10
    # The commit says that it is an approval, and has no signature any more.
    LOST = 11
    TYPED = 12


class ApprovedThing(Struct, frozen=True):
    """A request or an entry that somebody approved, as it is in the books.

    `name` is the number of a request, or the head of an entry; `form` what is approved
    of it, as `forms` has it. `copy` counts entries that are the same to the letter.
    `member` spends the money, and `paid` is the day that it leaves, None if it did not.
    """

    name: str
    form: str
    member: str
    approval: Approval
    paid: dt.date | None
    copy: int = 1


class SignedApproval(Struct, frozen=True):
    """What the history says: the state, who signed, on which day, and in which commit.

    `seat` is a code or an office, empty where nobody on the board signed.
    """

    state: ApprovalState
    seat: str = ""
    day: dt.date | None = None
    commit: str = ""


TYPED = SignedApproval(ApprovalState.TYPED)

"""Approvals that somebody on the board signed, as the history of git has them.

A signature is of a commit, which holds every file; so what it approves has to be found:
a request or an entry that the commit itself changed, or one that its message names. It
counts for what stood there then: see `paraplu.bookkeeping.signatures.forms`.
"""

from paraplu.bookkeeping.signatures.forms import approval_line, request_form
from paraplu.bookkeeping.signatures.history import NoHistory
from paraplu.bookkeeping.signatures.judging import SignedApprovals
from paraplu.bookkeeping.signatures.looking_up import (
    FoundInHistory,
    ThingsOf,
    found_in_history,
    history_of,
)
from paraplu.bookkeeping.signatures.model import (
    ApprovalState,
    ApprovedThing,
    SignedApproval,
)

__all__ = [
    "ApprovalState",
    "ApprovedThing",
    "FoundInHistory",
    "NoHistory",
    "SignedApproval",
    "SignedApprovals",
    "ThingsOf",
    "approval_line",
    "found_in_history",
    "history_of",
    "request_form",
]

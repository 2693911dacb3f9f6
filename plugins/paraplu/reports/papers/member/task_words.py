"""What each rule asks of a member, in words of a member.

The title of a rule is for whoever keeps the books. Here is what it means to the member
whom a finding is about: what to do, or who else has to do something. It names no
account, no code and nobody else.
"""

from __future__ import annotations

from paraplu.base.findings import Cause
from paraplu.base.language import Message, say
from paraplu.rules import RULES

_APPROVAL = say("Ask the board to approve this expense")
_VAT = say("Your bookkeeper has to correct the VAT of one of your entries")
_TOOK_TOO_MUCH = say(
    "More contribution was booked than was agreed: your bookkeeper has to correct it"
)
# By the code of a rule, and what it finds where that differs (`Finding.cause`).
_WORDS: dict[tuple[str, Cause | None], Message] = {
    ("BK01", None): say(
        "Your bookkeeper has to look at a payment that is booked twice"
    ),
    ("BK03", None): say(
        "Count your cash box with your bookkeeper: in the books it has less than "
        "nothing in it"
    ),
    ("BK04", None): say(
        "Your bookkeeper has to look at something that more was taken off than there "
        "was"
    ),
    ("BK05", None): say(
        "Your bookkeeper has to look at this day: the year may be wrong"
    ),
    ("EV01", None): say("Hand in the receipt"),
    ("EV02", None): say(
        "Hand in the receipt again, since its file cannot be found or read"
    ),
    ("EV02", Cause.HERE_ALONE): say(
        "Your bookkeeper has to keep your receipt in a second place"
    ),
    ("EV03", None): _APPROVAL,
    ("EV03", Cause.CHARGED): say(
        "The cooperative charged you for this without an earlier approval: ask your "
        "bookkeeper about it"
    ),
    ("EV04", None): say(
        "Ask somebody else of the board to approve this expense: you may not do that "
        "yourself"
    ),
    ("EV05", None): say(
        "Show your bookkeeper the receipt, which seems to be used twice"
    ),
    ("EV05", Cause.TOTAL): say(
        "Show your bookkeeper the receipt: the total in the books may be wrong"
    ),
    ("EV06", None): say(
        "Your bookkeeper has to look again at an exception that was made for you"
    ),
    ("EV07", None): say("Ask the board to sign its approval of this expense"),
    ("FN03", None): say(
        "Show your bookkeeper the receipt, which a fund seems to pay for as well"
    ),
    ("IN01", None): say(
        "Your bookkeeper has to look at the order of your invoice numbers"
    ),
    ("IN02", None): say(
        "Two of your invoices have the same number: your bookkeeper has to correct it"
    ),
    ("IN03", None): say(
        "The business name on your invoice is not registered: ask your bookkeeper "
        "about it"
    ),
    ("IN04", None): say(
        "Something is missing on your invoice: ask your bookkeeper what it is"
    ),
    ("IN05", None): say(
        "Your invoice is not the same in the books: your bookkeeper has to correct it"
    ),
    ("IN06", None): say(
        "Your invoice was made too late: next time, tell your bookkeeper as soon as "
        "the work is done"
    ),
    ("IN07", None): say("Remind the customer to pay: the invoice is past its day"),
    ("HR00", None): say("Your bookkeeper cannot read a row of your hours"),
    ("HR01", None): say(
        "You worked more hours than your permission allows: talk to your coach first"
    ),
    ("HR02", None): say(
        "You will work more hours than your permission allows: plan the rest with your "
        "coach"
    ),
    ("HR03", None): say("Write your hours down: there are none for three weeks"),
    ("HR04", None): say(
        "Your hours bring in less than was agreed: talk to your coach about it"
    ),
    ("IN08", None): say(
        "Your bookkeeper has to put back an invoice of yours as it was sent"
    ),
    ("IN09", None): say(
        "Tell your bookkeeper whether this bill came twice, or is another one"
    ),
    ("PD01", None): say(
        "Your bookkeeper has to put back an entry of yours in a closed month"
    ),
    ("IS01", None): say(
        "Your bookkeeper has to correct a service between you and others in the "
        "cooperative"
    ),
    ("MB01", None): say("Ask your bookkeeper to put you in the register of members"),
    ("MB02", None): say(
        "Give your bookkeeper the decision of the municipality for this day: without "
        "permission you may not sell or spend"
    ),
    ("MB03", None): say(
        "Your bookkeeper has to look at this day: it is from before you joined, or "
        "after you left"
    ),
    ("MB04", None): say("Ask your client manager to renew your permission"),
    ("MB05", None): say(
        "Money went out while yours was frozen: ask the board what has to be done"
    ),
    ("MB06", None): say(
        "You left, and not everything is settled: ask your bookkeeper what is left to "
        "do"
    ),
    ("MB07", None): say("Your bookkeeper has to book something of yours differently"),
    ("MB09", None): say("You earn less than was agreed: talk to your coach about it"),
    ("MB10", None): say(
        "You were given more start capital than was promised: ask the board about it"
    ),
    ("PF01", None): say(
        "Your money went to something that it is not for: talk to your bookkeeper "
        "about it"
    ),
    ("PF02", None): say(
        "You used more than there was: talk to your coach before you buy anything"
    ),
    ("PF03", None): say(
        "Your money and that of somebody else were mixed up: your bookkeeper has to "
        "correct it"
    ),
    ("PF04", None): say(
        "Hand in the receipt for the money that was paid to you, or pay it back"
    ),
    ("PF06", None): say(
        "Tell your bookkeeper what this money was for, if you know: it has been under "
        "way for a long time"
    ),
    ("PF07", None): say("Ask your bookkeeper about a contribution that was not agreed"),
    ("PF07", Cause.TOO_MUCH): _TOOK_TOO_MUCH,
    ("PF07", Cause.TOO_EARLY): _TOOK_TOO_MUCH,
    ("PF07", Cause.TOO_LITTLE): say(
        "Less contribution was booked than was agreed: your bookkeeper still has to "
        "take off the rest"
    ),
    ("PF07", Cause.NOT_BOOKED): say(
        "Your bookkeeper still has to book your contribution, and takes it off what "
        "you have left"
    ),
    ("PF07", Cause.NOT_GIVEN_BACK): say(
        "You get back contribution: your bookkeeper still has to book it"
    ),
    ("PF08", None): say(
        "You spent more in this year than was agreed: talk to the board about it"
    ),
    ("PF09", None): say(
        "You have more left than the threshold: talk to your coach about what it is for"
    ),
    ("PF11", None): say(
        "The cooperative charged you more than was agreed: ask your bookkeeper to give "
        "it back"
    ),
    ("PF12", None): say(
        "Your bookkeeper has to look at what was rounded off in your entries"
    ),
    ("VT01", None): _VAT,
    ("VT02", None): _VAT,
    ("VT03", None): _VAT,
    ("VT04", None): _VAT,
    ("VT05", None): _VAT,
    ("VT06", None): _VAT,
    ("VT07", None): _VAT,
    ("VT08", None): _VAT,
}


def task_said(code: str, cause: Cause | None = None) -> Message:
    """Return what a finding of a rule asks of the member whom it is about."""
    known = _WORDS.get((code, cause)) or _WORDS.get((code, None))
    if known:
        return known
    rule = RULES.get(code)
    about = rule.title if rule else code
    return say("Talk to your bookkeeper: {about}", about=about)

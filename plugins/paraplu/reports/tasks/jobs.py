"""The jobs: what is done about the findings of each rule, and by whom.

They are in the order in which they are shown where they weigh the same: what makes all
other figures doubtful comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Cause
from paraplu.base.language import say
from paraplu.reports.tasks.model import Doer, TaskJob

if TYPE_CHECKING:
    from collections.abc import Mapping

REGISTER = TaskJob(
    "register",
    Doer.BOOKKEEPER,
    say("Fix the register"),
    say("What the register does not say right is unknown, and no rule judges it."),
)
BOOKS = TaskJob(
    "books",
    Doer.BOOKKEEPER,
    say("Fix the books as a whole"),
    say("As long as this is there, other figures may be wrong or missing."),
)
PRIVACY = TaskJob(
    "privacy",
    Doer.BOOKKEEPER,
    say("Take out personal data"),
    say("The books may be shared, so nothing in them says who somebody is."),
)
PERIODS = TaskJob(
    "periods",
    Doer.BOOKKEEPER,
    say("Put closed periods right"),
    say("What is closed stays as it was; what comes later goes in an open period."),
    "paraplu period",
)
MONEY = TaskJob(
    "money",
    Doer.BOOKKEEPER,
    say("Correct where money went"),
    say(
        "Money of a member is only for the business, for training and for what is due."
    ),
)
THERMOMETER = TaskJob(
    "thermometer",
    Doer.BOARD,
    say("Talk about money that is not there"),
    say("More was used than there was, or what is set apart is not there."),
)
RECEIPTS = TaskJob(
    "receipts",
    Doer.BOOKKEEPER,
    say("Add receipts"),
    say(
        "Every expense has a receipt: a photo or a PDF, named on the entry with "
        "`receipt:`. Ask the member for it."
    ),
    page="receipts",
)
ALLOCATE = TaskJob(
    "allocate",
    Doer.BOOKKEEPER,
    say("Say what these amounts are"),
    say("They are in the books, and nobody has said yet what they are for."),
    "paraplu allocate",
    "allocate",
)
ENTRIES = TaskJob(
    "entries",
    Doer.BOOKKEEPER,
    say("Correct entries"),
    say("They are booked on the wrong account, on the wrong day, or twice."),
)
CONTRIBUTION = TaskJob(
    "contribution",
    Doer.BOOKKEEPER,
    say("Book the contribution"),
    say("One command books a month for all members."),
    page="contribute",
    batched=True,
)
CONTRIBUTIONS = TaskJob(
    "contributions",
    Doer.BOOKKEEPER,
    say("Correct contributions"),
    say("Something else is booked than was agreed."),
    page="contribute",
)
VAT_FILE = TaskJob(
    "vat-file",
    Doer.BOOKKEEPER,
    say("File the VAT return"),
    say("Fill in the boxes at the tax office, and then book the return."),
    page="Vat",
)
VAT = TaskJob(
    "vat",
    Doer.BOOKKEEPER,
    say("Correct VAT"),
    say("The VAT on these entries does not match what the law or the return says."),
)
INVOICES = TaskJob(
    "invoices",
    Doer.BOOKKEEPER,
    say("Put invoices right"),
    say("An invoice has what the law asks for, and stays as it was sent."),
    page="invoice",
)
DRAFTS = TaskJob(
    "drafts",
    Doer.BOOKKEEPER,
    say("Finish and send invoices"),
    say("They are drafts: nobody has to pay them yet."),
    "paraplu invoice issue",
    "invoice",
)
REMIND = TaskJob(
    "remind",
    Doer.BOOKKEEPER,
    say("Remind customers"),
    say("The day by which they had to pay has passed."),
    "paraplu invoice remind",
    "invoice",
)
PAY = TaskJob(
    "pay",
    Doer.TREASURER,
    say("Pay bills"),
    say("One file for the bank pays all that may be paid."),
    "paraplu pay",
    "pay",
)
RECONCILE = TaskJob(
    "reconcile",
    Doer.BOOKKEEPER,
    say("Compare with the bank"),
    say("Import a statement, or write the balance that the bank tells."),
    "paraplu import",
    "import",
)
APPROVE = TaskJob(
    "approve",
    Doer.BOARD,
    say("Decide on spending"),
    say("Nobody approves their own spending, and the yes comes before it."),
    "paraplu member approve",
    "approve",
)
RENEW = TaskJob(
    "renew",
    Doer.BOARD,
    say("Ask for a renewal"),
    say(
        "Without permission of the municipality a member may not sell or spend. The "
        "letter that asks for it is made for you."
    ),
)
MEMBERS = TaskJob(
    "members",
    Doer.BOARD,
    say("Settle with members"),
    say("Somebody left, is frozen, or was given more than was promised."),
)
FUNDS = TaskJob(
    "funds",
    Doer.TREASURER,
    say("Put right what was taken from a fund"),
    say("A funder gave it for a purpose and a time, up to an amount."),
    page="Funds",
)
REPORT = TaskJob(
    "report",
    Doer.BOARD,
    say("Send a report"),
    say("A funder or a municipality waits for it."),
    page="Reports",
)
HOURS = TaskJob(
    "hours",
    Doer.COACH,
    say("Talk about hours"),
    say("The permission says how many hours somebody may work."),
    page="Hours",
)
WAIVERS = TaskJob(
    "waivers",
    Doer.BOARD,
    say("Look again at waivers"),
    say("An exception is for a time; when it is settled it goes."),
)
TALK = TaskJob(
    "talk",
    Doer.COACH,
    say("Worth talking about"),
    say("Nothing is wrong."),
)

JOBS = (
    *(REGISTER, BOOKS, PRIVACY, PERIODS, MONEY, THERMOMETER, FUNDS, ENTRIES),
    *(RECEIPTS, APPROVE, ALLOCATE, RENEW, CONTRIBUTION, CONTRIBUTIONS, VAT_FILE),
    *(VAT, REPORT, PAY, DRAFTS, INVOICES, RECONCILE, MEMBERS, HOURS, WAIVERS),
    *(REMIND, TALK),
)
_CODES: Mapping[TaskJob, str] = {
    REGISTER: "MB00 MB01",
    BOOKS: "BC00 CK01 CK02 CK03 CK04 CK05 CK06 CK07",
    PRIVACY: "PV01",
    PERIODS: "PD01 PD02 PD03 PD04 PD05",
    MONEY: "PF01 PF03 PF04 IS01 PF11 PF12",
    THERMOMETER: "PF02 PF05 PF10 BK03",
    FUNDS: "FN01 FN02 FN03",
    ENTRIES: "BK01 BK04 BK05 MB03 MB07",
    RECEIPTS: "EV01 EV02 EV05",
    APPROVE: "EV03 EV04 EV07 PF08",
    ALLOCATE: "PF06",
    RENEW: "MB02 MB04",
    CONTRIBUTIONS: "PF07",
    VAT: "VT01 VT02 VT03 VT04 VT05 VT07 VT08",
    REPORT: "FN04",
    INVOICES: "IN01 IN02 IN03 IN04 IN05 IN06 IN08 IN09",
    REMIND: "IN07",
    RECONCILE: "BK02",
    MEMBERS: "MB05 MB06 MB10",
    HOURS: "HR00 HR01 HR02 HR03 HR04",
    WAIVERS: "EV06",
    TALK: "PF09 MB09 VT06",
}
_JOBS = {code: job for job, codes in _CODES.items() for code in codes.split()}
_ORDER = {job.key: place for place, job in enumerate(JOBS)}


def job_of(code: str, cause: Cause | None = None) -> TaskJob:
    """Return what is done about a finding; what no rule here names is of the books."""
    if code == "PF07" and cause is Cause.NOT_BOOKED:
        return CONTRIBUTION
    return _JOBS.get(code, BOOKS)


def place_of(job: TaskJob) -> int:
    """Return where a job comes among all jobs."""
    return _ORDER[job.key]

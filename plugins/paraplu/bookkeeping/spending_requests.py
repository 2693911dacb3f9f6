"""Requests of members to spend money, with what the board decided on them.

Each is a file, `requests/2026/L07-2026-001.yaml` beside the main file of the ledger. An
entry that says `request: "L07-2026-001"` has the approval in it (contract, section 5,
EV03): up to its amount, for its purpose, and for its member.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from paraplu.base.file_names import REQUESTS
from paraplu.base.findings import NO_SOURCE, Finding, Source
from paraplu.base.language import say
from paraplu.register import fields, impersonal, names
from paraplu.register.converter import shaped
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.shape import Keys
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import Node, read_tree

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

RULE = "EV03"
_NUMBER = re.compile(r"-(\d{4})-(\d{3,})\Z")


class RequestFor(StrEnum):
    """What a member asks money for: the uses that need an approval."""

    GROWTH = "growth"
    TRAINING = "training"
    EQUIPMENT = "equipment"


class BoardAnswer(StrEnum):
    """What the board decided."""

    YES = "yes"
    NO = "no"


class BoardDecision(Struct, frozen=True):
    """What the board decided, who that was and on which day.

    `amount` is what it allowed, None where that is what was asked.
    """

    verdict: BoardAnswer
    by: str
    day: dt.date
    amount: Decimal | None = None
    note: str = ""


class SpendingRequest(Struct, frozen=True):
    """A request: who asks what amount (EUR, without VAT that comes back) for what."""

    number: str
    member: str
    asked: dt.date
    purpose: RequestFor
    amount: Decimal
    what: str
    why: str = ""
    decision: BoardDecision | None = None
    file: Path | None = None
    source: Source = NO_SOURCE

    @property
    def allowed(self) -> Decimal | None:
        """What may be spent by it, None where nothing may or nobody decided yet."""
        if self.decision is None or self.decision.verdict is BoardAnswer.NO:
            return None
        return self.amount if self.decision.amount is None else self.decision.amount


class SpendingRequests(Struct, frozen=True):
    """All requests by number, and what is wrong with files of them."""

    by_number: Mapping[str, SpendingRequest] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()

    @property
    def waiting(self) -> tuple[SpendingRequest, ...]:
        """Those that nobody decided on yet, the oldest first."""
        found = [one for one in self.by_number.values() if one.decision is None]
        return tuple(sorted(found, key=lambda one: (one.asked, one.number)))


_DECISION = Keys(
    {
        "approved": fields.word_of(BoardAnswer),
        "by": fields.text,
        "on": fields.day,
        "amount": fields.amount,
        "note": impersonal.impersonal,
    },
    required=("approved", "by", "on"),
)


@shaped(_DECISION.schema)
def _decision(node: Node, at: Place) -> BoardDecision | None:
    found = _DECISION.read(node, at)
    if found is None:
        return None
    return BoardDecision(
        found.pop("approved"), found.pop("by"), found.pop("on"), **found
    )


_REQUEST = Keys(
    {
        "request": fields.text,
        "member": names.code,
        "asked": fields.day,
        "for": fields.word_of(RequestFor),
        "amount": fields.amount,
        "what": impersonal.impersonal,
        "why": impersonal.impersonal,
        "decision": _decision,
    },
    required=("request", "member", "asked", "for", "amount", "what"),
)


def read_requests(ledger: Path) -> SpendingRequests:
    """Return all requests below the folder of a ledger's main file."""
    found: dict[str, SpendingRequest] = {}
    faults: list[Finding] = []
    folder = ledger / REQUESTS
    for file in sorted(folder.glob("[!.]*/[!.]*.yaml")):
        if file.is_symlink() or file.parent.is_symlink():
            continue
        request, wrong = _read(file)
        faults += wrong.found
        if request:
            found[request.number] = request
    return SpendingRequests(found, tuple(faults))


def _read(file: Path) -> tuple[SpendingRequest | None, Faults]:
    try:
        return request_of_text(read_bytes(file, str(file)).decode(), file)
    except RegisterUnreadable as fault:
        faults = Faults(str(file), code=RULE)
        faults.add(0, fault.message)
        return None, faults


def request_of_text(text: str, file: Path) -> tuple[SpendingRequest | None, Faults]:
    """Return the request that a text is, as it stands in a file, or its faults."""
    faults = Faults(str(file), code=RULE)
    found: dict[str, Any] | None = None
    try:
        tree = read_tree(text, faults)
        at = Place(faults, line=1)
        found = _REQUEST.read(tree, at) if tree else None
        if found and found["request"] != file.stem:
            at.fault(
                say(
                    "the file is called {name}, but says `request: {number}`.",
                    name=file.name,
                    number=found["request"],
                ),
                say("Give the file the name of its number."),
            )
        if tree is None and not faults.found:
            faults.add(0, say("The file is empty."), say("Delete it."))
    except TooManyFaults:
        pass
    if faults.found or not found:
        return None, faults
    number, purpose = found.pop("request"), found.pop("for")
    source = Source(str(file), 1)
    made = SpendingRequest(number, purpose=purpose, file=file, source=source, **found)
    return made, faults


def next_number(known: SpendingRequests, member: str, year: int) -> str:
    """Return the number of a member's next request in a year: L07-2026-001."""
    taken = [
        int(match[2])
        for number, one in known.by_number.items()
        if one.member == member and (match := _NUMBER.search(number))
        if int(match[1]) == year
    ]
    return f"{member}-{year}-{max(taken, default=0) + 1:03}"

"""The part of the register that says where lines of statements belong: `match:`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import Chart
from paraplu.base.language import Message, say
from paraplu.base.vocabulary import words_of
from paraplu.register import fields, names
from paraplu.register.converter import either, shaped, written
from paraplu.register.faults import Faults, Place, shown
from paraplu.register.membership import RegisteredMatch
from paraplu.register.shape import Keys

if TYPE_CHECKING:
    from paraplu.register.model import Register
    from paraplu.register.yaml_lines import Node

# The rates that a line may carry, by the names that the register has for them.
RATES = ("high", "low")

_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")

_RANGE = either(
    {"type": "number", "minimum": 0, "exclusiveMaximum": 10**12},
    written(rf"{_AMOUNT.pattern}(?:\s*\.\.\s*{_AMOUNT.pattern})?"),
)


@shaped(_RANGE)
def _amount(node: Node, at: Place) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most of an amount such as 10.00..50.00, or 10.00."""
    value = fields.text(node, at)
    if value is None:
        return None
    parts = [part.strip() for part in value.split("..")]
    amounts = [Decimal(part) for part in parts if _AMOUNT.fullmatch(part)]
    if len(parts) != len(amounts) or len(amounts) > 2:  # noqa: PLR2004 - from, until
        at.fault(
            say("{text} is not an amount or a range of amounts.", text=shown(value)),
            say("Write it like {example}.", example="10.00..50.00"),
        )
        return None
    least, most = amounts[0], amounts[-1]
    if least > most:
        at.fault(say("{text} starts above its end.", text=shown(value)))
        return None
    return least, most


_MATCH = Keys(
    {
        "counterparty": fields.text.for_(
            say("The account number of the other side of the line.")
        ),
        "text": fields.text.for_(
            say("Text that is in the name or the description of the line.")
        ),
        "amount": _amount.for_(
            say("Its amount, or the least and the most: 10.00..50.00.")
        ),
        "account": names.account(1).for_(say("The account that it is booked on.")),
        "vat": fields.choice(*RATES).for_(say("The rate of the VAT that is in it.")),
    },
    required=("account",),
    needs=("counterparty", "text"),
)


@shaped(_MATCH.schema)
def match(node: Node, at: Place) -> RegisteredMatch | None:
    """Return a rule for lines of statements."""
    found = _MATCH.read(node, at)
    if found is None:
        return None
    if not {"counterparty", "text"} & found.keys():
        at.fault(
            say("would match any line."),
            say("Add `counterparty:` (an account number), `text:`, or both."),
        )
        return None
    return RegisteredMatch(source=at.source, **found)


def check_matches(register: Register, faults: Faults) -> None:
    """Keep a fault for every rule that books outside what it may.

    A member's rule stays in the ring of that member, and the cooperative's rules stay
    out of all rings: whose money a line is, is said where the member is.
    """
    words = words_of(register.chart)
    chart = Chart(words)
    for one in register.matches:
        _, *path = one.account.split(":")
        ring = path[1] if path[:1] == [words["Members"]] and len(path) > 1 else ""
        if (
            one.member
            and ring != one.member
            and chart.member_class(one.account) is None
        ):
            _add(
                one,
                faults,
                say(
                    "{account} is not an account of {member}.",
                    account=one.account,
                    member=one.member,
                ),
                say("Write the class first, as in {example}.", example="Costs:Phone"),
            )
        elif not one.member and (ring or not path):
            _add(
                one,
                faults,
                say(
                    "{account} is not an account of the cooperative.",
                    account=one.account,
                ),
                say(
                    "A rule for a member's account goes under `match:` of that member."
                ),
            )


def _add(one: RegisteredMatch, faults: Faults, what: Message, hint: Message) -> None:
    faults.add(one.source.line, what, hint, one.member or None)
    whose = ("members", one.member) if one.member else ("cooperative",)
    faults.unknown.append((*whose, "match"))

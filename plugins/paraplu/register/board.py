"""The board in the register: who approves, by member's code or by office.

A person who is not a member is named by office (`voorzitter`), since names of people do
not belong in the register. Who signs approvals has a key, and may have a term.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields
from paraplu.register.converter import either, shaped
from paraplu.register.faults import Place, shown
from paraplu.register.impersonal import impersonal
from paraplu.register.seats import Seat
from paraplu.register.shape import Keys, items
from paraplu.register.signing_key import signing_key
from paraplu.register.yaml_lines import Node, YamlTable

if TYPE_CHECKING:
    from paraplu.register.faults import Faults
    from paraplu.register.model import Register


@shaped(impersonal.schema)
def _name(node: Node, at: Place) -> str | None:
    """Return a code or an office; it has to have a word that can be found back."""
    value = impersonal(node, at)
    if value is None or any(map(str.isalnum, value)):
        return value
    at.fault(say("{text} is neither a code nor an office.", text=shown(value)))
    return None


_SEAT = Keys(
    {
        "code": _name.for_(say("The code of a member, or an office.")),
        "signing": signing_key.for_(
            say("The public half of an SSH key, or the fingerprint of a GPG key.")
        ),
        "from": fields.day.for_(say("The first day that this counts.")),
        "until": fields.day.for_(say("The last day that this counts.")),
    },
    required=("code",),
)


@shaped(lambda language: either(_name.schema(language), _SEAT.schema(language)))
def _seat(node: Node, at: Place) -> Seat | None:
    if not isinstance(node, YamlTable):
        name = _name(node, at)
        return None if name is None else Seat(name, source=at.source)
    found = _SEAT.read(node, at)
    if found is None:
        return None
    term = fields.period(found, node, at)
    return Seat(found["code"], term, found.get("signing", ""), at.source)


_seats = items(_seat)


@shaped(lambda language: {**_seats.schema(language), "minItems": 1})
def board(node: Node, at: Place) -> tuple[Seat, ...] | None:
    """Return the seats of those who approve."""
    found = _seats(node, at)
    if found is None:
        return None
    if not found:
        at.fault(
            say("names nobody, so nobody could approve anything."),
            say("Write codes or offices between [ and ], or take the key out."),
        )
        return None
    holders: dict[str, Seat] = {}
    for seat in found:
        first = holders.setdefault(seat.signing, seat) if seat.signing else seat
        if first.name.upper() != seat.name.upper():
            at.at(seat.source.line).fault(
                say(
                    "{one} and {other} have the same key, so a signature does not say "
                    "which of them it is of.",
                    one=first.name,
                    other=seat.name,
                ),
                say("Have each of them make a key that nobody else has."),
            )
    return found


def check_signing(register: Register, faults: Faults) -> None:
    """Tell of policies that ask for signatures which nobody could give."""
    signing = any(seat.signing for seat in register.seats)
    for number, policy in enumerate(register.policies, 1):
        if policy.signature_from is None:
            continue
        at = Place(faults, ("policies", str(number), "signature_from"))
        at = at.at(policy.source.line)
        if not signing:
            at.fault(
                say("asks for signatures, but nobody in `board:` has a key."),
                say(
                    "Give somebody in `board:` a key: {example}.",
                    example="`{code: L01, signing: ssh-ed25519 AAAA…}`",
                ),
            )
        elif policy.approval_from is None or (
            policy.signature_from < policy.approval_from
        ):
            at.fault(
                say("is below `approval_from`, from which on anything is approved."),
                say("Make `signature_from` as much as `approval_from`, or more."),
            )

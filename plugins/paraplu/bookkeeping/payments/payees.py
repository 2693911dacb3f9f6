"""To whom a bill is paid: the account number of its payee, and on whose name it is.

It comes from the `counterparty:` of the bill: an IBAN, or the code of a member whose
IBAN the private register has. A bill without one is paid to the account that the
register has for the supplier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.folding import same
from paraplu.base.identifiers import read_iban
from paraplu.base.language import Message, say
from paraplu.base.metadata import COUNTERPARTY
from paraplu.bookkeeping.payments.orders import Payee
from paraplu.bookkeeping.payments.sepa import COUNTRIES

if TYPE_CHECKING:
    from paraplu.bookkeeping.payments.payables import Payable, PayableMove
    from paraplu.register.model import Register, Supplier


def payee_of(bill: Payable, register: Register) -> Payee | Message:
    """Return whom a bill is paid to, or why that cannot be told."""
    said = {text.casefold(): text for text in map(_counterparty, bill.bills) if text}
    supplier = next(
        (s for s in register.suppliers.values() if same(s.name, bill.payee)), None
    )
    if len(said) > 1:
        return say(
            "Its bills name different account numbers: {accounts}. Give each bill a "
            "link of its own.",
            accounts=", ".join(sorted(said.values())),
        )
    if said:
        (text,) = said.values()
        member = _member(text, register)
        if member:
            return _private(member, register)
        found = _named(bill, text, supplier)
    elif supplier:
        found = Payee(supplier.holder or supplier.name, supplier.iban)
    else:
        found = say(
            "There is no account number (IBAN) for {payee}. Write it on the bill, as "
            "`counterparty:`, or in members.yaml, under `suppliers:`.",
            payee=bill.payee or say("the payee"),
        )
    return found if isinstance(found, Message) else _payable(found, register)


def _counterparty(booked: PayableMove) -> str:
    """Return what a bill says of the account to pay to; empty where it says nothing."""
    said = booked.transaction.said(COUNTERPARTY, booked.position)
    return "" if said is None else " ".join(str(said).split())


def _member(text: str, register: Register) -> str:
    """Return whose code, or whose private account number, a counterparty is."""
    plain = "".join(text.split()).upper()
    for code in register.members:
        if code.upper() == plain:
            return code
    return next((c for c, p in register.private.items() if plain in p.ibans), "")


def _private(member: str, register: Register) -> Payee | Message:
    person = register.private.get(member)
    if person is None or not person.ibans:
        return say(
            "members.private.yaml on this computer has no account number for {member}. "
            "Write it there, under `ibans:`; never in the books.",
            member=member,
        )
    return Payee(person.name or member, person.ibans[0], member)


def _named(bill: Payable, text: str, supplier: Supplier | None) -> Payee | Message:
    """Return the payee of an account number that stands on a bill."""
    iban = read_iban(text)
    if iban is None:
        return say(
            "“{text}” is not an account number (IBAN): a digit is missing, wrong or in "
            "the wrong place. It is not a member's code either.",
            text=text,
        )
    if supplier and supplier.iban != iban:
        return say(
            "The bill says {iban}, but members.yaml (line {line}) says {known} for "
            "{payee}. Call {payee} on a number that you already know, and correct the "
            "one that is wrong.",
            iban=iban,
            known=supplier.iban,
            line=str(supplier.source.line),
            payee=bill.payee,
        )
    return Payee((supplier and supplier.holder) or bill.payee, iban)


def _payable(payee: Payee, register: Register) -> Payee | Message:
    """Return the payee where a SEPA payment can reach the account."""
    own = {register.cooperative.iban, *(b.iban for b in register.cooperative.banks)}
    if payee.iban in own:
        return say("{iban} is the cooperative's own account.", iban=payee.iban)
    if payee.iban[:2] not in COUNTRIES:
        return say(
            "{iban} is in a country outside SEPA; the bank has another way to pay it.",
            iban=payee.iban,
        )
    return payee

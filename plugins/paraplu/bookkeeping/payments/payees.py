"""To whom a bill is paid: the account number of its payee, and on whose name it is.

It comes from the `counterparty:` of the bill: an IBAN, or the code of a member whose
IBAN the private register has. A bill without one is paid to the account that the
register has for the supplier, and a bill of a supplier is paid on no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.folding import same, same_party
from paraplu.base.identifiers import read_iban
from paraplu.base.language import Message, say
from paraplu.base.metadata import COUNTERPARTY
from paraplu.bookkeeping.payments.orders import Payee
from paraplu.bookkeeping.payments.sepa import (
    COUNTRIES,
    asks_for_addresses,
    postal_address,
)
from paraplu.bookkeeping.payments.tax_returns import is_return, tax_office_iban

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.bookkeeping.payments.payables import Payable, PayableMove
    from paraplu.register.model import Register, Supplier


def payee_of(bill: Payable, register: Register, day: dt.date) -> Payee | Message:
    """Return whom a bill is paid to on a day, or why that cannot be told."""
    said = {text.casefold(): text for text in map(_counterparty, bill.bills) if text}
    supplier = supplier_of(bill.payee, register)
    if is_return(bill) and not supplier:
        return _tax_office(bill, said.values(), tax_office_iban(register, day))
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
            # What a bill says of a supplier is held against the register first.
            other = _of_another(bill, member, supplier, register)
            found = other or _private(member, register)
            return found if isinstance(found, Message) else _payable(found, register)
        found = _named(bill, text, supplier)
    elif supplier:
        found = _at(supplier, supplier.name)
    else:
        found = say(
            "There is no account number (IBAN) for {payee}. Write it on the bill, as "
            "`counterparty:`, or in members.yaml, under `suppliers:`.",
            payee=bill.payee or say("the payee"),
        )
    return found if isinstance(found, Message) else _payable(found, register)


def _tax_office(bill: Payable, said: Iterable[str], iban: str) -> Payee | Message:
    """Return the tax office, where nothing on the entry names another account."""
    others = [text for text in said if read_iban(text) != iban]
    if others:
        return say(
            "The entry of the return says {iban}, but the tax office is paid on "
            "{known}. Delete `counterparty:`. If the tax office moved again, look at "
            "belastingdienst.nl, and write it in members.yaml: {register}.",
            iban=others[0],
            known=iban,
            register="`vat: {tax_office_iban: …}`",
        )
    return Payee(bill.payee, iban)


def supplier_of(payee: str, register: Register) -> Supplier | None:
    """Return the supplier that a payee is: by name, or by the holder of the account.

    Where nothing is exactly so, `Woodshop BV` is the supplier `Woodshop B.V.` too: who
    changes an account number may change how the name is written.
    """
    for alike in (same, same_party):
        for one in register.suppliers.values():
            if alike(one.name, payee) or (one.holder and alike(one.holder, payee)):
                return one
    return None


def _of_another(
    bill: Payable, member: str, supplier: Supplier | None, register: Register
) -> Message | None:
    """Return why a bill cannot be paid to a member: its payee is somebody else."""
    if supplier:
        return say(
            "The bill is from {payee}, but would be paid to {member}. For {payee}, "
            "members.yaml (line {line}) says {known}. Delete `counterparty:`, or, if "
            "{member} paid this bill, write {member} as the payee.",
            payee=bill.payee,
            member=member,
            known=supplier.iban,
            line=str(supplier.source.line),
        )
    other = next((code for code in register.members if same(code, bill.payee)), member)
    if other != member:
        return say(
            "The payee is {payee}, but the money would go to {member}. Correct the "
            "one that is wrong.",
            payee=other,
            member=member,
        )
    return None


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
    return _at(supplier, bill.payee) if supplier else Payee(bill.payee, iban)


def _at(supplier: Supplier, name: str) -> Payee:
    """Return a supplier as the bank wants to know it."""
    return Payee(
        supplier.holder or name,
        supplier.iban,
        address=postal_address(supplier.address, ""),
        bic=supplier.bic,
    )


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
    if asks_for_addresses(payee.iban):
        return _with_addresses(payee, register)
    return payee


def _with_addresses(payee: Payee, register: Register) -> Payee | Message:
    """Return the payee where both addresses are there that a bank abroad asks for."""
    if payee.member:
        return say(
            "The account of {member} is outside the EEA, and the bank asks for an "
            "address then. Pay it in the bank's own form.",
            member=payee.member,
        )
    if not register.cooperative.address.get("city"):
        return say(
            "{iban} is outside the EEA, so the bank asks for the address of the "
            "cooperative. Write it in members.yaml, under `cooperative:`, as "
            "`address:`.",
            iban=payee.iban,
        )
    if payee.address is None:
        return say(
            "{iban} is outside the EEA, so the bank asks for the address of {payee}. "
            "Write it in members.yaml, under `suppliers:`, as `{address}`.",
            iban=payee.iban,
            payee=payee.name,
            address=f"address: {{street: …, postcode: …, city: …, "
            f"country: {payee.iban[:2]}}}",
        )
    return payee

"""From whom a bill is, and where its money goes: held against what is known of both.

Invoice fraud is a good bill with another account number on it. So a number is compared
with the register first, then with what was paid before; and one of ours, or of a
member, is nobody's bill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.folding import same_party, signs
from paraplu.base.identifiers import read_iban
from paraplu.base.language import say
from paraplu.base.metadata import COUNTERPARTY
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.payments.payees import supplier_of

if TYPE_CHECKING:
    from paraplu.bookkeeping.bills.model import Bill
    from paraplu.ledger.books import Books
    from paraplu.ledger.personal.names import Personal
    from paraplu.register.model import Register, Supplier


class Creditor(NamedTuple):
    """Who is paid: the payee as the books write it, and the IBAN; empty for none.

    `supplier` is what the register says of this payee, None where it says nothing.
    """

    payee: str
    iban: str
    supplier: Supplier | None


def must_be_ours(bill: Bill, register: Register) -> None:
    """Raise UnreadableBill for a bill that was sent to somebody else, or by us."""
    us, buyer, seller = register.cooperative, bill.buyer, bill.seller
    if _other(buyer.vat_id, us.vat_id) or _other(buyer.kvk, us.kvk):
        raise UnreadableBill(
            say(
                "It is for {name} ({number}), and not for the cooperative. Send it "
                "back, or ask for one in the name of the cooperative.",
                name=buyer.name,
                number=buyer.vat_id or buyer.kvk,
            )
        )
    if (seller.vat_id and signs(seller.vat_id) == signs(us.vat_id)) or (
        seller.kvk and seller.kvk == us.kvk
    ):
        raise UnreadableBill(
            say("It is an invoice of the cooperative itself, and not a bill to pay.")
        )


def creditor_of(
    bill: Bill, register: Register, books: Books, personal: Personal, trusted: str = ""
) -> Creditor:
    """Return who is paid; UnreadableBill where the account number cannot be right.

    `trusted` is an account number that a person gave for it.
    """
    ibans = [trusted] if trusted else [_read(text) for text in bill.ibans]
    supplier = _supplier(bill, ibans, register)
    payee = supplier.name if supplier else personal.without(bill.seller.name)
    if not payee:
        raise UnreadableBill(say("The bill does not say who sent it."))
    for iban in ibans:
        _must_not_be_ours(iban, register)
    if supplier:
        _must_agree(ibans, supplier)
        return Creditor(payee, supplier.iban, supplier)
    if len(set(ibans)) > 1:
        raise UnreadableBill(
            say(
                "The bill has several account numbers: {ibans}. Choose one with "
                "--iban, after you called {payee}.",
                ibans=", ".join(ibans),
                payee=payee,
            )
        )
    iban = ibans[0] if ibans else ""
    before = _paid_before(payee, books)
    if iban and before and iban not in before and not trusted:
        raise UnreadableBill(
            say(
                "The bill says {iban}, but earlier bills of {payee} said {before}. "
                "Call {payee} on a number that you already know. If it is right, add "
                "--iban {iban}.",
                iban=iban,
                payee=payee,
                before=", ".join(sorted(before)),
            )
        )
    return Creditor(payee, iban, None)


def _other(said: str, ours: str) -> bool:
    return bool(said and ours) and signs(said) != signs(ours)


def _read(text: str) -> str:
    iban = read_iban(text)
    if iban is None:
        raise UnreadableBill(
            say(
                "“{text}” is not an account number (IBAN): a digit is missing, wrong "
                "or in the wrong place. Call the supplier.",
                text=text,
            )
        )
    return iban


def _supplier(bill: Bill, ibans: list[str], register: Register) -> Supplier | None:
    """Return the supplier by name; by account number where no name is the same."""
    known = register.suppliers.values()
    named = supplier_of(bill.seller.name, register)
    return named or next((one for one in known if one.iban in ibans), None)


def _must_agree(ibans: list[str], supplier: Supplier) -> None:
    for iban in ibans:
        if iban != supplier.iban:
            raise UnreadableBill(
                say(
                    "The bill says {iban}, but members.yaml (line {line}) says {known} "
                    "for {payee}. Call {payee} on a number that you already know, and "
                    "correct the one that is wrong.",
                    iban=iban,
                    known=supplier.iban,
                    line=str(supplier.source.line),
                    payee=supplier.name,
                )
            )


def _must_not_be_ours(iban: str, register: Register) -> None:
    own = {register.cooperative.iban, *(b.iban for b in register.cooperative.banks)}
    if iban in own:
        raise UnreadableBill(say("{iban} is the cooperative's own account.", iban=iban))
    for code, person in register.private.items():
        if iban in person.ibans:
            raise UnreadableBill(
                say(
                    "The account number on it is a private one of {member}. What a "
                    "member paid is booked as an advance, with the shop's receipt.",
                    member=code,
                )
            )


def _paid_before(payee: str, books: Books) -> set[str]:
    """Return the account numbers on bills of a payee that the books have."""
    found = set()
    for transaction, meta in books.remarks(COUNTERPARTY):
        if same_party(transaction.payee, payee):
            found.add(read_iban(str(meta.get(COUNTERPARTY) or "")) or "")
    return found - {""}

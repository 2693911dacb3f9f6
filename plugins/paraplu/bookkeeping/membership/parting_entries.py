"""The entries by which the ring of somebody who leaves becomes empty, as text.

They are proposals: what was sold for how much, and what was paid, a person knows. Each
goes a way that contract, section 4, allows after leaving, or says by when it must be.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.common_fund import COMMON_FUND
from paraplu.base.language import Language, Message, say
from paraplu.base.money import CENT, ZERO
from paraplu.bookkeeping.bank_import.vat import rate_of, vat_account
from paraplu.journal.ledger_text import aligned, quoted
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register


class PartingEntries:
    """Writes entries about one member, dated a day, in the language of the books."""

    def __init__(
        self, books: Books, register: Register, member: str, day: dt.date
    ) -> None:
        self.books = books
        self.register = register
        self.member = member
        self.day = day
        self._language = Language(register.language)

    def account(self, root: Root, word: str) -> str:
        """Return the member's account of a class."""
        return self.books.chart.member_account(root, self.member, word)

    def bank(self) -> str:
        """Return the first account at a bank that the books have."""
        known = sorted(
            name
            for name, opened in self.books.opened.items()
            if opened.account.kind is Kind.BANK
        )
        own = self.books.chart.coop_account(Root.ASSETS, "Bank")
        return next(iter(known), own)

    def sold(self, account: Account, amount: Decimal) -> str:
        """Return the sale of equipment or stock at the value in the books, with VAT."""
        due = self._vat(amount)
        equipment = account.kind is Kind.EQUIPMENT
        credited = account.name if equipment else self.account(Root.INCOME, "Sales")
        lines = [(self.bank(), amount + due), (credited, -amount)]
        if due:
            lines.append((vat_account(self.books, "high", sold=True), -due))
        text = self._entry(say("Sold on leaving {member}", member=self.member), lines)
        return text if equipment else text + "\n" + self.written_off(account, amount)

    def _vat(self, amount: Decimal) -> Decimal:
        if self.register.vat_on(self.day).scheme is Scheme.KOR:
            return ZERO
        return (amount * rate_of("high", self.day)).quantize(CENT, ROUND_HALF_UP)

    def written_off(self, account: Account, amount: Decimal) -> str:
        """Return how equipment or stock leaves the ring without money."""
        word = "Growth" if account.kind is Kind.EQUIPMENT else "Costs"
        words = say("Out of the ring on leaving {member}", member=self.member)
        own = self.account(Root.EXPENSES, word)
        return self._entry(words, [(own, amount), (account.name, -amount)])

    def cash(self, account: Account, amount: Decimal) -> str:
        """Return how a cash box goes to the bank."""
        words = say("Cash box of {member} to the bank", member=self.member)
        return self._entry(words, [(self.bank(), amount), (account.name, -amount)])

    def capital_back(self, amount: Decimal) -> str:
        """Return how start capital goes back to the cooperative."""
        own = self.account(Root.EQUITY, "StartCapital")
        means = self._known(Kind.COOP_EQUITY, Root.EQUITY, "Coop")
        words = say("Start capital of {member} back", member=self.member)
        return self._entry(words, [(own, amount), (means, -amount)])

    def set_off(self, amount: Decimal) -> str:
        """Return how what is left is set off with the municipality."""
        town = self._known(Kind.MUNICIPALITY, Root.LIABILITIES, "Municipality")
        words = say("Set-off on leaving {member}", member=self.member)
        own = self.account(Root.EXPENSES, "SetOff")
        return self._entry(words, [(own, amount), (town, -amount)])

    def spent(self, word: str, amount: Decimal) -> str:
        """Return how what is left is used for training or equipment, before leaving."""
        root = Root.ASSETS if word == "Equipment" else Root.EXPENSES
        words = say("Used on leaving {member}", member=self.member)
        lines = [(self.account(root, word), amount), (self.bank(), -amount)]
        return self._entry(words, lines, ('  receipt: "documents/…"\n',))

    def shared(self, amount: Decimal) -> str:
        """Return how what is left goes to the common fund, before leaving."""
        own = self.account(Root.EXPENSES, "Costs") + f":{COMMON_FUND}"
        fund = self.books.chart.coop_account(Root.INCOME, "Coop", COMMON_FUND)
        words = say("To the common fund on leaving {member}", member=self.member)
        agreed = self._agreed(amount)
        return self._entry(words, [(own, amount), (fund, -amount)], agreed)

    def _agreed(self, amount: Decimal) -> tuple[str, ...]:
        """Return who has to agree to the charge beforehand, where somebody has (EV03).

        None where a limit of the charge was agreed: that is PF11's.
        """
        policy = self.register.policy(self.day, self.member)
        least = policy.approval_from
        if least is None or amount < least or policy.charges.get(COMMON_FUND):
            return ()
        board = self._language.render(say("board"))
        return (f'  approved: "{board} {self.day}"\n',)

    def _known(self, kind: Kind, root: Root, word: str) -> str:
        """Return an account of the cooperative that is open, by its group."""
        start = self.books.chart.word("StartCapital")
        known = sorted(
            name
            for name, opened in self.books.opened.items()
            if opened.account.kind is kind and opened.closed is None
        )
        named = [name for name in known if name.endswith(f":{start}")]
        group = self.books.chart.coop_account(root, word)
        return next(iter((*named, *known)), group)

    def _entry(
        self,
        words: Message,
        lines: Iterable[tuple[str, Decimal]],
        metadata: Iterable[str] = (),
    ) -> str:
        """Return an entry, after the lines that open what is not opened yet."""
        head = f"{self.day} * {quoted(self._language.render(words))}\n"
        currency = self.books.currency
        known = list(lines)
        rows = [aligned(f"  {name}", amount, currency) for name, amount in known]
        opens = [
            f"{self.day} open {name} {currency}\n"
            for name, _ in known
            if name not in self.books.opened
        ]
        return "".join((*opens, *(["\n"] if opens else []), head, *metadata, *rows))

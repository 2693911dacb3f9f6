"""The chart of accounts: what an account name means (contract, section 2).

A member's accounts are `<Root>:Members:<code>:<Class>[:<detail>…]`; all of them
together are the member's ring. The cooperative's own accounts are known by prefix.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.vocabulary import DUTCH, DUTCH_DETAILS, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Root(Enum):
    """The five roots that Beancount knows, whatever the books call them."""

    # Each member is one object, so its identity will do; Enum hashes the name, in
    # Python, which is most of the time that looking one up takes.
    __hash__ = object.__hash__

    ASSETS = "Assets"
    LIABILITIES = "Liabilities"
    EQUITY = "Equity"
    INCOME = "Income"
    EXPENSES = "Expenses"


class Kind(Enum):
    """What an account holds."""

    __hash__ = object.__hash__  # as of roots

    # in a member's ring
    SALES = auto()
    INTERNAL_SALES = auto()
    COSTS = auto()
    CONTRIBUTION = auto()
    GROWTH = auto()
    TRAINING = auto()
    SET_OFF = auto()
    EQUIPMENT = auto()
    STOCK = auto()
    RECEIVABLE = auto()
    CASH = auto()
    PREPAID = auto()
    PAYABLE = auto()
    DEPOSIT = auto()
    START_CAPITAL = auto()
    THERMOMETER = auto()
    # of the cooperative
    BANK = auto()
    COOP_CASH = auto()
    CLEARING = auto()
    COOP_RECEIVABLE = auto()
    VAT_CLAIM = auto()
    COOP_EQUIPMENT = auto()
    VAT_DUE = auto()
    COOP_PAYABLE = auto()
    MUNICIPALITY = auto()
    COOP_INCOME = auto()
    COOP_CONTRIBUTION = auto()
    COOP_EXPENSES = auto()
    ROUNDING = auto()
    COOP_EQUITY = auto()
    OPENING = auto()
    FUND_INCOME = auto()
    FUND_EXPENSES = auto()
    FUND_LIABILITIES = auto()
    FUND_EQUITY = auto()
    EXTRA = auto()
    # outside the grammar
    UNKNOWN = auto()
    # a posting of 0.00, whatever it stands on: it holds and moves nothing
    NOTHING = auto()


# (root, English class) of a member's account, and what it is.
MEMBER_CLASSES: Mapping[tuple[Root, str], Kind] = {
    (Root.INCOME, "Sales"): Kind.SALES,
    (Root.INCOME, "InternalSales"): Kind.INTERNAL_SALES,
    (Root.EXPENSES, "Costs"): Kind.COSTS,
    (Root.EXPENSES, "Contribution"): Kind.CONTRIBUTION,
    (Root.EXPENSES, "Growth"): Kind.GROWTH,
    (Root.EXPENSES, "Training"): Kind.TRAINING,
    (Root.EXPENSES, "SetOff"): Kind.SET_OFF,
    (Root.ASSETS, "Equipment"): Kind.EQUIPMENT,
    (Root.ASSETS, "Stock"): Kind.STOCK,
    (Root.ASSETS, "Receivable"): Kind.RECEIVABLE,
    (Root.ASSETS, "Cash"): Kind.CASH,
    (Root.ASSETS, "Prepaid"): Kind.PREPAID,
    (Root.LIABILITIES, "Payable"): Kind.PAYABLE,
    (Root.LIABILITIES, "Deposit"): Kind.DEPOSIT,
    (Root.EQUITY, "StartCapital"): Kind.START_CAPITAL,
    (Root.EQUITY, "Thermometer"): Kind.THERMOMETER,
}

# (root, English group) of the cooperative's accounts.
COOP_GROUPS: Mapping[tuple[Root, str], Kind] = {
    (Root.ASSETS, "Bank"): Kind.BANK,
    (Root.ASSETS, "Cash"): Kind.COOP_CASH,
    (Root.ASSETS, "Clearing"): Kind.CLEARING,
    (Root.ASSETS, "Receivable"): Kind.COOP_RECEIVABLE,
    (Root.ASSETS, "VAT"): Kind.VAT_CLAIM,
    (Root.ASSETS, "Equipment"): Kind.COOP_EQUIPMENT,
    (Root.LIABILITIES, "VAT"): Kind.VAT_DUE,
    (Root.LIABILITIES, "Payable"): Kind.COOP_PAYABLE,
    (Root.LIABILITIES, "Municipality"): Kind.MUNICIPALITY,
    (Root.INCOME, "Coop"): Kind.COOP_INCOME,
    (Root.EXPENSES, "Coop"): Kind.COOP_EXPENSES,
    (Root.EQUITY, "Coop"): Kind.COOP_EQUITY,
}

FUND_ROOTS: Mapping[Root, Kind] = {
    Root.INCOME: Kind.FUND_INCOME,
    Root.EXPENSES: Kind.FUND_EXPENSES,
    Root.LIABILITIES: Kind.FUND_LIABILITIES,
    Root.EQUITY: Kind.FUND_EQUITY,
}

_NARROWER: Mapping[tuple[Kind, str], Kind] = {
    (Kind.COOP_INCOME, "Contribution"): Kind.COOP_CONTRIBUTION,
    (Kind.COOP_EXPENSES, "Rounding"): Kind.ROUNDING,
}


class Account(Struct, frozen=True, eq=False):
    """An account with its meaning; a chart makes one object per name.

    `member` is empty for the cooperative's accounts; `detail` holds what stands
    below the class or group (`("Phone",)`, or `("StallRent",)` of `Income:Coop`), and
    `charge` what the cooperative charges by an account of its income.
    """

    name: str
    kind: Kind
    root: Root | None = None
    member: str = ""
    fund: str = ""
    detail: tuple[str, ...] = ()
    charge: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether the thermometer of its member is computed from this account."""
        return bool(self.member) and (
            self.kind is Kind.EQUIPMENT
            or self.root in (Root.INCOME, Root.EXPENSES, Root.EQUITY)
        )


class Chart:
    """Reads account names in the words and roots of one ledger.

    `words` say what the books call each English word of the chart, `roots` what they
    call Beancount's roots. `opening` is the account below equity that balances are
    opened against, and `extra` are prefixes of accounts outside the grammar.
    """

    def __init__(
        self,
        words: Mapping[str, str] = ENGLISH,
        roots: Mapping[Root, str] | None = None,
        opening: str = "Opening-Balances",
        extra: Iterable[str] = (),
    ) -> None:
        names = roots or {root: root.value for root in Root}
        self._names = names
        self._words = words
        self._roots = {names[root]: root for root in Root}
        self._members = words["Members"]
        self._funds = words["Funds"]
        self._classes = _worded(MEMBER_CLASSES, words)
        self._groups = _worded(COOP_GROUPS, words)
        self._narrower = {
            (kind, words[word]): narrow for (kind, word), narrow in _NARROWER.items()
        }
        self._opening = f"{names[Root.EQUITY]}:{opening}"
        self._extra = tuple(extra)
        self._known: dict[str, Account] = {}

    @property
    def roots(self) -> Mapping[Root, str]:
        """What the books call Beancount's roots."""
        return self._names

    def is_like(self, other: Chart) -> bool:
        """Tell whether another chart reads every name alike."""
        return self._grammar == other._grammar

    @property
    def _grammar(self) -> dict[str, object]:
        """All that names are read by."""
        return {name: value for name, value in vars(self).items() if name != "_known"}

    def account(self, name: str) -> Account:
        """Return what an account name means; outside the grammar is `Kind.UNKNOWN`."""
        account = self._known.get(name)
        if account is None:
            account = self._known[name] = self._read(name)
        return account

    def member_account(self, root: Root, member: str, word: str) -> str:
        """Return the name of a member's account of an English class."""
        return ":".join(
            (self._names[root], self._members, member, self._words.get(word, word))
        )

    def word(self, word: str) -> str:
        """Return what the books call an English word of the chart."""
        return self._words.get(word, word)

    def detail(self, group: str, word: str) -> str:
        """Return what an English detail is called, in the language of its group.

        The group is an English word too, and has another one in Dutch.
        """
        return DUTCH_DETAILS[word] if self.word(group) == DUTCH[group] else word

    def coop_account(self, root: Root, word: str, *detail: str) -> str:
        """Return the name of an account of the cooperative, by its English group."""
        return ":".join((self._names[root], self._words.get(word, word), *detail))

    def member_class(self, path: str) -> tuple[Kind, tuple[str, ...]] | None:
        """Return the class and detail of a path such as `Costs:Phone`, or None.

        The class may be written in English or in the words of the chart.
        """
        word, *detail = path.split(":")
        for (_, known), kind in (*self._classes.items(), *MEMBER_CLASSES.items()):
            if known == word:
                return kind, tuple(detail)
        return None

    def _read(self, name: str) -> Account:
        first, *rest = name.split(":")
        root = self._roots.get(first)
        if root is None or not rest:
            return self._other(name, root)
        if rest[0] == self._members and len(rest) > 1:
            code, *path = rest[1:]
            kind = self._classes.get((root, "".join(path[:1])), Kind.UNKNOWN)
            return Account(name, kind, root, member=code, detail=tuple(path[1:]))
        if rest[0] == self._funds and len(rest) > 1 and root in FUND_ROOTS:
            kind = FUND_ROOTS[root]
            return Account(name, kind, root, fund=rest[1], detail=tuple(rest[2:]))
        group = self._groups.get((root, rest[0]))
        if group is None:
            return self._other(name, root)
        detail = tuple(rest[1:])
        kind = self._narrower.get((group, detail[0]), group) if detail else group
        charge = detail[0] if detail and kind is Kind.COOP_INCOME else ""
        return Account(name, kind, root, detail=detail, charge=charge)

    def _other(self, name: str, root: Root | None) -> Account:
        if within(name, self._opening):
            return Account(name, Kind.OPENING, root)
        if any(within(name, prefix) for prefix in self._extra):
            return Account(name, Kind.EXTRA, root)
        return Account(name, Kind.UNKNOWN, root)


def within(name: str, prefix: str) -> bool:
    """Tell whether an account name is `prefix` or lies below it."""
    return name == prefix or name.startswith(prefix + ":")


def _worded(
    table: Mapping[tuple[Root, str], Kind], words: Mapping[str, str]
) -> dict[tuple[Root, str], Kind]:
    return {(root, words[word]): kind for (root, word), kind in table.items()}

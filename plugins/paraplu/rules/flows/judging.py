"""Looks at every transaction of a ring and says which part of it has no allowed way.

Most transactions are of a plan that covers their postings, and are done at the price of
a look at one bound. The others are routed, in the order of the ledger, since a refund
uses up what an earlier one left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.chart import Kind
from paraplu.base.kinds import VAT
from paraplu.base.money import HALF_A_CENT, ZERO
from paraplu.rules.flows.grossing import with_vat
from paraplu.rules.flows.limits import Limits
from paraplu.rules.flows.plan import Charges, LanePlan
from paraplu.rules.flows.routing import Routed, route
from paraplu.rules.flows.standing import SETTLED
from paraplu.rules.flows.table import COST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Role, Signature, Transaction
    from paraplu.register.model import Register
    from paraplu.rules.flows.ways import Lane


class UnroutedFlow(Struct, frozen=True):
    """A part of an entry that the table does not allow: positive amounts by posting."""

    transaction: Transaction
    credits: dict[int, Decimal]
    debits: dict[int, Decimal]
    padded: bool = False

    @property
    def amount(self) -> Decimal:
        """How much strays, in EUR; the lesser side where the transaction is uneven."""
        return min(sum(self.credits.values(), ZERO), sum(self.debits.values(), ZERO))

    @property
    def crosses(self) -> bool:
        """Tell whether a member's cost is paid with what is another member's."""
        accounts = self.transaction.accounts
        payers = {accounts[n].member for n in self.credits} - {""}
        return any(
            accounts[n].kind in COST and payers - {accounts[n].member}
            for n in self.debits
            if accounts[n].member
        )


def strays(books: Books, register: Register) -> list[UnroutedFlow]:
    """Return every part of an entry that no allowed flow explains, in ledger order."""
    judge = _Judge(books, register)
    doubtful = {
        transaction.number: (transaction, plan)
        for transaction, plan in judge.doubtful()
    }
    found = (judge.routed(*doubtful[number]) for number in sorted(doubtful))
    return [stray for stray in found if stray]


class _Judge:
    def __init__(self, books: Books, register: Register) -> None:
        self._books = books
        self._register = register
        self._limits = Limits(books)
        self._oversettled = self._limits.standing.oversettled
        self._pads = {pad.source for pad in books.pads}
        self._plans: dict[tuple[tuple[Role, ...], Charges, bool], LanePlan] = {}

    def doubtful(self) -> Iterator[tuple[Transaction, LanePlan]]:
        """Yield the transactions whose plan does not explain them at a glance."""
        for signature, transactions in self._books.by_signature.items():
            roles = signature.roles
            if not signature.rings:
                continue
            if any(role.charge or role.kind is Kind.OPENING for role in roles):
                for one in transactions:
                    plan = self._plan_on(one)
                    if self._doubted(plan, signature, (one,)):
                        yield one, plan
                continue
            plan = self._plan(roles, frozenset(), opening=False)
            if not self._explains(plan, signature):
                for one in self._doubted(plan, signature, transactions):
                    yield one, plan

    def _explains(self, plan: LanePlan, signature: Signature) -> bool:
        """Tell whether a plan explains all transactions of a signature, unseen."""
        return (
            plan.glance is not None
            and plan.glance.sees_nothing
            and not plan.takes_back
            and not self._pads
            and not (self._oversettled and signature.kinds & SETTLED)
        )

    def _doubted(
        self, plan: LanePlan, signature: Signature, alike: Sequence[Transaction]
    ) -> Sequence[Transaction]:
        """Return those of alike transactions that a plan does not explain at a glance.

        What can't be so for any of them is not asked of each.
        """
        glance, pads = plan.glance, self._pads
        settles = bool(self._oversettled) and not SETTLED.isdisjoint(signature.kinds)
        if glance is None:
            return alike
        return [
            one
            for one in alike
            if glance.doubts(one)
            or (plan.takes_back and one.links)
            or (settles and self._oversettles(one))
            or (pads and self._is_padded(one))
        ]

    def _oversettles(self, transaction: Transaction) -> bool:
        """Tell whether an account was settled beyond what stood there, some day."""
        return any(account in self._oversettled for account in transaction.accounts)

    def _plan_on(self, transaction: Transaction) -> LanePlan:
        """Return the plan of a transaction whose ways depend on its day."""
        day, signature = transaction.date, transaction.signature
        charges = frozenset(
            (ring, charge)
            for ring in signature.rings
            for charge in self._register.policy(day, transaction.member(ring)).charges
        )
        opening = day == self._books.first_day
        return self._plan(signature.roles, charges, opening=opening)

    def _plan(
        self, roles: tuple[Role, ...], charges: Charges, *, opening: bool
    ) -> LanePlan:
        key = (roles, charges, opening)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = LanePlan(roles, charges, opening=opening)
        return plan

    def _is_padded(self, transaction: Transaction) -> bool:
        return transaction.flag == "P" and transaction.source in self._pads

    def routed(self, transaction: Transaction, plan: LanePlan) -> UnroutedFlow | None:
        """Return what cannot be routed of a transaction, None where all of it can."""
        credits, debits = _sides(plan, transaction.amounts)
        if self._is_padded(transaction):
            return UnroutedFlow(transaction, credits, debits, padded=True)
        routed, left = self._route(transaction, plan, credits, debits)
        self._limits.take_back(transaction, plan, routed, {**routed.credits, **left})
        stray = UnroutedFlow(transaction, dict(routed.credits), left)
        if stray.amount < HALF_A_CENT:
            return None
        if plan.takes_back and transaction.links:  # what is linked counts without VAT
            return stray
        return self._with_vat(stray, plan) or stray

    def _with_vat(self, stray: UnroutedFlow, plan: LanePlan) -> UnroutedFlow | None:
        """Return what strays with its VAT, None where VAT makes no difference to it.

        It does where VAT has no way itself, or is on a cost of another member.
        """
        transaction = stray.transaction
        taxed = {n for n, known in enumerate(transaction.accounts) if known.kind in VAT}
        stranded = taxed.intersection(stray.credits)
        if not (stranded or (stray.crosses and taxed.intersection(plan.debits))):
            return None
        amounts = with_vat(transaction)
        if amounts is None:
            return None
        routed, left = self._route(transaction, plan, *_sides(plan, amounts))
        whole = UnroutedFlow(transaction, dict(routed.credits), left)
        costs = any(transaction.accounts[n].kind in COST for n in stray.debits)
        grows = costs and whole.crosses and taxed.intersection(plan.debits)
        return whole if grows or whole.amount == stray.amount else None

    def _route(
        self,
        transaction: Transaction,
        plan: LanePlan,
        credits: Mapping[int, Decimal],
        debits: Mapping[int, Decimal],
    ) -> tuple[Routed[Lane], dict[int, Decimal]]:
        """Return how credits get to debits, and what is left of each debit."""
        beyond = self._beyond(transaction, plan, debits)
        within = {n: amount - beyond.get(n, ZERO) for n, amount in debits.items()}
        routed = route(credits, within, self._limits.channels(plan, transaction))
        left = dict(routed.debits)
        for n, amount in beyond.items():
            left[n] = left.get(n, ZERO) + amount
        return routed, left

    def _beyond(
        self, transaction: Transaction, plan: LanePlan, debits: Mapping[int, Decimal]
    ) -> dict[int, Decimal]:
        """Return how much each down payment is settled beyond what stood there.

        Whatever settles it, there is no way to that part but the opening of the books.
        """
        if plan.opens:
            return {}
        beyond = {
            n: amount - self._limits.standing.settled(transaction, n)
            for n, amount in debits.items()
            if plan.roles[n].kind is Kind.DEPOSIT
        }
        return {n: amount for n, amount in beyond.items() if amount}


def _sides(
    plan: LanePlan, amounts: Sequence[Decimal]
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Return what is credited and what is debited by posting, in EUR and positive."""
    return (
        {n: -amounts[n] for n in plan.credits if amounts[n]},
        {n: amounts[n] for n in plan.debits if amounts[n]},
    )

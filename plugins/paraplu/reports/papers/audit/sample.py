"""The sample: all costs from an amount on, and some others by a seed.

Who has the same books and the same seed draws the same sample, on every machine: each
cost has a number, the SHA-256 of the seed and of what it says, and those with the
lowest numbers are drawn. Where the committee chooses the seed after the year is over,
nobody could know before which costs would be looked at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.journal.ledger_text import money
from paraplu.reports.papers.audit.costs import approved, costs_in, document, figure
from paraplu.reports.papers.blocks import Column, Fact, Facts, Row, Sentences, Table
from paraplu.reports.papers.values import CellKind
from paraplu.reports.papers.whole.entries import account_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.reports.papers.audit.costs import Cost
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.period import PaperPeriod

MANY = 25
_ABOVE = Decimal(250)
_BOXES = "☐ ☐ ☐ ☐"


@dataclass(frozen=True)
class SampleRule:
    """How to draw: all from `above` EUR on, and `many` of the others by `seed`."""

    seed: str
    above: Decimal = _ABOVE
    many: int = MANY


@dataclass(frozen=True)
class Sample:
    """What was drawn, of which population; `large` are those above the amount."""

    population: Sequence[Cost]
    large: Sequence[Cost]
    drawn: Sequence[Cost]


def rule_of(material: Material, period: PaperPeriod) -> SampleRule:
    """Return the rule that counts where the committee asks for no other.

    All that needed an approval, and the period for a seed.
    """
    closing = period.span.closing(material.books)
    least = material.register.policy(closing).approval_from
    return SampleRule(period.code, _ABOVE if least is None else least)


def draw(population: Sequence[Cost], rule: SampleRule) -> Sample:
    """Draw a sample; each part of it is in the order of the ledger."""
    large = [cost for cost in population if abs(cost.amount) >= rule.above]
    rest = [cost for cost in population if abs(cost.amount) < rule.above]
    numbers = _numbers(rest, rule.seed)
    lowest = sorted(range(len(rest)), key=numbers.__getitem__)[: rule.many]
    return Sample(population, large, [rest[place] for place in sorted(lowest)])


def _numbers(costs: Sequence[Cost], seed: str) -> Sequence[bytes]:
    """Return the number of each cost, in their order.

    Those that say the same are told apart by their order; where an entry stands in the
    files makes no difference.
    """
    seen: Counter[str] = Counter()
    begun = hashlib.sha256(f"{seed}\n".encode("utf-8", "surrogatepass"))
    found = []
    for cost in costs:
        entry = cost.transaction
        said = (
            f"{entry.date}\t{cost.account.name}\t{money(cost.amount)}\t{entry.payee}"
            f"\t{entry.narration}"
        )
        seen[said] += 1
        number = begun.copy()
        number.update(f"{said}\n{seen[said]}".encode("utf-8", "surrogatepass"))
        found.append(number.digest())
    return found


def sample(
    material: Material, period: PaperPeriod, rule: SampleRule
) -> tuple[Sentences, Facts, Table]:
    """Return the rule, what it drew from, and the list with boxes to tick."""
    found = draw(costs_in(material, period.span), rule)
    return _said(rule), _counted(material, found, rule), _list(material, found)


def _said(rule: SampleRule) -> Sentences:
    return Sentences(
        "rule",
        (
            say(
                "All costs of {above} euros or more are looked at, and {many} of the "
                "others.",
                above=rule.above,
                many=rule.many,
            ),
            say(
                "Which others follows from the seed “{seed}”: of each cost the SHA-256 "
                "is made of the seed and of its date, account, amount, payee and "
                "words, and those with the lowest are drawn. The same books and the "
                "same seed give the same list on every machine.",
                seed=rule.seed,
            ),
            say(
                "Let the committee choose a seed of its own after the year is over, so "
                "that nobody knew before what it would look at."
            ),
        ),
    )


def _counted(material: Material, found: Sample, rule: SampleRule) -> Facts:
    return Facts(
        "population",
        (
            Fact("seed", say("Seed"), rule.seed),
            Fact("costs", say("Costs in all"), len(found.population), CellKind.NUMBER),
            Fact(
                "amount",
                say("Together"),
                figure(material, found.population),
                CellKind.MONEY,
            ),
            Fact("large", say("Above the amount"), len(found.large), CellKind.NUMBER),
            Fact(
                "large_amount",
                say("These together"),
                figure(material, found.large),
                CellKind.MONEY,
            ),
            Fact("drawn", say("Drawn by the seed"), len(found.drawn), CellKind.NUMBER),
            Fact(
                "drawn_amount",
                say("Those together"),
                figure(material, found.drawn),
                CellKind.MONEY,
            ),
        ),
    )


def _list(material: Material, found: Sample) -> Table:
    large = {id(cost) for cost in found.large}
    both = sorted(
        [*found.large, *found.drawn],
        key=lambda one: (one.transaction.number, one.position),
    )
    rows = [
        Row(
            f"sample-{number}",
            (
                number,
                cost.transaction.date,
                cost.words,
                account_said(cost.account),
                cost.amount,
                say("large") if id(cost) in large else say("drawn"),
                document(material, cost),
                approved(cost),
                _BOXES,
            ),
        )
        for number, cost in enumerate(both, 1)
    ]
    return Table(
        "sample",
        say("Tick for each: document, amount, approval, member"),
        (
            Column("number", say("No."), CellKind.NUMBER),
            Column("date", say("Date"), CellKind.DAY),
            Column("what", say("What")),
            Column("account", say("Account")),
            Column("amount", say("Amount"), CellKind.MONEY),
            Column("why", say("Why"), narrow=True),
            Column("document", say("Document")),
            Column("approved", say("Approved by")),
            Column("ticks", say("D A A M"), narrow=True),
        ),
        tuple(rows),
        say("There was nothing to draw from."),
        (
            say(
                "Document: it is there and it is of this. Amount: it is that of the "
                "document, less VAT. Approval: somebody else gave it, before. Member: "
                "it is booked with whom it was for."
            ),
        ),
    )

"""Runs the rules over the books, and sorts out what was waived."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.findings import Finding, Severity, Source, in_order
from paraplu.base.language import say
from paraplu.base.metadata import WAIVER
from paraplu.ledger.evidence import waiver_of
from paraplu.rules import FAMILIES, RULES, Family, Needs, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register


_PRIVATE = "private"
_CHARGES = "policies.charges"


@dataclass(frozen=True)
class Waived:
    """A waiver in the books; `findings` is how many it took away."""

    code: str
    reason: str
    source: Source
    date: dt.date
    days: int
    member: str | None
    findings: int


class Unjudged(Struct, frozen=True):
    """A part of the register that a fault makes unknown, and the rules that miss it.

    Of a `member` they judge all that does not need it; without a member they did not
    run. Of the private register a rule did run, by what is known.
    """

    part: str
    member: str | None
    rules: tuple[str, ...]

    def touches(self, finding: Finding) -> bool:
        """Tell whether the rule of a finding could not judge all of its kind.

        What is unknown of one member leaves those findings that are about another.
        """
        about = self.member is None or finding.member in {None, self.member}
        return about and finding.code in self.rules


@dataclass(frozen=True)
class Verdict:
    """What the rules say: findings in order, waivers, and the rules that ran.

    `unjudged` is what they could not judge since the register has faults.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    ran: tuple[str, ...]
    unjudged: tuple[Unjudged, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether there is a finding of severity error."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def complete(self) -> bool:
        """Tell whether all rules ran, and on all that they judge."""
        return len(self.ran) == len(RULES) and not self.unjudged


@dataclass(frozen=True)
class Judgement:
    """Everything that is known of a ledger once it was loaded and judged.

    Where the register is not usable, the rings are read without it, and figures made of
    them mean nothing.
    """

    books: Books
    register: Register
    verdict: Verdict


def judge(
    books: Books,
    register: Register,
    reached: Needs = Needs.REGISTER,
    *,
    before: Verdict | None = None,
) -> Verdict:
    """Return the verdict of every rule that can run.

    A fault in a rule is a finding of its own that names the rule: it takes neither the
    ledger nor the other rules down, and it fails the check. `before` is the verdict on
    the text of the same ledger: what it judged is not judged again.
    """
    if not register.usable:
        reached = min(reached, Needs.LEDGER)
    found = list(before.findings) if before else []
    ran = list(before.ran) if before else []
    for family in FAMILIES:
        if before and family.needs is Needs.TEXT:
            continue
        able = {rule.code: rule for rule in family.rules if _can_judge(rule, register)}
        if able and family.needs <= reached:
            judged: list[Finding] = []
            try:
                judged += family.judge(books, register)
            except Exception as fault:  # noqa: BLE001 - any fault, and it is reported
                found.append(_fault(books, family, fault))
            else:
                ran += able
            known = _known(judged, able, books, register)
            found += known if register.unknown else judged
    waivers = list(_waivers(books))
    places = {place: codes for codes, places in waivers for place in places}
    taken: Counter[tuple[Source, str]] = Counter()
    left = []
    for finding in found:
        waiver = places.get(finding.source)
        if waiver and finding.code in waiver:
            taken[waiver[finding.code].source, finding.code] += 1
        else:
            left.append(finding)
    waived = tuple(
        replace(one, findings=taken[one.source, one.code])
        for codes, _ in waivers
        for one in codes.values()
    )
    unjudged = tuple(_unjudged(register)) if reached is Needs.REGISTER else ()
    return Verdict(tuple(in_order(left)), waived, tuple(sorted(ran)), unjudged)


def _can_judge(rule: Rule, register: Register) -> bool:
    """Tell whether what a rule reads of the register is known, of some member at least.

    Of the private register there may be nothing at all: what is known of it is looked
    for, and nobody is accused by what is not. Charges matter to the transactions that
    book one, and to no other.
    """
    parts = (part for part in _shared(rule) if part != _CHARGES)
    return all(map(register.knows, parts))


def _shared(rule: Rule) -> list[str]:
    return [part for part in rule.reads if not part.startswith(_PRIVATE)]


def _charging(books: Books) -> set[Source]:
    """Return the places of all transactions that book a charge."""
    charging = books.with_signature(lambda one: any(role.charge for role in one.roles))
    return {place for transaction in charging for place in _places(transaction)}


def _places(transaction: Transaction) -> set[Source]:
    postings = range(len(transaction.postings))
    return {transaction.source, *map(transaction.source_at, postings)}


def _known(
    judged: list[Finding], able: Mapping[str, Rule], books: Books, register: Register
) -> Iterator[Finding]:
    """Yield the findings that do not lean on a part of the register that is unknown."""
    leaning = any(_CHARGES in rule.reads for rule in able.values())
    charging = _charging(books) if leaning else set()
    for finding in judged:
        rule = able.get(finding.code)
        if rule and all(
            register.knows(part, finding.member)
            or (part == _CHARGES and finding.source not in charging)
            for part in _shared(rule)
        ):
            yield finding


def _unjudged(register: Register) -> Iterator[Unjudged]:
    for one in register.unknown:
        rules = tuple(
            code
            for code, rule in RULES.items()
            if any(one.touches(part) for part in rule.reads)
        )
        if rules:
            yield Unjudged(one.part, one.member, rules)


def _waivers(books: Books) -> Iterator[tuple[dict[str, Waived], set[Source]]]:
    """Yield the waivers of each entry by code, with the places where they count."""
    for transaction in books.saying(WAIVER):
        waiver = waiver_of(transaction)
        if waiver is None:
            continue
        waivable = (c for c in sorted(waiver.codes) if c in RULES and RULES[c].waivable)
        codes = {
            code: Waived(
                code,
                waiver.reason,
                transaction.source,
                transaction.date,
                (books.today - transaction.date).days,
                min(transaction.members, default=None),
                0,
            )
            for code in waivable
        }
        yield codes, _places(transaction)


def _fault(books: Books, family: Family, fault: Exception) -> Finding:
    codes = ", ".join(rule.code for rule in family.rules)
    return family.rules[0].found(
        say(
            "Because of a fault in paraplu itself ({fault}), {codes} did not check "
            "these books.",
            codes=codes,
            fault=f"{type(fault).__name__}: {fault}",
        ),
        Source(str(books.main), 0),
        hint=say("Please report this message. Until it is fixed, check this by hand."),
        severity=Severity.ERROR,
    )

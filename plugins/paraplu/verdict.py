"""Runs the rules over the books, and sorts out what was waived."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paraplu.evidence import waiver_of
from paraplu.findings import Finding, Severity, Source, in_order
from paraplu.language import say
from paraplu.rules import FAMILIES, RULES, Family, Needs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.register.model import Register


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


@dataclass(frozen=True)
class Verdict:
    """What the rules say: findings in order, waivers, and the rules that ran."""

    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    ran: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Tell whether there is a finding of severity error."""
        return any(f.severity is Severity.ERROR for f in self.findings)


def judge(books: Books, register: Register, reached: Needs = Needs.REGISTER) -> Verdict:
    """Return the verdict of every rule that can run.

    A fault in a rule is a finding of its own that names the rule: it takes neither the
    ledger nor the other rules down, and it fails the check.
    """
    if register.faults:
        reached = min(reached, Needs.LEDGER)
    found: list[Finding] = []
    ran: list[str] = []
    for family in FAMILIES:
        if family.needs <= reached:
            try:
                found += family.judge(books, register)
            except Exception as fault:  # noqa: BLE001 - any fault, and it is reported
                found.append(_fault(books, family, fault))
            else:
                ran += (rule.code for rule in family.rules)
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
    return Verdict(tuple(in_order(left)), waived, tuple(sorted(ran)))


def _waivers(books: Books) -> Iterator[tuple[dict[str, Waived], set[Source]]]:
    """Yield the waivers of each entry by code, with the places where they count."""
    for entry in books.carrying("waiver"):
        waiver = waiver_of(entry)
        if waiver is None:
            continue
        waivable = (c for c in sorted(waiver.codes) if c in RULES and RULES[c].waivable)
        codes = {
            code: Waived(
                code,
                waiver.reason,
                entry.source,
                entry.date,
                (books.today - entry.date).days,
                min(entry.shape.members, default=None),
                0,
            )
            for code in waivable
        }
        legs = range(len(entry.leg_meta))
        yield codes, {entry.source, *(entry.leg_source(leg) for leg in legs)}


def _fault(books: Books, family: Family, fault: Exception) -> Finding:
    codes = ", ".join(rule.code for rule in family.rules)
    return Finding(
        family.rules[0].code,
        Severity.ERROR,
        say(
            "Because of a fault in paraplu itself ({fault}), {codes} did not check "
            "these books.",
            codes=codes,
            fault=f"{type(fault).__name__}: {fault}",
        ),
        Source(str(books.main), 0),
        hint=say("Please report this message. Until it is fixed, check this by hand."),
    )

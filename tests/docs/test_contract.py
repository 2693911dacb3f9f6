"""The contract says what the program does: accounts, flows and rules are the code's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.docs.contract import each_language, rows, section
from tests.docs.test_rule_pages import SEVERITIES

from paraplu.base.chart import (
    COOP_GROUPS,
    FUND_ROOTS,
    MEMBER_CLASSES,
    Chart,
    Kind,
    Root,
)
from paraplu.base.vocabulary import DUTCH
from paraplu.rules import RULES
from paraplu.rules.flows.table import TABLE, AllowedFlow, Bound

BOUNDS: dict[str, dict[str, tuple[Bound, ...]]] = {
    "en": {
        "any amount": (),
        "what stood there": (Bound.STANDING,),
        "what was there": (Bound.STOOD,),
        "what was paid too much": (Bound.OVERPAID,),
        "what is invoiced": (Bound.INVOICED,),
        "linked, what is left of the credited": (Bound.LINK_CREDIT,),
        "linked, what is left of the debited": (Bound.LINK_DEBIT,),
        "what was taken before": (Bound.TAKEN,),
        "VAT on the credited": (Bound.VAT_ON_CREDITS,),
        "VAT on the debited": (Bound.VAT_ON_DEBITS,),
        "VAT on what is linked": (Bound.VAT_ON_LINK,),
        "a charge that the policy names": (Bound.CHARGE,),
        "VAT on margins": (Bound.MARGIN,),
    },
    "nl": {
        "elk bedrag": (),
        "wat er stond": (Bound.STANDING,),
        "wat er was": (Bound.STOOD,),
        "wat te veel is betaald": (Bound.OVERPAID,),
        "wat gefactureerd wordt": (Bound.INVOICED,),
        "met link, wat over is van credit": (Bound.LINK_CREDIT,),
        "met link, wat over is van debet": (Bound.LINK_DEBIT,),
        "wat eerder is afgedragen": (Bound.TAKEN,),
        "btw over credit": (Bound.VAT_ON_CREDITS,),
        "btw over debet": (Bound.VAT_ON_DEBITS,),
        "btw over wat gelinkt is": (Bound.VAT_ON_LINK,),
        "wat de afspraken bij naam noemen": (Bound.CHARGE,),
        "btw over marges": (Bound.MARGIN,),
    },
}
NETTED = {"en": "with VAT on both sides", "nl": "met btw aan beide kanten"}
ANOTHER = {"en": "another member's", "nl": "van een ander lid"}
ITSELF = {"en": "the same", "nl": "hetzelfde"}
LINKS = {"en": "rules", "nl": "../rules/nl"}
DOWN = {"en": "down", "nl": "omlaag"}

_ON = re.compile(r"(?:, (?:beside|naast)|,)? [`*].*")
_TERM = re.compile(r"`([^`]+)`|\*([^*]+)\*")


@each_language
def test_the_accounts_of_a_member(language: str) -> None:
    told = [cells[:2] for cells in rows(section(language, 2), 5)]
    assert told == [[f"`{root.value}`", f"`{word}`"] for root, word in MEMBER_CLASSES]


@each_language
def test_the_thermometer_goes_as_the_accounts_say(language: str) -> None:
    told = list(rows(section(language, 2), 5))
    assert told
    for root, word, *_, effect in told:
        account = Chart().account(f"{root}:Members:L07:{word}".replace("`", ""))
        assert account.counts == (effect != "–"), account.name
        if account.counts:
            down = account.root in (Root.EXPENSES, Root.ASSETS)
            assert down == (effect == DOWN[language]), account.name


@each_language
def test_the_accounts_of_the_cooperative(language: str) -> None:
    told = [account.strip("`") for account, *_ in rows(section(language, 2), 3)]
    groups = [f"{root.value}:{word}" for root, word in COOP_GROUPS]
    assert told == groups + [f"{root.value}:Funds:<Fund>" for root in FUND_ROOTS]


@each_language
def test_the_dutch_words_of_the_accounts(language: str) -> None:
    text = section(language, 2)
    pairs = [(word, dutch) for _, word, dutch, *_ in rows(text, 5)]
    pairs += [(account.split(":")[1], dutch) for account, dutch, _ in rows(text, 3)]
    pairs += re.findall(r"`:(\w+)` \((`\w+`)\)", text)
    pairs += re.findall(r"`(\w+)`\s(?:is|heet)\s(`\w+`)", text)
    assert {word.strip("`"): dutch.strip("`") for word, dutch in pairs} == DUTCH


@each_language
def test_the_flows_are_those_of_the_table(language: str) -> None:
    assert list(told_flows(language)) == list(TABLE)


def told_flows(language: str) -> Iterator[AllowedFlow]:
    """Yield the rows of the tables of flows."""
    text = section(language, 4)
    words = re.findall(r"^- \*([^*]+)\*: ((?:.+\n)(?:  .+\n)*)", text, re.MULTILINE)
    groups = {
        word: frozenset(map(kind_of, re.findall("`([^`]+)`", accounts)))
        for word, accounts in words
    }

    def kinds(cell: str) -> frozenset[Kind]:
        terms = _TERM.findall(cell)
        found = [groups[group] if group else {kind_of(name)} for name, group in terms]
        return frozenset[Kind]().union(*found)

    for credit, debit, most in rows(text, 3):
        said = most.split("; ")
        netted = NETTED[language] in said
        bounds: list[Bound] = []
        for bound in said[netted:]:
            bounds += BOUNDS[language][_ON.sub("", bound)]
        if debit == ITSELF[language]:
            for name, _ in _TERM.findall(credit):
                yield AllowedFlow(kinds(f"`{name}`"), kinds(f"`{name}`"), tuple(bounds))
        else:
            another = ANOTHER[language] in debit
            yield AllowedFlow(
                kinds(credit), kinds(debit), tuple(bounds), kinds(most), another, netted
            )


def kind_of(name: str) -> Kind:
    """Return what an account of the tables is: a member's class, or one by its root."""
    if ":" in name:
        return Chart().account(name).kind
    (kind,) = (kind for (_, word), kind in MEMBER_CLASSES.items() if word == name)
    return kind


@each_language
def test_the_rules_are_those_that_run(language: str) -> None:
    told = [(code, weight) for code, weight, _ in rows(section(language, 5), 3)]
    assert told == [
        (
            f"[{code}]({LINKS[language]}/{code}.md)",
            SEVERITIES[language][rule.severity] + " †" * rule.waivable,
        )
        for code, rule in RULES.items()
    ]

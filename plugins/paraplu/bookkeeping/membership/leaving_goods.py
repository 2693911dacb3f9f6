"""The steps of leaving that empty a ring: goods, the cash box, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import COMMON_FUND
from paraplu.base.language import Message, say
from paraplu.base.money import HALF_A_CENT, ZERO
from paraplu.bookkeeping.membership.parting_case import LeavingStep, PartingCase
from paraplu.register.parting import WayOfCapital, WayOfRest, WayOfThings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

_OPEN_UNTIL = say("Look again when the steps above are done.")


def things(case: PartingCase) -> Iterator[LeavingStep]:
    """Yield the steps of stock, equipment and things on loan."""
    for key, kind, said in (
        ("stock", Kind.STOCK, say("Stock")),
        ("equipment", Kind.EQUIPMENT, say("Equipment")),
    ):
        found = case.on(frozenset({kind}))
        way: WayOfThings | None = getattr(case.rule, key)
        if not found:
            yield LeavingStep(key, said, done=True)
        elif way is None:
            words = say(
                "Agree on it in the register, under `policies:`: {example}.",
                example=f"`leaving: {{{key}: back}}`",
            )
            yield LeavingStep(key, said, done=False, todo=words)
        elif way is WayOfThings.SOLD:
            entry = "\n".join(case.entries.sold(one, n) for one, n in found)
            words = say("Sell it, and book what was paid, with VAT:")
            yield LeavingStep(key, said, done=False, todo=words, entry=entry)
        else:
            entry = "\n".join(case.entries.written_off(one, n) for one, n in found)
            words = say("It goes back to the cooperative for another member:")
            if way is WayOfThings.TAKEN:
                words = say(
                    "The member takes it along. VAT that was deducted on it may "
                    "have to be paid; ask the tax office or the accountant:"
                )
            yield LeavingStep(key, said, done=False, todo=words, entry=entry)
    out = [one.what for one in case.member.on_loan if one.period.end is None]
    yield LeavingStep(
        "on-loan",
        say("Things on loan"),
        not out,
        say(
            "{things}. When one is back: paraplu member leave {member} --returned "
            "“{first}”",
            things=", ".join(out),
            member=case.member.code,
            first=next(iter(out), ""),
        ),
    )


def cash(case: PartingCase) -> LeavingStep:
    """Return the step of the cash box."""
    found = case.on(frozenset({Kind.CASH}))
    entry = "\n".join(case.entries.cash(one, n) for one, n in found)
    words = say("Bring it to the bank, and book that:")
    return LeavingStep("cash", say("The cash box"), not found, words, entry)


def capital(case: PartingCase) -> LeavingStep:
    """Return the step of start capital, by the way that was agreed."""
    own = (
        days
        for account, days in case.ring.days.items()
        if account.kind is Kind.START_CAPITAL
    )
    today = case.books.today
    given = -sum((n for d in own for on, n in d.items() if on <= today), ZERO)
    said = say("Start capital: {amount}", amount=given)
    if given < HALF_A_CENT:
        return LeavingStep("start-capital", said, done=True)
    way = case.rule.start_capital
    if way is WayOfCapital.WAIVED:
        return LeavingStep(
            "start-capital",
            say("Start capital: {amount}, waived", amount=given),
            done=True,
        )
    if way is None:
        words = say(
            "Agree on it in the register, under `policies:`: {example}.",
            example="`leaving: {start_capital: repaid}`",
        )
        return LeavingStep("start-capital", said, done=False, todo=words)
    amount = min(given, max(case.ring.level(today), ZERO))
    entry = case.entries.capital_back(amount) if amount else ""
    words = say("Book that it goes back, as far as it is still there:")
    return LeavingStep("start-capital", said, not amount, words, entry)


def rest(case: PartingCase) -> LeavingStep:
    """Return the step of what is left in the thermometer."""
    level = case.ring.level(case.books.today)
    said = say("What is left in the thermometer: {amount}", amount=level)
    if abs(level) < HALF_A_CENT:
        return LeavingStep("rest", said, done=True)
    if level < 0:
        words = say("It is below zero; paraplu explain PF02 says what to do.")
        return LeavingStep("rest", said, done=False, todo=words)
    if case.standing or not capital(case).done:
        return LeavingStep("rest", said, done=False, todo=_OPEN_UNTIL)
    return _goes(case, said, level)


def _goes(case: PartingCase, said: Message, level: Decimal) -> LeavingStep:
    """Return the step of what is left, by the way that was agreed."""
    match case.rule.rest:
        case WayOfRest.MUNICIPALITY:
            words = say("Set it off with the municipality, and pay that:")
            entry = case.entries.set_off(level)
        case WayOfRest.TRAINING | WayOfRest.EQUIPMENT as way:
            word = "Training" if way is WayOfRest.TRAINING else "Equipment"
            words = say("Spend it on or before the day of leaving:")
            entry = case.before.spent(word, level)
        case WayOfRest.COMMON_FUND:
            words = say(
                "Book it as a charge on the day of leaving; `charges:` in the "
                "policy has to name {name}:",
                name=COMMON_FUND,
            )
            entry = case.before.shared(level)
        case _:
            words = say(
                "Agree on it in the register, under `policies:`: {example}.",
                example="`leaving: {rest: municipality}`",
            )
            entry = ""
    return LeavingStep("rest", said, done=False, todo=words, entry=entry)


def empty(case: PartingCase) -> LeavingStep:
    """Return whether nothing is left in the ring."""
    level = case.ring.level(case.books.today)
    done = abs(level) < HALF_A_CENT and not case.standing
    return LeavingStep("ring", say("The ring is empty"), done, _OPEN_UNTIL)

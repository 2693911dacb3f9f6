"""Stories of what is left: growth, training, fellow members, the municipality."""

from __future__ import annotations

import datetime as dt

from tests.benchmarks.sales import bank_sale, invoice
from tests.benchmarks.trade import (
    APPROVAL_FROM,
    BANK,
    FUND_SPENT,
    LEAST,
    SHARE,
    VAT_CLAIM,
    Market,
    Trader,
)


def growth(market: Market, who: Trader, day: dt.date) -> None:
    """Invest in the business."""
    _invest(market, who, day, "Expenses:Growth:Tools")


def training(market: Market, who: Trader, day: dt.date) -> None:
    """Take a course, with a few materials for work in the same entry."""
    _invest(market, who, day, "Expenses:Training:Course")


def _invest(market: Market, who: Trader, day: dt.date, path: str) -> None:
    net = who.free // SHARE
    if net < LEAST:
        bank_sale(market, who, day)
        return
    tax, extra = net * 21 // 100, LEAST // 2
    meta = market.banked(receipt=market.journal.receipt(day))
    if net >= APPROVAL_FROM:
        meta["approved"] = f"bestuur {day - dt.timedelta(7)}"
    who.use(net)
    who.use(extra, cost=True)
    market.journal.add(
        day,
        market.words("aanschaf"),
        [
            (who.account(path), net),
            (who.account("Expenses:Costs:Small"), extra),
            (VAT_CLAIM, tax),
            (BANK, -net - tax - extra),
        ],
        meta=meta,
    )


def equipment(market: Market, who: Trader, day: dt.date) -> None:
    """Buy equipment, and write off a part of it."""
    amounts = market.spending(who)
    if amounts is None:
        invoice(market, who, day)
        return
    net, tax, total = amounts
    meta = market.banked(receipt=market.journal.receipt(day))
    if net >= APPROVAL_FROM:
        meta["approved"] = f"bestuur {day - dt.timedelta(7)}"
    who.use(net)
    market.journal.add(
        day,
        market.words("gereedschap"),
        [(who.account("Assets:Equipment"), net), (VAT_CLAIM, tax), (BANK, -total)],
        meta=meta,
    )
    worn_on = market.after(day, 30, 180)
    market.later(
        worn_on,
        lambda: market.journal.add(
            worn_on,
            ("Afschrijving", "gereedschap"),
            [
                (who.account("Expenses:Growth:Depreciation"), net // 5),
                (who.account("Assets:Equipment"), -(net // 5)),
            ],
        ),
    )


def internal(market: Market, who: Trader, day: dt.date) -> None:
    """Work for another member, or for the cooperative."""
    other = market.rng.choice(market.traders)
    if other is who:
        amount = min(market.own // SHARE, 50_00)
        target = "Expenses:Coop:Services"
    else:
        amount = min(other.free // SHARE, 75_00)
        target = other.account("Expenses:Costs:Services")
    if amount < LEAST:
        bank_sale(market, who, day)
        return
    who.earn(amount)
    if other is who:
        market.own -= amount
    else:
        other.use(amount, cost=True)
    market.journal.add(
        day,
        ("Onderlinge dienst", "hulp"),
        [(target, amount), (who.account("Income:InternalSales"), -amount)],
    )


def charge(market: Market, who: Trader, day: dt.date) -> None:
    """Charge the rent of a stall."""
    amount = min(who.free // SHARE, 12_50)
    if amount < LEAST:
        bank_sale(market, who, day)
        return
    who.use(amount, cost=True)
    market.own += amount
    market.journal.add(
        day,
        ("Coöperatie", "kraamhuur"),
        [
            (who.account("Expenses:Costs:Stall"), amount),
            ("Income:Coop:StallRent", -amount),
        ],
    )


def set_off(market: Market, who: Trader, day: dt.date) -> None:
    """Set half of what is free off with the municipality."""
    amount = who.free // 2
    if amount < LEAST:
        bank_sale(market, who, day)
        return
    who.use(amount)
    market.journal.add(
        day,
        ("Gemeente", "verrekening"),
        [
            (who.account("Expenses:SetOff"), amount),
            ("Liabilities:Municipality", -amount),
        ],
    )


def fund_paid(market: Market, who: Trader, day: dt.date) -> None:
    """Have the fund pay something for a member, outside the ring."""
    amount = min(market.fund, 20_00)
    if amount < LEAST:
        bank_sale(market, who, day)
        return
    market.fund -= amount
    market.journal.add(
        day,
        market.words("scholing"),
        [(f"{FUND_SPENT}:Training", amount), (BANK, -amount)],
        meta=market.banked(member=who.code, receipt=market.journal.receipt(day)),
    )

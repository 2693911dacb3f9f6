"""Stories of buying: at once, on account, ahead; with what comes back."""

from __future__ import annotations

import datetime as dt

from tests.benchmarks.sales import bank_sale, cash_sale, invoice
from tests.benchmarks.trade import (
    BANK,
    LEAST,
    PHONE_CAP,
    RECEIPT_FROM,
    SHARE,
    VAT_CLAIM,
    Market,
    Trader,
)


def purchase(market: Market, who: Trader, day: dt.date) -> None:
    """Buy materials by bank; in the last weeks some receipts are lost."""
    amounts = market.spending(who)
    if amounts is None:
        bank_sale(market, who, day)
        return
    net, tax, total = amounts
    meta = market.banked()
    lost = (market.last - day).days < 60 and market.rng.random() < 0.05
    if lost:
        meta["waiver"] = "EV01: bon kwijt, verklaard door twee bestuursleden"
    elif net >= RECEIPT_FROM or market.rng.random() < 0.3:
        meta["receipt"] = market.journal.receipt(day)
    who.use(net, cost=True)
    market.journal.add(
        day,
        market.words("inkoop"),
        [
            (who.account("Expenses:Costs:Materials"), net),
            (VAT_CLAIM, tax),
            (BANK, -total),
        ],
        meta=meta,
    )


def reimbursement(market: Market, who: Trader, day: dt.date) -> None:
    """Pay a member back what a receipt says was advanced."""
    amounts = market.spending(who)
    if amounts is None:
        bank_sale(market, who, day)
        return
    net, tax, total = amounts
    who.use(net, cost=True)
    market.journal.add(
        day,
        ("Terugbetaling", "voorgeschoten inkoop"),
        [(who.account("Expenses:Costs:Travel"), net), (VAT_CLAIM, tax), (BANK, -total)],
        meta=market.banked(counterparty=who.code, receipt=market.journal.receipt(day)),
    )


def phone(market: Market, who: Trader, day: dt.date) -> None:
    """Pay the phone, under the yearly cap."""
    spent = who.phone.get(day.year, 0)
    cost = min(15_00, PHONE_CAP - spent)
    if cost < LEAST or who.free < cost:
        bank_sale(market, who, day)
        return
    who.phone[day.year] = spent + cost
    who.use(cost, cost=True)
    market.journal.add(
        day,
        ("Belmaatschappij", "telefoon"),
        [(who.account("Expenses:Costs:Phone"), cost), (BANK, -cost)],
        meta=market.banked(receipt=market.journal.receipt(day)),
    )


def small_cash(market: Market, who: Trader, day: dt.date) -> None:
    """Pay something small from the cash box, without a receipt."""
    cost = min(9_95, who.cash, who.free // SHARE)
    if cost < LEAST:
        cash_sale(market, who, day)
        return
    who.cash -= cost
    who.use(cost, cost=True)
    market.journal.add(
        day,
        ("Markt", "klein materiaal"),
        [
            (who.account("Expenses:Costs:Small"), cost),
            (who.account("Assets:Cash"), -cost),
        ],
    )


def bill(market: Market, who: Trader, day: dt.date) -> None:
    """Buy on account, and pay later."""
    amounts = market.spending(who)
    if amounts is None:
        invoice(market, who, day)
        return
    net, tax, total = amounts
    link = market.link()
    who.use(net, cost=True)
    market.journal.add(
        day,
        market.words("rekening"),
        [
            (who.account("Expenses:Costs:Materials"), net),
            (VAT_CLAIM, tax),
            (who.account("Liabilities:Payable"), -total),
        ],
        links=link,
        meta={"receipt": market.journal.receipt(day)},
    )
    paid_on = market.after(day, 10, 30)
    market.later(
        paid_on,
        lambda: market.journal.add(
            paid_on,
            market.words("betaling"),
            [(who.account("Liabilities:Payable"), total), (BANK, -total)],
            links=link,
            meta=market.banked(),
        ),
    )


def supplier_refund(market: Market, who: Trader, day: dt.date) -> None:
    """Buy, and get part of it back."""
    amounts = market.spending(who)
    if amounts is None:
        invoice(market, who, day)
        return
    net, tax, total = amounts
    half_net, half_tax, link = net // 2, tax // 2, market.link()
    who.use(net, cost=True)
    market.journal.add(
        day,
        market.words("inkoop"),
        [
            (who.account("Expenses:Costs:Materials"), net),
            (VAT_CLAIM, tax),
            (BANK, -total),
        ],
        links=link,
        meta=market.banked(receipt=market.journal.receipt(day)),
    )
    back_on = market.after(day, 3, 20)

    def come_back() -> None:
        who.use(-half_net, cost=True)
        market.journal.add(
            back_on,
            market.words("retour"),
            [
                (BANK, half_net + half_tax),
                (who.account("Expenses:Costs:Materials"), -half_net),
                (VAT_CLAIM, -half_tax),
            ],
            links=link,
            meta=market.banked(),
        )

    market.later(back_on, come_back)


def stock(market: Market, who: Trader, day: dt.date) -> None:
    """Buy stock, and use it up."""
    _set_aside(market, who, day, "Assets:Stock", "Expenses:Costs:Materials")


def prepaid(market: Market, who: Trader, day: dt.date) -> None:
    """Pay a cost ahead, and take it later."""
    _set_aside(market, who, day, "Assets:Prepaid", "Expenses:Costs:Insurance")


def _set_aside(market: Market, who: Trader, day: dt.date, held: str, used: str) -> None:
    amounts = market.spending(who)
    if amounts is None:
        invoice(market, who, day)
        return
    net, tax, total = amounts
    who.promised += net
    market.journal.add(
        day,
        market.words("inkoop"),
        [(who.account(held), net), (VAT_CLAIM, tax), (BANK, -total)],
        meta=market.banked(receipt=market.journal.receipt(day)),
    )
    used_on = market.after(day, 10, 60)

    def use_up() -> None:
        who.promised -= net
        who.use(net, cost=True)
        market.journal.add(
            used_on,
            ("Voorraad", "gebruikt"),
            [(who.account(used), net), (who.account(held), -net)],
        )

    market.later(used_on, use_up)

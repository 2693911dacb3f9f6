"""Stories of selling: at the stall, by card, on account, with what goes back."""

from __future__ import annotations

import datetime as dt

from tests.benchmarks.trade import BANK, CARDS, VAT_DUE, Market, Trader


def cash_sale(market: Market, who: Trader, day: dt.date) -> None:
    """Sell at the stall; the cash is rounded to five cents."""
    net, tax, total = market.price()
    paid = (total + 2) // 5 * 5
    who.earn(net)
    who.cash += paid
    market.own += paid - total
    market.journal.add(
        day,
        ("Marktkraam", "verkoop"),
        [
            (who.account("Assets:Cash"), paid),
            (who.account("Income:Sales:Market"), -net),
            (VAT_DUE, -tax),
            ("Expenses:Coop:Rounding", total - paid),
        ],
    )


def bank_sale(market: Market, who: Trader, day: dt.date) -> None:
    """Sell, and be paid by bank at once."""
    net, tax, total = market.price()
    who.earn(net)
    market.journal.add(
        day,
        market.words("verkoop"),
        [(BANK, total), (who.account("Income:Sales:Orders"), -net), (VAT_DUE, -tax)],
        meta=market.banked(),
    )


def card_sale(market: Market, who: Trader, day: dt.date) -> None:
    """Sell by card; the provider pays days later and keeps a fee."""
    net, tax, total = market.price()
    who.earn(net)
    market.journal.add(
        day,
        ("Pinautomaat", "verkoop"),
        [(CARDS, total), (who.account("Income:Sales:Shop"), -net), (VAT_DUE, -tax)],
    )
    paid_on, fee = market.after(day, 1, 4), 19

    def pay_out() -> None:
        who.use(fee, cost=True)
        market.journal.add(
            paid_on,
            ("Betaaldienst", "uitbetaling"),
            [
                (BANK, total - fee),
                (who.account("Expenses:Costs:Card-Fees"), fee),
                (CARDS, -total),
            ],
            meta=market.banked(),
        )

    who.promised += fee

    def settle() -> None:
        who.promised -= fee
        pay_out()

    market.later(paid_on, settle)


def _billed(
    market: Market, who: Trader, day: dt.date, soon: int, late: int
) -> tuple[str, tuple[int, int, int], dt.date]:
    """Send an invoice, and return its link, its amounts and when it is settled."""
    net, tax, total = market.price()
    link = market.link()
    who.earn(net)
    market.journal.add(
        day,
        market.words("factuur"),
        [
            (who.account("Assets:Receivable"), total),
            (who.account("Income:Sales:Orders"), -net),
            (VAT_DUE, -tax),
        ],
        links=link,
    )
    return link, (net, tax, total), market.after(day, soon, late)


def invoice(market: Market, who: Trader, day: dt.date) -> None:
    """Send an invoice, and collect it."""
    link, (_, _, total), paid_on = _billed(market, who, day, 5, 30)
    market.later(
        paid_on,
        lambda: market.journal.add(
            paid_on,
            market.words("betaling"),
            [(BANK, total), (who.account("Assets:Receivable"), -total)],
            links=link,
            meta=market.banked(),
        ),
    )


def credit_note(market: Market, who: Trader, day: dt.date) -> None:
    """Send an invoice, and take it back."""
    link, (net, tax, total), back_on = _billed(market, who, day, 2, 10)
    who.promised += net

    def take_back() -> None:
        who.promised -= net
        who.earn(-net)
        market.journal.add(
            back_on,
            market.words("creditnota"),
            [
                (who.account("Income:Sales:Orders"), net),
                (VAT_DUE, tax),
                (who.account("Assets:Receivable"), -total),
            ],
            links=link,
        )

    market.later(back_on, take_back)


def bad_debt(market: Market, who: Trader, day: dt.date) -> None:
    """Send an invoice that nobody pays; the VAT on it comes back."""
    link, (net, tax, total), lost_on = _billed(market, who, day, 60, 120)
    who.promised += net

    def write_off() -> None:
        who.promised -= net
        who.use(net, cost=True)
        market.journal.add(
            lost_on,
            market.words("oninbaar"),
            [
                (who.account("Expenses:Costs:Bad-Debts"), net),
                (VAT_DUE, tax),
                (who.account("Assets:Receivable"), -total),
            ],
            links=link,
        )

    market.later(lost_on, write_off)


def deposit(market: Market, who: Trader, day: dt.date) -> None:
    """Take a down payment, deliver later and be paid the rest."""
    net, tax, total = market.price()
    down, link = total // 2, market.link()
    market.journal.add(
        day,
        market.words("aanbetaling"),
        [(BANK, down), (who.account("Liabilities:Deposit"), -down)],
        links=link,
        meta=market.banked(),
    )
    done_on = market.after(day, 5, 40)

    def deliver() -> None:
        who.earn(net)
        market.journal.add(
            done_on,
            market.words("oplevering"),
            [
                (who.account("Liabilities:Deposit"), down),
                (BANK, total - down),
                (who.account("Income:Sales:Orders"), -net),
                (VAT_DUE, -tax),
            ],
            links=link,
            meta=market.banked(),
        )

    market.later(done_on, deliver)


def customer_refund(market: Market, who: Trader, day: dt.date) -> None:
    """Sell, and pay half of it back."""
    net, tax, total = market.price()
    half_net, half_tax, link = net // 2, tax // 2, market.link()
    who.earn(net)
    who.promised += half_net
    market.journal.add(
        day,
        market.words("verkoop"),
        [(BANK, total), (who.account("Income:Sales:Orders"), -net), (VAT_DUE, -tax)],
        links=link,
        meta=market.banked(),
    )
    back_on = market.after(day, 2, 12)

    def pay_back() -> None:
        who.promised -= half_net
        who.earn(-half_net)
        market.journal.add(
            back_on,
            market.words("terugbetaling"),
            [
                (who.account("Income:Sales:Orders"), half_net),
                (VAT_DUE, half_tax),
                (BANK, -half_net - half_tax),
            ],
            links=link,
            meta=market.banked(),
        )

    market.later(back_on, pay_back)


def emptied_box(market: Market, who: Trader, day: dt.date) -> None:
    """Bring the cash to the bank."""
    if not who.cash:
        cash_sale(market, who, day)
        return
    market.journal.add(
        day,
        ("Bank", "storting contant"),
        [(BANK, who.cash), (who.account("Assets:Cash"), -who.cash)],
        meta=market.banked(),
    )
    who.cash = 0

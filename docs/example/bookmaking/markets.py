"""Market days: cash and cards, the stalls, and the way of the money to the bank."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import day, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, rounded, without_tax
from bookmaking.ring import BANK, CARDS, INPUT_VAT, STALL_RENT, Ring
from bookmaking.selling import sale
from bookmaking.trades import TRADES

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.dice import Dice
    from bookmaking.journal import Journal, Legs
    from bookmaking.trade import Trade

# What a member pays the cooperative for a place in a stall, the same all year.
PLACE = amount("12.50")
STALL = amount("30.25")
CARD_FEE = Decimal("0.019")
# What stays in a cash box as change.
CHANGE = amount("25.00")
_ORGANISER = "Evenementen Wilgerdam"


class Market(NamedTuple):
    """A market day, and who stood there."""

    date: dt.date
    name: str
    codes: tuple[str, ...]


def _market(date: str, name: str, codes: str) -> Market:
    return Market(day(date), name, tuple(f"L0{number}" for number in codes))


MARKETS = (
    _market("2025-03-15", "Streekmarkt", "28"),
    _market("2025-04-26", "Koningsmarkt", "12348"),
    _market("2025-05-17", "Streekmarkt", "248"),
    _market("2025-06-21", "Midzomermarkt", "2345"),
    _market("2025-07-19", "Braderie", "258"),
    _market("2025-09-20", "Oogstmarkt", "1248"),
    _market("2025-10-18", "Streekmarkt", "258"),
    _market("2025-11-22", "Kunst en Kado", "345"),
    _market("2025-12-13", "Kerstmarkt", "23458"),
    _market("2025-12-20", "Kerstmarkt", "248"),
    _market("2026-03-21", "Streekmarkt", "258"),
    _market("2026-04-27", "Koningsmarkt", "1234"),
    _market("2026-05-16", "Streekmarkt", "25"),
    _market("2026-06-20", "Midzomermarkt", "245"),
    _market("2026-07-18", "Braderie", "235"),
    _market("2026-09-19", "Oogstmarkt", "1234"),
    _market("2026-10-17", "Streekmarkt", "245"),
)


def book_markets(journal: Journal, dice: Dice) -> None:
    """Book all market days."""
    for market in MARKETS:
        _book_stalls(journal, market)
        cards: dict[str, Decimal] = {}
        for trade in TRADES:
            if trade.code in market.codes:
                _book_takings(journal, dice, market, trade, cards)
        _pay_out(journal, market, cards)


def _book_stalls(journal: Journal, market: Market) -> None:
    """Book the stalls that the cooperative hires, and what the members pay of it."""
    price = STALL * ((len(market.codes) + 1) // 2)
    net, tax = without_tax(price, Vat.HIGH)
    what = f"Kramen {market.name}"
    paid = working(market.date, -9)
    journal.book(
        paid,
        Book.BANK,
        _ORGANISER,
        what,
        {"Expenses:Coop:Stalls": net, INPUT_VAT: tax, BANK: -price},
        counterparty=invented_iban(_ORGANISER),
        receipt=journal.receipt("coop", paid, _ORGANISER, what, f"EUR {price}"),
    )
    places: Legs = {Ring(code).spent("Costs:StallRent"): PLACE for code in market.codes}
    journal.book(
        market.date,
        Book.JOURNAL,
        "",
        f"{market.name}: plaats in de kraam",
        places | {STALL_RENT: -PLACE * len(places)},
    )


def _book_takings(
    journal: Journal,
    dice: Dice,
    market: Market,
    trade: Trade,
    cards: dict[str, Decimal],
) -> None:
    """Book what a member took in cash and by card, and empty the cash box."""
    ring = trade.ring
    low, high = trade.market
    taken = dice.price(low, high, "2.50")
    legs = sale(ring.has("Cash"), ring, taken, trade.vat)
    journal.book(market.date, Book.CASH, market.name, "Verkoop contant", legs)
    if dice.chance(85):
        taken = dice.price(low, high, "0.50")
        cards[trade.code] = taken
        legs = sale(CARDS, ring, taken, trade.vat)
        times = max(1, int(taken // 17))
        what = (
            f"Verkoop per pin, {times} betalingen" if times > 1 else "Verkoop per pin"
        )
        journal.book(market.date, Book.CARDS, market.name, what, legs)
    _empty(journal, market, ring)


def _empty(journal: Journal, market: Market, ring: Ring) -> None:
    """Book that a cash box went to the bank, but for the change and loose coins."""
    box = ring.has("Cash")
    date = working(market.date, 3)
    notes = (journal.balance(box, date) - CHANGE) // 5 * 5
    if notes > 0:
        legs = {BANK: amount(str(notes)), box: -amount(str(notes))}
        journal.book(date, Book.BANK, "Storting", f"Kas van {ring.code}", legs)


def _pay_out(journal: Journal, market: Market, cards: dict[str, Decimal]) -> None:
    """Book the payout of the card payments, less the fee, which is exempt from VAT."""
    if not cards:
        return
    fees: Legs = {
        Ring(code).spent("Costs:CardFees"): rounded(taken * CARD_FEE)
        for code, taken in cards.items()
    }
    taken = sum(cards.values(), amount("0"))
    journal.book(
        working(market.date, 2),
        Book.BANK,
        "SumUp",
        f"Uitbetaling {market.name} {market.date:%d-%m}",
        {BANK: taken - sum(fees.values()), **fees, CARDS: -taken},
        counterparty=invented_iban("SumUp"),
    )

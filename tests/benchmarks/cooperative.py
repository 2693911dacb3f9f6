"""What the cooperative books by itself, at the beginning and month by month."""

from __future__ import annotations

import datetime as dt

from tests.benchmarks.trade import BANK, FUND, FUND_SPENT, VAT_CLAIM, VAT_DUE, Market

SAVINGS = "Assets:Bank:Savings"
FIRST = dt.date(2024, 1, 1)
START = 150_00


class Cooperative:
    """What the cooperative books by itself, at the beginning and month by month."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._journal = market.journal

    def begin(self) -> None:
        """Book the means to start: of the cooperative, the fund and the members."""
        market, journal = self._market, self._journal
        members = len(market.traders)
        capital, granted = 5_000_00 + 100_00 * members, 2 * START * members
        add = journal.add
        add(
            FIRST,
            ("Notaris", "ledenkapitaal"),
            [(BANK, capital), ("Equity:Coop", -capital)],
        )
        add(
            FIRST,
            ("Cordaid", "subsidie"),
            [(BANK, granted), (f"Income:Funds:{FUND}", -granted)],
        )
        first = market.traders[0]
        stock = [
            (first.account("Assets:Stock"), 120_00),
            ("Equity:Opening-Balances", -120_00),
        ]
        add(FIRST, ("Beginbalans", "voorraad"), stock)
        add(FIRST, ("Bank", "wisselgeld"), [("Assets:Cash", 200_00), (BANK, -200_00)])
        market.own, market.fund = capital, granted
        for who in market.traders:
            who.level += START
            market.fund -= START
            add(
                FIRST + dt.timedelta(1),
                ("Cordaid", "startkapitaal"),
                [
                    (f"{FUND_SPENT}:StartCapital", START),
                    (who.account("Equity:StartCapital"), -START),
                ],
                meta={"member": who.code},
            )

    def end_month(self, day: dt.date) -> None:
        """Book the end of a month, of a quarter and of a year."""
        self._contributions(day)
        own = self._market.own
        for name, share in (("Rent", 20), ("Bank-Fees", 200)):
            cost = max(own // share // 10, 1)
            self._market.own -= cost
            self._journal.add(
                day,
                ("Coöperatie", "eigen kosten"),
                [(f"Expenses:Coop:{name}", cost), (BANK, -cost)],
                meta=self._market.banked(),
            )
        words = ("Spaarrekening", "overboeking")
        self._journal.add(day, words, [(SAVINGS, 100_00), (BANK, -100_00)])
        if day.month % 3 == 0:
            self._taxes(day)
        if day.month == 12:
            self._close(day)

    def _contributions(self, day: dt.date) -> None:
        for who in self._market.traders:
            share = who.contribution
            if share:
                who.use(share)
                self._market.own += share
                self._journal.add(
                    day,
                    ("Coöperatie", f"afdracht {day:%Y-%m}"),
                    [
                        (who.account("Expenses:Contribution"), share),
                        ("Income:Coop:Contribution", -share),
                    ],
                )
            else:
                # A sale would make a contribution due.
                self._save(day)
            # A month below nil counts against those after it.
            who.month = min(who.month, 0)

    def _save(self, day: dt.date) -> None:
        words = ("Spaarrekening", "overboeking")
        self._journal.add(day, words, [(SAVINGS, 1_00), (BANK, -1_00)])

    def _taxes(self, day: dt.date) -> None:
        """Pay the quarter's VAT, and the municipality what was set off."""
        balances = self._journal.balances
        due, claim = balances[VAT_DUE], balances[VAT_CLAIM]
        owed = balances["Liabilities:Municipality"]
        self._journal.add(
            day,
            ("Belastingdienst", "btw-aangifte"),
            [(VAT_DUE, -due), (VAT_CLAIM, -claim), (BANK, due + claim)],
            meta=self._market.banked(),
        )
        if not owed:
            self._save(day)
            return
        self._journal.add(
            day,
            ("Gemeente", "verrekening"),
            [("Liabilities:Municipality", -owed), (BANK, owed)],
            meta=self._market.banked(),
        )

    def _close(self, day: dt.date) -> None:
        """Carry each member's results of the year to the thermometer."""
        balances = self._journal.balances
        results: dict[str, list[str]] = {}
        for name in balances:
            root, *rest = name.split(":")
            if root in ("Income", "Expenses") and rest[0] == "Members":
                results.setdefault(rest[1], []).append(name)
        for who in self._market.traders:
            legs = [(name, -balances[name]) for name in sorted(results[who.code])]
            total = sum(cents for _, cents in legs)
            legs.append((who.account("Equity:Thermometer"), -total))
            self._journal.add(day, ("Afsluiting", f"jaar {day.year}"), legs)

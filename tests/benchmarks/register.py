"""Writes the register of made-up books, and the private register beside it."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.trade import Trader, iban

POLICY = """\
cooperative:
  name: Coöperatie De Proeftuin U.A.
language: nl
policies:
  - from: 2024-01-01
    contribution: {base: net_turnover, rate: 30%}
    receipt_from: 10.00
    approval_from: 250.00
    clearing_days: 30
    reconcile_days: 45
    warn_before_days: 30
    caps: {"Costs:Phone": 300.00}
    charges: [StallRent]
    threshold: 100000.00
funds:
  Cordaid2024: {funder: Cordaid, from: 2024-01-01, until: 2025-12-31}
members:
"""
MEMBER = """\
  {code}:
    trade_name: Bedrijf {code}
    permission: [{{from: 2024-01-01, until: 2026-12-31, reference: besluit {code}}}]
    joined: 2024-01-01
"""
FROZEN = "    frozen: [{from: 2024-01-03, until: 2024-01-08, reason: onderzoek}]\n"
PERSON = (
    "{code}: {{name: {first} van {last}, email: {code}@voorbeeld.nl, "
    "ibans: [{iban}]}}\n"
)
FIRSTS = (
    "Aagje",
    "Bartel",
    "Christa",
    "Diederik",
    "Eefje",
    "Floris",
    "Gijsje",
    "Hidde",
)
LASTS = ("der Aalst", "den Berge", "der Castel", "Dorsten", "Eijk", "Fenne", "Gestel")


def write_register(folder: Path, traders: list[Trader]) -> None:
    """Write the register, and the private register that lies beside it."""
    text, private = POLICY, ""
    for n, who in enumerate(traders):
        text += MEMBER.format(code=who.code) + (FROZEN if n % 20 == 0 else "")
        private += PERSON.format(
            code=who.code,
            first=FIRSTS[n % len(FIRSTS)],
            last=f"{LASTS[n % len(LASTS)]}-{who.code.lower()}",
            iban=iban("PRIV", n),
        )
    (folder / "members.yaml").write_text(text, "utf-8")
    (folder / "members.private.yaml").write_text(private, "utf-8")

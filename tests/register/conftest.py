"""What the tests of the register share: a file from text, and its faults as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from tests.register.as_editors import marked

from paraplu.base.language import Language
from paraplu.register import Reading, read_register

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.findings import Finding


# The register of the contract, section 3.
CONTRACT = """\
cooperative:
  name: Coöperatie De Proeftuin U.A.
  kvk: "12345678"
  vat_id: NL001234560B01
  iban: NL91ABNA0417164300
  address: {street: Voorbeeldstraat 1, postcode: 1234 AB, city: Voorbeeldstad}
  trade_names: [Taartenatelier Zoet, Tweede Leven Meubels]
language: nl            # messages, statements, invoices: nl or en
chart: en               # account vocabulary: en, nl, or a mapping
accounts:
  extra: []             # further account prefixes of the cooperative
policies:               # the newest that has begun counts
  - from: 2024-01-01
    contribution: {base: net_turnover, rate: 30%}
    receipt_from: 10.00
    approval_from: 250.00
    clearing_days: 30
    reconcile_days: 45
    warn_before_days: 30
    caps: {"Costs:Phone": 300.00}   # per member per calendar year
    charges: [StallRent]
    threshold: 2500.00
funds:
  Cordaid2025: {funder: Cordaid, from: 2025-01-01, until: 2025-12-31,
    amount: 12000.00, purposes: [Growth, Training, StartCapital, Coop]}
members:
  L07:
    trade_name: Taartenatelier Zoet
    trade: cakes and sweets
    nominated_by: klantmanager K2         # who put the member forward
    permission:
      - {from: 2025-02-01, until: 2026-01-31, reference: besluit 2025-014,
         document: documents/L07/besluit-2025-014.pdf}
    joined: 2025-02-01
    left: 2026-06-30                      # optional
    left_to: own-business
    frozen: [{from: 2026-02-01, until: 2026-02-20, reason: dispute about ownership}]
    start_capital: 500.00
    policy: {approval_from: 100.00}
"""


class Read(Protocol):
    """Reads a register, and a private register where there is one, from text."""

    def __call__(
        self, text: str | bytes, private: str | bytes | None = None
    ) -> Reading:
        """Return the reading."""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return the reader of a register in a folder of its own.

    What it finds nothing wrong with, no editor may mark by the schema.
    """

    def write(path: Path, text: str | bytes) -> None:
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def reader(text: str | bytes, private: str | bytes | None = None) -> Reading:
        path = tmp_path / "members.yaml"
        write(path, text)
        if private is not None:
            write(tmp_path / "members.private.yaml", private)
        reading = read_register(path, label="members.yaml")
        if not any(fault.source.file == "members.yaml" for fault in reading.faults):
            assert marked(path.read_text("utf-8")) == []
        return reading

    return reader


def told(findings: tuple[Finding, ...], language: str = "en") -> list[tuple[int, str]]:
    """Return the line of each finding with its message and hint."""
    say = Language(language).render
    return [
        (f.source.line, say(f.message) + (f" → {say(f.hint)}" if f.hint else ""))
        for f in findings
    ]

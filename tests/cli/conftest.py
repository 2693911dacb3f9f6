from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support import MEMBERS, write_books

from paraplu_cli.main import main

# One breach, one waiver, one warning; L01 has a turnover of 100.00 and costs of 12.00.
LEDGER = """\
2025-01-02 * "Bestuur" "Inleg"
  Assets:Bank                              1,000.00 EUR
  Equity:Coop

2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT                            -21.00 EUR

2025-02-03 * "Lunchroom" "Broodjes"
  Expenses:Coop:Lunch                         50.00 EUR
  Assets:Members:L01:Cash

2025-02-04 * "Bouwmarkt" "Lijm"
  waiver: "EV01: lost, declared by two board members"
  Expenses:Members:L01:Costs                  12.00 EUR
  Assets:Bank

2025-02-10 balance Assets:Bank               988.00 EUR
"""
# The permission of L01 ends 24 days after the newest entry.
REGISTER = MEMBERS.replace("until: 2025-12-31}]", "until: 2025-02-28}]", 1)
SOUND = LEDGER.replace("Expenses:Coop:Lunch", "Expenses:Members:L01:Training").replace(
    '"Broodjes"', '"Cursus"\n  receipt: "cursus.txt"'
)


class Ran(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "PARAPLU_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `paraplu` with some arguments."""

    def run_paraplu(*args: str) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main.main(args=list(args))
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, *capsys.readouterr())

    return run_paraplu


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the books of `LEDGER`."""
    write_books(tmp_path, LEDGER, members=REGISTER)
    monkeypatch.chdir(tmp_path)
    return tmp_path

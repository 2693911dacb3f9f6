"""The example cooperative: its books as they stand in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from paraplu.check import Report, check

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds the register and the ledger."""
    return ROOT


@pytest.fixture(scope="session")
def report() -> Report:
    """What the check says of the books."""
    return check(ROOT / "ledger" / "main.beancount")

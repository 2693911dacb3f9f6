from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from paraplu.ledger.source import scan_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.ledger.source import LedgerText


class Scan(Protocol):
    def __call__(self, main: str | bytes, **included: str | bytes) -> LedgerText: ...


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """Scan a main file and included ones: sub__more is sub/more.beancount."""

    def scan_books(main: str | bytes, **included: str | bytes) -> LedgerText:
        for name, content in {"main": main, **included}.items():
            file = tmp_path / (name.replace("__", "/") + ".beancount")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(
                content if isinstance(content, bytes) else content.encode()
            )
        return scan_ledger(tmp_path / "main.beancount")

    return scan_books

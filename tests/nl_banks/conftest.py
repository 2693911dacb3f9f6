"""A statement handed in as a file, read the way that every statement is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nl_banks.recognition import recognise
from nl_banks.refusal import Refused
from nl_banks.registry import LAYOUTS
from nl_banks.source import StatementFile
from nl_banks.statement import Statement

Read = Callable[..., list[Statement]]
Refuse = Callable[..., Refused]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return what reads the text of a statement, whichever layout it has."""

    def statements(text: str | bytes, name: str = "statement.csv") -> list[Statement]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        source = StatementFile(path)
        return list(recognise(source, LAYOUTS).statements(source))

    return statements


@pytest.fixture
def refused(read: Read) -> Refuse:
    """Return what tells why the text of a statement is not read."""

    def refusal(text: str | bytes, name: str = "statement.csv") -> Refused:
        with pytest.raises(Refused) as caught:
            read(text, name)
        return caught.value

    return refusal

"""CAMT.053 and MT940 that were cut, doubled or overwritten: read or refused."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.nl_banks import camt
from tests.nl_banks import test_mt940 as mt940
from tests.nl_banks.test_fuzz_banks import changes

from nl_banks.reading import read
from nl_banks.refusal import Refused
from nl_banks.source import StatementFile
from nl_banks.standards.archive import documents

STATEMENTS = {
    "camt053": camt.DAY.encode(),
    "camt053-zip": camt.archive(camt.DAY),
    **{f"mt940-{bank}": text.encode() for bank, text in mt940.EVERY.items()},
}


@pytest.mark.parametrize("name", STATEMENTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_statement_is_read_or_refused(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    path = tmp_path / "statement"
    path.write_bytes(STATEMENTS[name])
    assert read(path)
    content = data.draw(changes(STATEMENTS[name]))
    path.write_bytes(content)
    with contextlib.suppress(Refused):
        statements = read(path)
        if {one.layout for one in statements} == {"mt940"}:
            # No line may be lost, whatever became of the text around it.
            text = io.StringIO(content.decode("utf-8", "ignore"), newline=None).read()
            lines = sum(len(one.bookings) for one in statements)
            assert lines == len(re.findall(r"(?m)^\s*:61:", text))


@given(changes(STATEMENTS["camt053-zip"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_zip_is_unpacked_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "statement"
    path.write_bytes(STATEMENTS["camt053-zip"])
    assert list(documents(StatementFile(path)))
    path.write_bytes(content)
    with contextlib.suppress(Refused):
        for document in documents(StatementFile(path)):
            assert b"".join(document.blocks) is not None

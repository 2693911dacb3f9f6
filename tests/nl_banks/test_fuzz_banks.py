"""Statements that were cut, doubled or overwritten: read or refused, nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.nl_banks import books
from tests.nl_banks import test_abn_amro as abn
from tests.nl_banks import test_ing as ing
from tests.nl_banks import test_rabobank as rabobank
from tests.nl_banks import test_triodos as triodos
from tests.nl_banks import test_volksbank as volksbank

from nl_banks import sepa
from nl_banks.reading import read
from nl_banks.refusal import Refused
from nl_banks.registry import LAYOUTS
from nl_banks.source import StatementFile

STATEMENTS = {
    "abn-tab": abn.TAB.encode(),
    "abn-xls": books.xls(abn.SHEET),
    "abn-xlsx": books.xlsx(abn.SHEET),
    "ing": (ing.ELEVEN + ing.TRANSFER + ing.DEBIT).encode(),
    "rabobank-26": (rabobank.DUTCH + rabobank.IN + rabobank.OUT).encode("latin-1"),
    "rabobank-19": rabobank.OLD.encode(),
    "triodos": triodos.NINE.encode("iso8859-15"),
    "volksbank": (volksbank.HEADER + volksbank.IN + volksbank.CARD).encode(),
    "volksbank-19": (volksbank.IN + volksbank.CARD).encode(),
}
ODD = st.sampled_from(
    [b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\0", b"-", b".", b"/REMI/", b": "]
) | st.binary(min_size=1, max_size=4)


@st.composite
def changes(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a statement that was changed in a few places."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        between = draw(st.just(b"") | ODD | st.just(content[start:end] * 2))
        content = content[:start] + between + content[end:]
    return content


@pytest.mark.parametrize("name", STATEMENTS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_statement_is_read_or_refused(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    path = tmp_path / "statement"
    path.write_bytes(data.draw(changes(STATEMENTS[name])))
    try:
        read(path)
    except Refused as refusal:
        assert "matches more than one layout" not in refusal.template  # noqa: PT017
    # Every layout is asked about every file, so that none may stop at another's.
    assert all(0 <= layout.likeness(StatementFile(path)) <= 1 for layout in LAYOUTS)


@given(
    st.lists(
        st.sampled_from(["/", "NAME", "REMI", "IBAN", ": ", "Naam", " "])
        | ODD.map(lambda odd: odd.decode("latin-1"))
    )
)
def test_any_text_tells_something_or_nothing(parts: list[str]) -> None:
    text = "".join(parts)
    for told in (sepa.tags(text), sepa.words(text)):
        assert all(part.strip() for part in told.values())

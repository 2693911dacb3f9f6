"""Which layout a file has, and what somebody is told whose file has none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nl_banks import Refused
from nl_banks.banks.ing import LAYOUTS as ING
from nl_banks.recognition import recognise
from nl_banks.registry import LAYOUTS
from nl_banks.source import StatementFile

HEADER = (
    '"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij",'
    '"Bedrag (EUR)","Mutatiesoort","Mededelingen"'
)


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., StatementFile]:
    def written(text: str, name: str = "download") -> StatementFile:
        path = tmp_path / name
        path.write_text(text)
        return StatementFile(path)

    return written


def test_the_name_of_a_file_says_nothing(source: Callable[..., StatementFile]) -> None:
    file = source(HEADER + "\n", name="CSV_A_NL91RABO0315273637_EUR.pdf")
    assert recognise(file, LAYOUTS).name == "ing-9"


def test_every_layout_has_a_name_and_a_title_of_its_own() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
    assert len({layout.title for layout in LAYOUTS}) == len(LAYOUTS)


def test_an_unknown_file_is_refused_with_what_was_seen(
    source: Callable[..., StatementFile],
) -> None:
    with pytest.raises(Refused) as refused:
        recognise(source("Dear <b>Els</b>"), LAYOUTS)
    assert refused.value.values == {"seen": "Dear ‹b›Els‹/b›"}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_an_unknown_table_is_told_by_its_columns(
    source: Callable[..., StatementFile], sign: str
) -> None:
    rows = sign.join(["When", "<Who>", "Much"]) + "\n" + sign.join(["1", "2", "3"])
    with pytest.raises(Refused, match="Its columns \\(3\\) are: When; ‹Who›; Much"):
        recognise(source(rows), LAYOUTS)


def test_but_a_row_is_not_taken_for_a_header(
    source: Callable[..., StatementFile],
) -> None:
    with pytest.raises(Refused, match="Its first line is: Els,1234,x"):
        recognise(source("Els,1234,x\n"), LAYOUTS)


def test_a_header_with_a_column_left_out_is_near(
    source: Callable[..., StatementFile],
) -> None:
    with pytest.raises(Refused) as refused:
        recognise(source(HEADER.replace('"Code",', "") + "\n"), LAYOUTS)
    near = refused.value.values["near"]
    assert str(near).startswith("ING, CSV of 9 columns")
    assert "Download CAMT.053, MT940, CSV from ING again." in str(refused.value)


def test_an_empty_file_says_so(source: Callable[..., StatementFile]) -> None:
    with pytest.raises(Refused, match="The file is empty"):
        recognise(source(""), LAYOUTS)


def test_two_layouts_that_claim_one_file_are_named(
    source: Callable[..., StatementFile],
) -> None:
    with pytest.raises(Refused, match="ING, CSV of 9 columns; ING, CSV of 9 columns"):
        recognise(source(HEADER + "\n"), (ING[0], ING[0]))

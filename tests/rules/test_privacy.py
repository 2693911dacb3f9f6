"""PV01: nothing that says who somebody is stands in the books.

The numbers are made up; those with 111222333 pass the eleven-test.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.vocabularies import findings_in, of
from tests.support import MEMBERS, told, words

from paraplu.findings import Severity

ENTRY = """\
2025-03-01 * "Stool{text}"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
"""
METADATA = """\
2025-03-02 * "Cake"
  bsn: "111222333"
  Assets:Bank                       1.00 EUR
  Income:Members:L01:Sales         -1.00 EUR
"""
PRIVATE = """\
L01:
  name: Saskia van Voorbeeld
  email: saskia@example.org
  ibans: [NL02ABNA0123456789]
"""


@pytest.mark.parametrize(
    "text",
    [
        "BSN 111222333",
        "bsn: 111.222.333",
        "bsn 111 222 333",
        "bsn-111222333",
        "bsn_111222333",
        "bsn111222333",
        "burgerservicenummer 111222333",
        "sofinummer 111222333",
        "BSN-nummer 111222333",
        "111222333 is the BSN",
    ],
)
def test_a_line_that_says_bsn(text: str, tmp_path: Path) -> None:
    [finding] = of("PV01", findings_in(tmp_path, ENTRY.format(text=f" {text}")))
    assert told([finding]) == ["PV01 1"]
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "This line holds a BSN. The cooperative may not keep one."
    )


@pytest.mark.parametrize(
    "line",
    [
        "; bsn 111222333",
        '2025-03-02 note Assets:Bank "bsn 111222333"',
        METADATA,
    ],
    ids=["comment", "note", "metadata"],
)
def test_wherever_it_stands(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, ENTRY.format(text="") + "\n" + line)
    assert [f.severity for f in of("PV01", found)] == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "bsn 111222334",  # does not pass
        "no bsn asked, account NL20INGB0111222333",
        "bsn unknown, invoice 1112223330",
        "absnt 111222334",
        "for 111222333.50",
    ],
)
def test_what_is_no_bsn(text: str, tmp_path: Path) -> None:
    found = of("PV01", findings_in(tmp_path, ENTRY.format(text=f" {text}")))
    assert [f for f in found if f.severity is Severity.ERROR] == []


def test_a_bare_number_is_a_signal(tmp_path: Path) -> None:
    [finding] = of("PV01", findings_in(tmp_path, ENTRY.format(text=" 111222333")))
    assert told([finding]) == ["PV01 1"]
    assert finding.severity is Severity.SIGNAL


@pytest.mark.parametrize(
    "text",
    [
        "Saskia van Voorbeeld",
        "SASKIA  VAN VOORBEELD",
        "mail to saskia@example.org",
        "NL02ABNA0123456789",
        "nl02 abna 0123 4567 89",
    ],
)
def test_what_the_private_register_holds(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        files={"../members.private.yaml": PRIVATE},
    )
    [finding] = of("PV01", found)
    assert told([finding]) == ["PV01 1"]
    assert words(finding) == (
        "This line holds a name, an e-mail address or an IBAN of the private register."
    )


@pytest.mark.parametrize(
    "text",
    ["Saskia", "van Voorbeeldstraat", "saskia@example.organic", "NL02ABNA01234567890"],
)
def test_what_only_looks_like_it(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        files={"../members.private.yaml": PRIVATE},
    )
    assert of("PV01", found) == []


def test_the_register_is_read_as_well(tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=""),
        members=MEMBERS + "# saskia@example.org\n",
        files={"../members.private.yaml": PRIVATE},
    )
    [finding] = of("PV01", found)
    assert Path(finding.source.file).resolve() == tmp_path / "members.yaml"
    assert finding.source.line == MEMBERS.count("\n") + 1


def test_without_a_private_register_only_numbers_are_looked_for(tmp_path: Path) -> None:
    found = findings_in(tmp_path, ENTRY.format(text=" Saskia van Voorbeeld"))
    assert of("PV01", found) == []

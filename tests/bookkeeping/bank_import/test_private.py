"""Who a member is stays out of the books, however a bank spells it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import Run, ing, row, text_of, told

SHOP = "NL07INGB0000000007"
OWN = "NL86RABO0315273630"


@pytest.fixture
def people(books: Path) -> Path:
    """Stand in books that know who two members are."""
    (books / "members.private.yaml").write_text(
        f"L01: {{name: José Núñez-Bakker, ibans: [{OWN}], email: jose@example.org}}\n"
        "L02: {name: Jo, ibans: []}\n",
        "utf-8",
    )
    return books


def words_of(run: Run, file: Path) -> tuple[str, str, str]:
    """Return payee, narration and counterparty of the one line of a statement."""
    (found,) = told(run, file)
    (line,) = found["transactions"]
    return line["payee"], line["narration"], line["counterparty"]


@pytest.mark.parametrize(
    ("payee", "text", "other", "expected"),
    [
        ("JOSE NUNEZ-BAKKER", "huur", "", ("L01", "huur", "")),
        ("JOSE NUNEZ BAKKER", "huur", SHOP, ("L01", "huur", SHOP)),
        ("Winkel", "voor Jose Nunez Bakker.", SHOP, ("Winkel", "voor L01.", SHOP)),
        ("Winkel", "JoséNúñezBakker2025", SHOP, ("Winkel", "L012025", SHOP)),
        (
            "Winkel",
            unicodedata.normalize("NFD", "José Núñez-Bakker, doos"),
            SHOP,
            ("Winkel", "L01, doos", SHOP),
        ),
        (
            "Winkel",
            "naar NL86-RABO-0315.2736.30 en JOSE@EXAMPLE.ORG",
            SHOP,
            ("Winkel", "naar L01 en L01", SHOP),
        ),
        ("Winkel", "van jo", SHOP, ("Winkel", "van L02", SHOP)),
        ("J NUNEZ", "Jose Nun ez-Bakker, doos", OWN, ("L01", "L01, doos", "L01")),
        ("Winkel", "BSN 111222333", SHOP, ("Winkel", "BSN ***", SHOP)),
        ("Wmo 111.222.333", "bsnnr", SHOP, ("Wmo ***", "bsnnr", SHOP)),
    ],
)
def test_a_bank_spells_it(
    people: Path,
    run: Run,
    payee: str,
    text: str,
    other: str,
    expected: tuple[str, str, str],
) -> None:
    file = ing(people / "st.csv", row(3, "25.00", payee, other, text))
    assert words_of(run, file) == expected
    assert told(run, file)[0]["known"] == 1
    assert "PV01" not in run("check")[1]


@pytest.mark.parametrize(
    ("payee", "text"),
    [
        ("JOSE NUNEZ", "alleen Jose"),
        ("JOSEFA NUNEZ-BAKKER", "Bakkerij Jose Nunez-Bakkerij"),
        ("Jolanda", "banjo"),
        ("Winkel", "jose@example.organic"),
        ("Winkel", "NL86RABO0315273639"),
        ("Winkel", "BSN 111222334, factuur 1112223330"),
        ("Winkel", "factuur 2025-111222333"),
    ],
)
def test_what_only_looks_like_it_stays(
    people: Path, run: Run, payee: str, text: str
) -> None:
    file = ing(people / "st.csv", row(3, "25.00", payee, SHOP, text))
    assert words_of(run, file) == (payee, text, SHOP)


def test_lines_from_before_the_private_register_are_known(
    books: Path, run: Run
) -> None:
    paid = row(3, "25.00", "JOSE NUNEZ-BAKKER", SHOP, "huur, bsn 111222333")
    file = ing(books / "st.csv", paid)
    assert told(run, file)[0]["new"] == 1
    (books / "members.private.yaml").write_text(
        "L01: {name: José Núñez-Bakker}\n", "utf-8"
    )
    assert told(run, file)[0]["known"] == 1
    assert text_of(books).count("huur, bsn") == 1


def test_a_private_customer_becomes_a_code(books: Path, run: Run) -> None:
    (books / "ledger" / "customers.private.yaml").write_text(
        "k07: {name: Mw A. Jansen, email: a.jansen@example.org,\n"
        f"  ibans: [{OWN}]}}\n",
        "utf-8",
    )
    line = row(3, "25.00", "MW A JANSEN", OWN, "taart, a.jansen@example.org")
    file = ing(books / "st.csv", line)
    assert words_of(run, file) == ("k07", "taart, k07", "k07")
    assert "PV01" not in run("check")[1]
    main = books / "ledger" / "main.beancount"
    with main.open("a", encoding="utf-8") as ledger:
        ledger.write("; taart voor mw A. Jansen\n")
    assert "PV01" in run("check")[1]

"""How texts are compared: names by their words, numbers by their signs."""

from __future__ import annotations

import pytest

from paraplu.base.folding import capitals, folded, party, same, same_party, signs


@pytest.mark.parametrize(
    ("text", "words", "bare", "code"),
    [
        ("Bakker  Jansen", "bakker jansen", "bakkerjansen", "BAKKERJANSEN"),
        (" BAKKER\tJansen\n", "bakker jansen", "bakkerjansen", "BAKKERJANSEN"),
        ("Bakker-Jansen", "bakker-jansen", "bakkerjansen", "BAKKERJANSEN"),
        ("NL91 abna 0417", "nl91 abna 0417", "nl91abna0417", "NL91ABNA0417"),
        ("2026-0001", "2026-0001", "20260001", "20260001"),
        ("Straße", "strasse", "strasse", "STRASSE"),
        ("Café", "café", "café", "CAFÉ"),
        ("", "", "", ""),
        (" - ", "-", "", ""),
    ],
)
def test_a_text_as_it_is_compared(text: str, words: str, bare: str, code: str) -> None:
    assert (folded(text), signs(text), capitals(text)) == (words, bare, code)


def test_the_same_payee() -> None:
    assert same("Bakker  Jansen", "bakker JANSEN ")
    assert not same("Bakker Jansen", "BakkerJansen")


@pytest.mark.parametrize(
    "written",
    [
        *(
            "Woodshop B.V.",
            "WOODSHOP BV",
            "Woodshop b. v.",
            "Woodshop",
            "Woodshop, B.V.",
        ),
        *(
            "Wood-shop N.V.",
            "Woodshop  V.O.F.",
            "Woodshop GmbH & Co. KG",
            "Woodshop U.A.",
        ),
    ],
)
def test_one_firm_however_its_name_is_written(written: str) -> None:
    expected = "woodshopgmbhco" if "Co." in written else "woodshop"
    assert party(written) == expected


@pytest.mark.parametrize(
    "written", ["Woodshops B.V.", "Wood", "B.V. Woodshop", "BV", ""]
)
def test_another_firm(written: str) -> None:
    assert not same_party(written, "Woodshop B.V.")


def test_what_is_no_name_is_only_itself() -> None:
    assert not same_party("-", "")
    assert party(" B.V. ") == "bv"

"""How texts are compared: names by their words, numbers by their signs."""

from __future__ import annotations

import pytest

from paraplu.base.folding import capitals, folded, same, signs


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

import pytest

from nl_banks.account import same_account


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NL91ABNA0417164300", "nl91 abna 0417 1643 00"),
        ("NL91ABNA0417164300", "417164300"),
        ("0417164300", "417164300"),
        ("NL65INGB0006040930", "6040930"),
        ("NL65INGB0001234567", "P001234567"),
        ("NL29TRIO0390123456", "TRIODOSBANK/0390123456"),
        ("revolut", "Revolut"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_account(one, other)
    assert same_account(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same ten digits at two banks are two accounts.
        ("NL91ABNA0417164300", "NL69INGB0417164300"),
        ("NL91ABNA0417164300", "417164301"),
        ("DE89370400440532013000", "0532013000"),
        ("", ""),
        ("revolut", "n26"),
        ("V 123-45678", "12345678"),
    ],
)
def test_others(one: str, other: str) -> None:
    assert not same_account(one, other)
    assert not same_account(other, one)

"""Nothing lost, nothing twice."""

import datetime as dt
from decimal import Decimal

from nl_banks import Statement, StatementLine
from nl_banks.known import KnownLines, Mark, marks, texts_of
from nl_banks.reference import references


def coffee(reference: str = "", payee: str = "Café De Boot") -> StatementLine:
    return StatementLine(
        2,
        dt.date(2026, 3, 4),
        Decimal("-2.50"),
        "EUR",
        payee=payee,
        reference=reference,
    )


def statement(*bookings: StatementLine) -> Statement:
    return Statement("a-layout", "A bank", "NL91ABNA0417164300", "EUR", bookings)


def booked(
    reference: str = "",
    amount: str = "-2.50",
    day: int = 4,
    text: str = "café de boot",
) -> Mark:
    return Mark(reference, dt.date(2026, 3, day), Decimal(amount), texts_of(text))


def known(books: list[Mark], *bookings: StatementLine) -> list[bool]:
    answers = KnownLines(books).answers(list(marks(statement(*bookings))))
    return [answer is not None for answer in answers]


def test_the_keys_of_two_equal_lines_differ_and_stay_the_same() -> None:
    keys = list(references(statement(coffee(), coffee())))
    assert len(set(keys)) == 2
    assert keys == list(references(statement(coffee(), coffee())))
    assert keys[:1] == list(references(statement(coffee())))


def test_the_key_of_the_bank_goes_before_one_of_our_own() -> None:
    assert list(references(statement(coffee(reference="42")))) == ["42"]


def test_one_booked_line_answers_for_one_line() -> None:
    assert known([booked("42")], coffee(reference="42"), coffee(reference="42")) == [
        True,
        False,
    ]


def test_a_line_booked_by_hand_is_known_by_account_day_amount_and_text() -> None:
    assert known([booked()], coffee()) == [True]


def test_its_look_alikes_are_not() -> None:
    assert known([booked(amount="2.50")], coffee()) == [False]
    assert known([booked(day=5)], coffee()) == [False]
    assert known([booked(text="bakker")], coffee()) == [False]
    assert known([booked(text="")], coffee(payee="")) == [False]


def test_two_lines_with_keys_of_the_bank_are_two_lines() -> None:
    assert known([booked("41")], coffee(reference="42")) == [False]


def test_a_line_without_a_key_is_known_again_in_a_file_with_keys() -> None:
    (own,) = references(statement(coffee()))
    assert known([booked(own)], coffee(reference="42")) == [True]
    assert known([booked("42")], coffee()) == [True]


def test_a_text_takes_nothing_that_the_key_of_a_later_line_needs() -> None:
    books = [booked("42"), booked()]
    assert known(books, coffee(), coffee(reference="42")) == [True, True]


def test_a_payment_that_is_sent_back_with_its_key_is_another_line() -> None:
    assert known([booked("42", amount="2.50")], coffee(reference="42")) == [False]


def test_a_line_that_was_divided_over_postings_is_known() -> None:
    books = [booked("42", amount="-1.00"), booked("42", amount="-1.50")]
    assert known(books, coffee(reference="42")) == [True]


def test_parts_that_add_up_are_one_use() -> None:
    parts = [booked("42", amount="-1.00"), booked("42", amount="-1.50")]
    twice = (coffee(reference="42"), coffee(reference="42"))
    assert known(parts, *twice) == [True, False]
    more = [*parts, booked("42", amount="-0.50")]
    assert known(more, *twice) == [True, True]


def test_of_equal_keys_the_equal_amount_answers() -> None:
    books = [booked("42", amount="-9.00"), booked("42")]
    assert known(books, coffee(reference="42"), coffee(reference="42")) == [True, True]
    (answer,) = KnownLines(books).answers(
        list(marks(statement(coffee(reference="42"))))
    )
    assert answer is not None
    assert answer.amount == Decimal("-2.50")


def test_a_line_is_known_again_in_another_kind_of_file() -> None:
    """The bank numbers it otherwise in CAMT.053 than in its own CSV."""
    assert known([booked("000000000000006408")], coffee(reference="20260304/A1")) == [
        True
    ]
    assert known([booked("20260304/A2")], coffee(reference="20260304/A1")) == [False]

from nl_banks.text import LONGEST_TEXT, account_number, clean, name


def test_padding_and_lines_become_one_space() -> None:
    assert clean("  Huur   kraam\r\n\tmarkt\u00a0 mei ") == "Huur kraam markt mei"


def test_markup_is_shown_and_never_obeyed() -> None:
    assert clean('<img src=x onerror="x">') == "‹img src=x onerror='x'›"


def test_what_nobody_sees_is_left_out() -> None:
    # A zero-width space, a byte order mark, a bell, and a right-to-left override.
    assert clean("Sj\u200bo\ufefferd\x07s\u202egpj.exe") == "Sjoerdsgpj.exe"


def test_letters_of_any_language_stay() -> None:
    assert clean("Café Ünlü — Đỗ 王 ₤ €") == "Café Ünlü — Đỗ 王 ₤ €"


def test_a_long_text_ends_in_a_sign_that_it_goes_on() -> None:
    cut = clean("x" * 5000)
    assert len(cut) == LONGEST_TEXT
    assert cut.endswith("x…")
    assert clean("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_a_name_is_shorter() -> None:
    assert len(name("y" * 5000)) == 140


def test_an_iban_is_compared_without_spaces() -> None:
    assert account_number(" nl91 abna 0417 1643 00 ") == "NL91ABNA0417164300"


def test_what_is_no_iban_stays_as_it_is_written() -> None:
    assert account_number("V 123-45678") == "V 123-45678"
    assert account_number("") == ""

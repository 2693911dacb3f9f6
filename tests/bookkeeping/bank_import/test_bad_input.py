"""What is wrong with a file or the books is told in a line; nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.benchmarks.statements import HEADER, IBAN
from tests.bookkeeping.bank_import.books import JANUARY, Run, ing, row, text_of, told

GOOD = row(3, "-1.00", "Winkel", text="iets")


def refused(run: Run, *args: object) -> str:
    """Return the one complaint of an import that does nothing."""
    status, out, err = run("import", *args)
    assert (status, out) == (2, ""), err
    assert err.startswith("paraplu: ")
    assert err.count("\n") == 1
    return err.removeprefix("paraplu: ").rstrip()


def test_one_bad_file_keeps_out_the_good_ones(books: Path, run: Run) -> None:
    good = ing(books / "good.csv", GOOD)
    bad = books / "bad.csv"
    bad.write_text("een,twee\n1,2\n", "utf-8")
    before = text_of(books)
    assert "bad.csv: No bank writes statements like this one." in refused(
        run, good, bad
    )
    assert text_of(books) == before


def test_each_bad_file_is_told(books: Path, run: Run) -> None:
    status, _, err = run("import", books / "a.csv", books / "b.csv")
    assert status == 2
    assert [line.split(":")[1].strip() for line in err.splitlines()] == [
        "a.csv",
        "b.csv",
    ]


def test_a_file_that_was_cut_off(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD, GOOD._replace(text="nog iets"))
    file.write_bytes(file.read_bytes()[:-20])
    assert "st.csv:3: " in refused(run, file)


def test_a_row_that_is_missing_in_the_middle(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", *(GOOD._replace(text=str(n)) for n in range(5)))
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:3], *lines[4:]]), "utf-8")
    assert "The balances do not add up here" in refused(run, file)


def test_two_layouts_in_one_file(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    file.write_text(file.read_text("utf-8") + '"a";"b"\n', "utf-8")
    assert (
        "st.csv:3: The number of columns in this row is 2, where its layout has 11."
        in refused(run, file)
    )


def test_a_nul_byte(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    file.write_bytes(file.read_bytes().replace(b"iets", b"ie\0ts"))
    assert "st.csv:2: There is a NUL byte here" in refused(run, file)


def test_quotes_and_line_ends_in_a_row_stay_in_it(books: Path, run: Run) -> None:
    hostile = 'een "twee"\n2025-02-09 * "vals"\n  Assets:Bank:Ing 5 EUR \\" ; <b>'
    file = ing(books / "st.csv", GOOD._replace(text=hostile), GOOD)
    assert told(run, file)[0]["new"] == 2
    assert told(run, file)[0]["known"] == 2
    assert "<b>" not in text_of(books)


def test_an_account_that_the_register_does_not_have(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    file.write_text(
        file.read_text("utf-8").replace(IBAN, "NL86RABO0315273630"), "utf-8"
    )
    told_off = refused(run, file)
    assert (
        "is a statement of NL86RABO0315273630, which is not in the register" in told_off
    )
    assert '- {iban: NL86RABO0315273630, account: "Assets:Bank:…"}' in told_off


def test_an_account_that_the_books_do_not_have(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    assert "The account Assets:Bank:Ign is not in the books." in refused(
        run, file, "--account", "Assets:Bank:Ign"
    )
    for no_account in ("Assets", "assets:bank:", "x y"):
        assert "is not the name of an account." in refused(
            run, file, "--account", no_account
        )


def test_another_currency(books: Path, run: Run) -> None:
    header = HEADER.replace("Naam / Omschrijving", "Omschrijving")
    savings = (
        '"Datum";"Omschrijving";"Rekening";"Rekening naam";"Tegenrekening";"Af Bij";'
        '"Bedrag";"Valuta";"Mutatiesoort";"Mededelingen";"Saldo na mutatie"\n'
        '"2025-02-03";"x";"V 123-45678";"Spaar";"";"Bij";"1,00";"USD";"y";"z";"1,00"\n'
    )
    assert header != HEADER
    file = books / "st.csv"
    file.write_text(savings, "utf-8")
    told_off = refused(run, file, "--account", "Assets:Bank:Savings")
    assert "is in USD, but the books are in EUR, and " in told_off


def test_no_files_is_no_call(books: Path, run: Run) -> None:
    assert "Name the files to import." in refused(run)
    assert books.exists()


@pytest.mark.parametrize(
    "damage",
    [
        "<<<<<<< HEAD\n",
        '2025-02-01 * "x\n',
        'include "nergens.beancount"\n',
        '2025-02-01 * "x"\n  Assets:Bank:Ing\n  Equity:Coop\n',
    ],
)
def test_books_that_cannot_be_read_whole(books: Path, run: Run, damage: str) -> None:
    file = ing(books / "st.csv", GOOD)
    (books / "ledger" / "2025" / "2025-03-ing.beancount").write_text(damage, "utf-8")
    told_off = refused(run, file)
    assert "Beancount finds an error in the books: " in told_off
    assert "With --no-ledger only the statement is read." in told_off
    (alone,) = told(run, file, "--no-ledger", "--dry-run")
    assert (alone["new"], alone["account"]) == (1, "Assets:Bank:Ing")


def test_books_that_ask_to_run_what_was_not_agreed(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text('plugin "os"\n' + main.read_text("utf-8"), "utf-8")
    assert "asks to run something that was not agreed" in refused(
        run, ing(books / "s.csv", GOOD)
    )


def test_a_register_with_faults(books: Path, run: Run) -> None:
    (books / "members.yaml").write_text("members: {L01: {joinde: 2025}}\n", "utf-8")
    assert "has errors, so nothing was written." in refused(
        run, ing(books / "st.csv", GOOD)
    )


def test_errors_that_were_there_do_not_stop_an_import(books: Path, run: Run) -> None:
    file = books / "ledger" / "2025" / "2025-01-ing.beancount"
    file.write_text(JANUARY + "\n2025-01-09 balance Assets:Bank:Ing 1 EUR\n", "utf-8")
    status, out, _ = run("import", ing(books / "st.csv", GOOD))
    assert status == 1
    assert "These books have 1 error" in out


def test_without_books_or_register(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = ing(tmp_path / "st.csv", GOOD)
    alone = ("--no-ledger", "--account", "Assets:Bank:X", "--dry-run")
    (found,) = told(run, file, *alone)
    assert (found["account"], found["new"]) == ("Assets:Bank:X", 1)
    assert list(tmp_path.iterdir()) == [file]
    assert "which is not in the register" in refused(
        run, file, "--no-ledger", "--dry-run"
    )
    # A program that only reads need not know what somebody calls the account.
    (found,) = told(run, file, "--no-ledger", "--dry-run")
    assert (found["account_id"], found["account"], found["new"]) == (IBAN, "", 1)
    assert found["closing"]["amount"] == "899.00"
    assert "There is no folder" in refused(run, file)


def test_without_the_ledger_only_a_new_file_is_written(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    assert "add --dry-run, or --into" in refused(run, file, "--no-ledger")
    new = books / "new.beancount"
    assert run("import", file, "--no-ledger", "--into", new)[0] == 0
    assert "Winkel" in new.read_text("utf-8")
    assert "add --dry-run, or --into" in refused(
        run, file, "--no-ledger", "--into", new
    )


def test_a_file_that_the_books_do_not_take_in_is_not_written_over(
    books: Path, run: Run
) -> None:
    stray = books / "stray.beancount"
    stray.write_text("; mine\n", "utf-8")
    told_off = refused(run, ing(books / "st.csv", GOOD), "--into", stray)
    assert "the books do not include it" in told_off
    assert stray.read_text("utf-8") == "; mine\n"


def test_a_file_of_several_accounts_needs_the_register(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    other = lines[1].replace(IBAN, "NL91ABNA0417164300")
    file.write_text("".join([*lines, other]), "utf-8")
    told_off = refused(run, file, "--account", "Assets:Bank:Ing")
    assert "holds 2 accounts, but --account names only one." in told_off
    assert [one["account"] for one in told(run, file)] == [
        "Assets:Bank:Ing",
        "Assets:Bank:Savings",
    ]


def test_a_register_that_was_named_and_is_not_there(books: Path, run: Run) -> None:
    file = ing(books / "st.csv", GOOD)
    alone = ("--no-ledger", "--dry-run", "--register")
    assert "There is no file" in refused(run, file, *alone, books / "no.yaml")
    broken = books / "broken.yaml"
    broken.write_text("members: []\n", "utf-8")
    assert "has errors" in refused(run, file, *alone, broken)


def test_a_file_that_somebody_changes_meanwhile_is_left_alone(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paraplu.journal import committing

    month = books / "ledger" / "2025" / "2025-02-ing.beancount"

    def meanwhile(path: Path, text: str) -> None:
        if path != month:
            path.write_text(text, "utf-8")
            month.write_text("; mine\n", "utf-8")

    monkeypatch.setattr(committing, "replace_file", meanwhile)
    told_off = refused(run, ing(books / "st.csv", GOOD))
    assert "Somebody else has just changed" in told_off
    assert month.read_text("utf-8") == "; mine\n"


def test_who_comes_second_waits_and_then_gives_up(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paraplu.journal import committing

    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    with committing.alone(books / "ledger"):
        told_off = refused(run, ing(books / "st.csv", GOOD))
    assert "Somebody else is writing in " in told_off


@pytest.mark.parametrize(
    ("good", "bad", "advice"),
    [
        # What is wrong with a line, and what to do; each of them once.
        ('"7,00"', '"7.00"', "Download the file again"),
        ("20250209", "20250231", "Download the file again"),
        ('"Tag"', '"Tag"\n"', "Download the file again"),
        ('"907,00"', '"908,00"', "Download the statement again"),
        ('"Datum"', '"Dag"', "CSV from ING again"),
    ],
)
def test_whoever_is_refused_hears_what_to_do(
    books: Path, run: Run, good: str, bad: str, advice: str
) -> None:
    file = ing(books / "st.csv", row(9, "7.00"), row(9, "7.00"))
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    said = refused(run, file)
    assert advice in said
    assert said.casefold().count("download") == 1

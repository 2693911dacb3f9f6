"""`paraplu member join`, `permit`, `renew`, `freeze`, `leave` and `return`."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from paraplu.check import check
from paraplu.journal import alone, committing

REGISTER = """\
# Fictional.
cooperative: {name: De Proeftuin, trade_names: [Zoet]}
policies:
  - from: 2024-01-01
    receipt_from: 1000.00
    leaving: {equipment: sold, stock: taken, start_capital: repaid, rest: municipality}
funds:
  Cordaid: {from: 2025-01-01, until: 2025-12-31, purposes: [StartCapital]}

members:
  L01:  # the first
    trade_name: Zoet
    permission:
      - {from: 2025-01-01, until: 2025-06-30, reference: "2025-001"}  # half a year
    joined: 2025-01-01
    start_capital: 100.00
    on_loan:
      - {what: drill, from: 2025-01-01}

# The end.
"""
MAIN = """\
option "operating_currency" "EUR"
plugin "paraplu" "../members.yaml"

2025-01-01 open Assets:Bank                                      EUR
2025-01-01 open Equity:Coop                                      EUR
2025-01-01 open Liabilities:Municipality                         EUR
2025-01-01 open Liabilities:VAT:High                             EUR

;; L01 Zoet
2025-01-01 open Assets:Members:L01:Equipment                     EUR
2025-01-01 open Equity:Members:L01:StartCapital                  EUR
2025-01-01 open Expenses:Members:L01:SetOff                      EUR
2025-01-01 open Income:Members:L01:Sales                         EUR

2025-01-01 * "Means"
  Assets:Bank                                             5000.00 EUR
  Equity:Coop                                            -5000.00 EUR

2025-01-02 * "Start capital of L01"
  Equity:Coop                                              100.00 EUR
  Equity:Members:L01:StartCapital                         -100.00 EUR

2025-01-03 * "Shop" "Oven"
  Assets:Members:L01:Equipment                              80.00 EUR
  Assets:Bank                                              -80.00 EUR

2025-02-01 * "Market" "Cakes"
  Assets:Bank                                               40.00 EUR
  Income:Members:L01:Sales                                 -40.00 EUR

2025-02-10 balance Assets:Bank                            4960.00 EUR
"""
JOIN = (
    *("member", "join", "L02", "--nominated-by", "K2", "--from", "2025-03-01"),
    *("--until", "2026-02-28", "--reference", "2025-007", "--trade-name", "Zoet"),
    *("--start-capital", "250", "--capital-from", "Cordaid", "--lend", "saw=30.00"),
)


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "members.yaml").write_text(REGISTER, "utf-8")
    (tmp_path / "ledger" / "main.beancount").write_text(MAIN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def new_lines(before: str, after: str) -> list[str]:
    """Return the lines that came; an AssertionError where one went or changed."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert [line for line in lines if line.startswith("- ")] == []
    return [line[2:] for line in lines if line.startswith("+ ")]


def errors(books: Path, member: str) -> list[str]:
    found = check(books / "ledger" / "main.beancount").verdict.findings
    return [f.code for f in found if f.member == member and f.severity == "error"]


RING = {
    *("Assets:Members:L02:Cash", "Assets:Members:L02:Equipment"),
    *("Assets:Members:L02:Prepaid", "Assets:Members:L02:Receivable"),
    *("Assets:Members:L02:Stock", "Liabilities:Members:L02:Deposit"),
    *("Liabilities:Members:L02:Payable", "Equity:Members:L02:StartCapital"),
    *("Equity:Members:L02:Thermometer", "Income:Members:L02:InternalSales"),
    *("Income:Members:L02:Sales", "Expenses:Members:L02:Contribution"),
    *("Expenses:Members:L02:Costs", "Expenses:Members:L02:Growth"),
    *("Expenses:Members:L02:SetOff", "Expenses:Members:L02:Training"),
}


def test_a_member_joins(books: Path, run: Run) -> None:
    shown = run(*JOIN, "--dry-run")
    assert (shown.status, shown.err) == (0, "")
    assert files(books) == {"members.yaml": REGISTER, "ledger/main.beancount": MAIN}

    assert run(*JOIN).status == 0
    after = files(books)
    assert new_lines(REGISTER, after["members.yaml"]) == [
        "  L02:",
        "    trade_name: Zoet",
        "    nominated_by: K2",
        "    permission:",
        "      - {from: 2025-03-01, until: 2026-02-28, reference: 2025-007}",
        "    joined: 2025-03-01",
        "    start_capital: 250.00",
        "    on_loan:",
        "      - {what: saw, from: 2025-03-01, value: 30.00}",
    ]
    main = new_lines(MAIN, after["ledger/main.beancount"])
    fund = "2025-01-01 open Expenses:Funds:Cordaid:StartCapital              EUR"
    assert {fund, ";; L02 Zoet"} < set(main)
    opened = {line.split()[2] for line in main if " open " in line}
    assert opened == {fund.split()[2], *RING}
    assert main[-4:] == [
        '2025-03-01 * "Start capital L02"',
        '  member: "L02"',
        "  Expenses:Funds:Cordaid:StartCapital                       250.00 EUR",
        "  Equity:Members:L02:StartCapital                          -250.00 EUR",
    ]
    # The diff that was shown is the one that came.
    lines = {line[1:] for line in shown.out.splitlines() if line[:1] == "+"}
    assert set(new_lines(REGISTER, after["members.yaml"])) < lines
    assert set(main) <= lines
    assert errors(books, "L02") == []

    again = run(*JOIN)
    assert again.out == "This is already so; nothing was written.\n"
    assert files(books) == after


def test_by_answering_questions(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["L02", "K2", "soon", "2025-03-01", "", "2025-007", *[""] * 9]
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answers.pop(0))
    ran = run("member", "join")
    assert (ran.status, answers) == (0, [])
    assert "soon is not a date." in ran.err
    text = (books / "members.yaml").read_text("utf-8")
    assert "\n      - {from: 2025-03-01, reference: 2025-007}\n" in text


def test_the_ring_is_opened_in_the_words_of_the_chart(books: Path, run: Run) -> None:
    """Each class that the chart knows, and each charge that was agreed."""
    register = REGISTER.replace("cooperative: {", "chart: nl\ncooperative: {")
    register = register.replace("    leaving", "    charges: [Kraam]\n    leaving")
    (books / "members.yaml").write_text(register, "utf-8")
    main = "\n".join(MAIN.split("\n")[:3]) + "2025-01-01 open Assets:Bank EUR\n"
    (books / "ledger" / "main.beancount").write_text(main, "utf-8")
    assert run(*JOIN[:-6]).status == 0
    ledger = files(books)["ledger/main.beancount"]
    opened = [line.split()[2] for line in new_lines(main, ledger) if " open " in line]
    assert opened == [
        *("Assets:Leden:L02:Debiteuren", "Assets:Leden:L02:Inventaris"),
        *("Assets:Leden:L02:Kas", "Assets:Leden:L02:Voorraad"),
        *("Assets:Leden:L02:Vooruitbetaald", "Liabilities:Leden:L02:Aanbetaald"),
        *("Liabilities:Leden:L02:Crediteuren", "Equity:Leden:L02:Startkapitaal"),
        *("Equity:Leden:L02:Thermometer", "Income:Leden:L02:InterneOmzet"),
        *("Income:Leden:L02:Omzet", "Expenses:Leden:L02:Afdracht"),
        *("Expenses:Leden:L02:Groei", "Expenses:Leden:L02:Kosten"),
        *("Expenses:Leden:L02:Scholing", "Expenses:Leden:L02:Verrekening"),
        "Expenses:Leden:L02:Kosten:Kraam",
    ]


# Of what came in, 60.00 is in the ring of L01, and 300.00 is for what Cordaid says.
GRANT = """
2025-01-01 open Income:Funds:Cordaid EUR
2025-02-05 * "Cordaid pays"
  Assets:Bank                                               300.00 EUR
  Income:Funds:Cordaid                                     -300.00 EUR
"""


@pytest.mark.parametrize(
    ("amount", "source", "words"),
    [
        ("4900.00", "coop", ""),
        (
            "4900.01",
            "coop",
            "From 2025-03-01 on there is 4,900.00 to give from coop, and not 4,900.01",
        ),
        ("5200.00", "Cordaid", ""),
        ("5200.01", "Cordaid", "give it from elsewhere: 4,900.00 from coop."),
    ],
)
def test_start_capital_has_to_be_there(
    amount: str, source: str, words: str, books: Path, run: Run
) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text(MAIN.replace("4960.00 EUR\n", "5260.00 EUR\n") + GRANT, "utf-8")
    before = files(books)
    ran = run(*JOIN[:-6], "--start-capital", amount, "--capital-from", source)
    assert words in ran.err
    assert ran.status == (2 if words else 0)
    assert (files(books) == before) == bool(words)
    found = check(main).verdict.findings
    assert [f for f in found if f.code == "PF05" and f.severity == "error"] == []


def test_money_that_goes_later_cannot_be_given_now(books: Path, run: Run) -> None:
    """It is there on the day of joining; the rent of a later day takes most of it."""
    main = books / "ledger" / "main.beancount"
    rent = """
2025-01-01 open Expenses:Coop:Rent EUR
2025-06-01 * "Rent"
  Expenses:Coop:Rent                                        4000.00 EUR
  Assets:Bank                                              -4000.00 EUR
"""
    main.write_text(MAIN + rent, "utf-8")
    ran = run(*JOIN[:-6], "--start-capital", "900.01", "--capital-from", "coop")
    assert "on there is 900.00 to give from coop, and not 900.01" in ran.err


SHORT = "join L02 --nominated-by K2 --from 2025-03-01 --reference x"
REFUSED = [
    ("join L02 --from 2025-03-01 --reference x", "--nominated-by is missing"),
    ("join L02 --nominated-by K2", "--from is missing"),
    (
        f"{SHORT} --joined 2025-02-01",
        "L02 would join on 2025-02-01, outside the permission from 2025-03-01",
    ),
    (
        f"{SHORT} --start-capital 9 --capital-from Nobody",
        "There is no fund “Nobody” in the register. Give one of: Cordaid, coop.",
    ),
    (
        "join L01 --nominated-by K2 --from 2025-03-01 --reference x",
        "L01 is in the register already, on line 11.",
    ),
    ("join l02 --nominated-by K2 --from 2025-03-01 --reference x", "l02"),
    (
        "join L02 --nominated-by a@b.nl --from 2025-03-01 --reference x",
        "--nominated-by: holds an e-mail address.",
    ),
    (
        "permit L01 --from 2025-06-30 --reference x",
        "L01 has a permission from 2025-01-01 until 2025-06-30 already, on line 14",
    ),
    ("permit L09 --from 2025-06-30 --reference x", "There is no member “L09”."),
    ("freeze L01 --from 2025-13-01 --reason x", "--from: 2025-13-01 is not a"),
    ("leave L01", "L01 has not left. Give the last day as a member: --on DATE."),
    ("leave L01 --on 2025-02-28 --returned saw", "nothing on loan called “saw”"),
    ("return L01 --on 2025-09-01 --reference x", "L01 has not left"),
    (
        "leave L01 --on 2025-02-28 --signed 2025-02-27",
        "The final statement of L01 cannot be signed on 2025-02-27: the last day",
    ),
    (
        "request L01 --for training --amount 0 --what course --on 2025-02-03",
        "A request is for more than 0.00.",
    ),
    (
        f"{SHORT} --start-capital 1,000 --capital-from coop",
        "--start-capital: 1,000 is not an amount. Write digits with a full stop before",
    ),
    (
        f"{SHORT} --lend drill=1.000,00",
        "--lend: 1.000,00 is not an amount. Write digits with a full stop before",
    ),
    ("joni L01", "Did you mean join?"),
]


@pytest.mark.parametrize(("call", "words"), REFUSED)
def test_what_cannot_be_is_refused(
    call: str, words: str, books: Path, run: Run
) -> None:
    ran = run("member", *call.split())
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert files(books) == {"members.yaml": REGISTER, "ledger/main.beancount": MAIN}


def test_a_permission_is_renewed(books: Path, run: Run) -> None:
    renew = ("member", "renew", "L01", "--until", "2026-06-30", "--reference", "x 2")
    assert run(*renew).status == 0
    once = files(books)
    assert new_lines(REGISTER, once["members.yaml"]) == [
        "      - {from: 2025-07-01, until: 2026-06-30, reference: x 2}"
    ]
    assert run(*renew).out == "This is already so; nothing was written.\n"
    permit = ("member", "permit", "L01", "--from", "2026-09-01", "--reference", "7")
    assert run(*permit).status == 0
    assert new_lines(once["members.yaml"], files(books)["members.yaml"]) == [
        '      - {from: 2026-09-01, reference: "7"}'
    ]
    assert errors(books, "L01") == []


CAPS = ", hours: [{most: 23.5, per: week}, {most: 1000, per: year}]"
AGAIN = ("--hours", "23.5/week", "--hours", "1000/year")
RENEWED = ("--until", "2026-06-30", "--reference", "7")
BACK_IN = ("--on", "2025-07-01", *RENEWED)


def with_caps(books: Path, step: str) -> str:
    register = REGISTER.replace('"2025-001"}', f'"2025-001"{CAPS}}}')
    if step == "return":
        left = "joined: 2025-01-01\n    left: 2025-02-28"
        register = register.replace("joined: 2025-01-01", left)
    (books / "members.yaml").write_text(register, "utf-8")
    return register


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ((), "Is it the same: --hours 23.5/week --hours 1000/year. Is there no limit"),
        (("--hours", "23.5"), "--hours: 23.5 is not a number of hours for a window"),
        (("--hours", "9/day"), "9/day is not a number of hours for a window"),
        (("--hours", "0.33/week"), "0.33 hours is not a whole number of minutes"),
        (("--hours", "9/week:chess"), "chess is not one of the kinds of hours"),
    ],
)
def test_what_a_decision_says_of_hours_is_not_lost(
    call: tuple[str, ...], words: str, books: Path, run: Run
) -> None:
    with_caps(books, "renew")
    before = files(books)
    ran = run("member", "renew", "L01", *RENEWED, *call)
    assert words in ran.err
    assert ran.status == 2
    assert files(books) == before


@pytest.mark.parametrize("step", ["renew", "return"])
def test_caps_go_into_the_register(step: str, books: Path, run: Run) -> None:
    register = with_caps(books, step)
    command = ("member", step, "L01", *(RENEWED if step == "renew" else BACK_IN))
    assert "until now says how many hours" in run(*command).err

    assert run(*command, *AGAIN).status == 0
    new = '      - {from: 2025-07-01, until: 2026-06-30, reference: "7"'
    assert f"{new}{CAPS}}}\n" in (books / "members.yaml").read_text("utf-8")
    assert run(*command, *AGAIN).out == "This is already so; nothing was written.\n"
    if step == "renew":
        other = run(*command, "--hours", "none")
        assert "says of hours: 23.5/week, 1000/year. If that is wrong" in other.err

    (books / "members.yaml").write_text(register, "utf-8")
    assert run(*command, "--hours", "none").status == 0
    assert f"{new}}}\n" in (books / "members.yaml").read_text("utf-8")


def test_who_joins_without_a_most_hears_it(books: Path, run: Run) -> None:
    assert "how many hours" not in run(*JOIN, "--dry-run").out
    with_caps(books, "renew")
    assert "how many hours" not in run(*JOIN, "--hours", "none", "--dry-run").out
    ran = run(*JOIN)
    assert ran.out.endswith("Does the decision say it? Add it to the permission.\n")
    assert run(*JOIN).out == "This is already so; nothing was written.\n"


def test_a_cap_with_kinds(books: Path, run: Run) -> None:
    ran = run("member", "renew", "L01", *RENEWED, "--hours", "23,25/week:direct, help")
    assert ran.status == 0
    cap = "hours: [{most: 23.25, per: week, kinds: [direct, help]}]"
    assert cap in (books / "members.yaml").read_text("utf-8")
    assert errors(books, "L01") == []


def test_hours_are_asked_for_where_others_have_a_most(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_caps(books, "renew")
    answers = ["L01", "2026-06-30", "7", "", "", "a lot", "780/permission-year", ""]
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answers.pop(0))
    ran = run("member", "renew")
    assert (ran.status, answers) == (0, [])
    assert "This needs an answer." in ran.err
    assert "a lot is not a number of hours for a window." in ran.err
    text = (books / "members.yaml").read_text("utf-8")
    assert 'reference: "7", hours: [{most: 780, per: permission-year}]}\n' in text


def test_a_freeze_begins_and_ends(books: Path, run: Run) -> None:
    freeze = ("member", "freeze", "l01", "--from", "2025-01-03", "--reason", "a case")
    ran = run(*freeze)
    assert ran.status == 0
    # The oven was bought on that day.
    assert "MB05  error  L01  80.00 EUR" in ran.err
    assert run(*freeze).out == "This is already so; nothing was written.\n"
    ended = ("member", "unfreeze", "L01", "--until", "2025-01-09")
    assert run(*ended).status == 0
    assert run(*ended).out == "This is already so; nothing was written.\n"
    assert new_lines(REGISTER, files(books)["members.yaml"]) == [
        "    frozen:",
        "      - {from: 2025-01-03, reason: a case, until: 2025-01-09}",
    ]


def test_a_freeze_does_not_end_before_it_begins(books: Path, run: Run) -> None:
    assert (
        run("member", "freeze", "L01", "--from", "2025-02-03", "--reason", "x")[0] == 0
    )
    before = files(books)
    ran = run("member", "unfreeze", "L01", "--until", "2025-02-02")
    assert (ran.status, ran.out) == (2, "")
    assert "L01 is frozen from 2025-02-03 on, on line " in ran.err
    assert files(books) == before


def test_cents_after_a_comma(books: Path, run: Run) -> None:
    commas = [word.replace("250", "250,00").replace("30.00", "30,00") for word in JOIN]
    assert run(*commas).status == 0
    written = files(books)["members.yaml"]
    assert "    start_capital: 250.00\n" in written
    assert "{what: saw, from: 2025-03-01, value: 30.00}" in written


def test_nobody_is_frozen(books: Path, run: Run) -> None:
    ran = run("member", "unfreeze", "L01", "--until", "2025-01-09")
    assert ran.out.endswith("L01 is not frozen.\n")
    assert files(books)["members.yaml"] == REGISTER


SALE = """
2025-02-28 * "Sold on leaving L01"
  Assets:Bank                                                96.80 EUR
  Assets:Members:L01:Equipment                              -80.00 EUR
  Liabilities:VAT:High                                      -16.80 EUR
"""
BACK = """
2025-02-28 * "Start capital of L01 back"
  Equity:Members:L01:StartCapital                           100.00 EUR
  Equity:Coop                                              -100.00 EUR
"""
REST = """
2025-02-28 * "Set-off on leaving L01"
  Expenses:Members:L01:SetOff                                40.00 EUR
  Liabilities:Municipality                                  -40.00 EUR
"""


def open_steps(out: str) -> list[str]:
    return [line[6:] for line in out.splitlines() if line.startswith("open  ")]


def proposed(out: str) -> str:
    return "\n".join(line[10:] for line in out.splitlines() if line[:10] == " " * 10)


def test_a_member_leaves_step_by_step_and_comes_back(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    left = run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    assert left.status == 1
    # The books go to 10 February: of the days until he leaves nobody can tell yet.
    assert open_steps(left.out) == [
        (
            "Everything delivered until 2025-02-28 is invoiced, at the latest on "
            "2025-03-15"
        ),
        "Equipment",
        "Things on loan",
        "Start capital: 100.00",
        "What is left in the thermometer: 60.00",
        "The ring is empty",
        "The final statement is signed",
    ]
    text = (books / "members.yaml").read_text("utf-8")
    assert new_lines(REGISTER, text) == ["    left: 2025-02-28", "    left_to: work"]

    # Each entry that it proposes, in the order in which it does.
    for entry in (SALE, BACK, REST):
        shown = run("member", "leave", "L01")
        assert entry.strip() in proposed(shown.out).replace("\n\n", "\n")
        main.write_text(main.read_text("utf-8") + entry, "utf-8")
        assert errors(books, "L01") == []
    done = run(
        *("member", "leave", "L01", "--returned", "Drill", "--signed", "2025-03-10")
    )
    assert open_steps(done.out) == ["VAT of the last period"]
    assert "paraplu vat 2025-Q1" in done.out
    text = (books / "members.yaml").read_text("utf-8")
    assert (
        "      - {what: drill, from: 2025-01-01, until: 2025-02-28, went: back}" in text
    )
    before = files(books)
    assert run("member", "leave", "L01", "--on", "2025-02-28").status == 1
    assert files(books) == before

    back = ("member", "return", "L01", "--on", "2025-08-01", "--reference", "x")
    assert run(*back).status == 0
    text = (books / "members.yaml").read_text("utf-8")
    assert (
        "    membership:\n"
        "      - {from: 2025-01-01, until: 2025-02-28, to: work}\n"
        "      - {from: 2025-08-01}\n"
    ) in text
    assert "      - {from: 2025-08-01, reference: x}\n" in text
    assert "left" not in text.replace("leaving", "")
    assert run(*back).out == "This is already so; nothing was written.\n"
    assert errors(books, "L01") == []

    again = run("member", "leave", "L01", "--on", "2025-09-30", "--to", "education")
    assert again.status == 1
    text = (books / "members.yaml").read_text("utf-8")
    assert "      - {from: 2025-08-01, until: 2025-09-30, to: education}\n" in text


def test_a_month_to_come_has_its_contribution_to_come(books: Path, run: Run) -> None:
    """Also where nothing was sold yet by anybody."""
    rate = "    contribution: {base: turnover, rate: 30%}\n    receipt_from"
    register = REGISTER.replace("    receipt_from", rate)
    (books / "members.yaml").write_text(register, "utf-8")
    main = books / "ledger" / "main.beancount"
    main.write_text(MAIN.partition('2025-02-01 * "Market"')[0], "utf-8")
    for policy, step in ((register, "open"), (REGISTER, "done")):
        (books / "members.yaml").write_text(policy, "utf-8")
        ran = run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
        assert f"{step}  The last contribution, up to 2025-02\n" in ran.out


NEW = ("member", "return", "L01", "--on", "2025-05-01", "--reference")


def test_a_return_while_an_old_permission_still_runs(books: Path, run: Run) -> None:
    """The new decision is in force from its first day, and none is lost."""
    run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    ran = run(*NEW, "2025-009", "--until", "2026-04-30")
    assert ran.status == 0
    assert "The permission 2025-001 was until 2025-06-30." in ran.out
    text = (books / "members.yaml").read_text("utf-8")
    assert (
        '      - {from: 2025-01-01, until: 2025-04-30, reference: "2025-001"}'
        "  # half a year\n"
        "      - {from: 2025-05-01, until: 2026-04-30, reference: 2025-009}\n"
    ) in text
    assert errors(books, "L01") == []


def test_a_return_under_the_same_permission(books: Path, run: Run) -> None:
    run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    assert run(*NEW, "2025-001").status == 0
    text = (books / "members.yaml").read_text("utf-8")
    assert text.count("reference: ") == 1
    assert "      - {from: 2025-05-01}\n" in text


def test_a_closed_account_stands_in_the_way_of_a_return(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    main.write_text(MAIN + "\n2025-03-01 close Expenses:Members:L01:SetOff\n", "utf-8")
    ran = run("member", "return", "L01", "--on", "2025-08-01", "--reference", "x")
    assert ran.status == 2
    assert (
        "Delete the close lines of L01 first: Expenses:Members:L01:SetOff." in ran.err
    )


def test_two_at_once(books: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    with alone(books / "ledger"):
        ran = run(*JOIN)
    assert ran.status == 2
    assert "Somebody else is writing in" in ran.err
    assert files(books) == {"members.yaml": REGISTER, "ledger/main.beancount": MAIN}


def test_a_full_disk_leaves_both_files_as_they_were(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written first are copies beside them, and a note that they are whole."""

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("paraplu.journal.atomic_step.replace_data", full)
    assert run(*JOIN).status == 2
    assert files(books) == {"members.yaml": REGISTER, "ledger/main.beancount": MAIN}


def test_a_register_that_is_a_link(books: Path, run: Run) -> None:
    (books / "members.yaml").rename(books / "real.yaml")
    (books / "members.yaml").symlink_to("real.yaml")
    ran = run(*JOIN)
    assert ran.status == 2
    assert "is a link to another file" in ran.err


@pytest.mark.usefixtures("books")
def test_dutch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    ran = run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    assert "gedaan  Vertrokken op 2025-02-28, in het register\n" in ran.out


REQUEST = (
    *("member", "request", "L01", "--for", "training", "--amount", "300"),
    *("--what", "course: cakes", "--on", "2025-02-03"),
)


def test_a_request_is_written_and_decided_on(books: Path, run: Run) -> None:
    file = "ledger/requests/2025/L01-2025-001.yaml"
    asked = run(*REQUEST)
    assert asked.out == (
        f"{file} was changed\nL01-2025-001 waits for: paraplu member approve "
        "L01-2025-001\n"
    )
    text = files(books)[file]
    assert text == (
        "request: L01-2025-001\nmember: L01\nasked: 2025-02-03\nfor: training\n"
        "amount: 300.00\nwhat: 'course: cakes'\n"
    )
    assert run(*REQUEST).out == "This is already so; nothing was written.\n"

    approve = ("member", "approve", "L01-2025-001", "--by", "board")
    alone_by = run("member", "approve", "L01-2025-001", "--by", "L01")
    assert alone_by.status == 2
    assert "“L01” cannot approve L01-2025-001" in alone_by.err
    more = run(*approve, "--on", "2025-02-05", "--amount", "300.01")
    assert "L01-2025-001 asks 300.00; 300.01 is more than that." in more.err
    early = run(*approve, "--on", "2025-02-01")
    assert "was asked on 2025-02-03, after that decision" in early.err
    assert files(books)[file] == text
    done = run(*approve, "--on", "2025-02-05", "--note", "in two parts")
    assert done.out.endswith(
        'Write on the entry of the purchase: request: "L01-2025-001"\n'
    )
    assert files(books)[file] == text + (
        "decision:\n  approved: yes\n  by: board\n  on: 2025-02-05\n"
        "  note: in two parts\n"
    )
    again = run(*approve, "--note", "in two parts")
    assert again.out == "This is already so; nothing was written.\n"
    changed = run(*approve, "--refuse")
    assert "was decided on already, on 2025-02-05" in changed.err
    missing = run("member", "approve", "L01-2025-002", "--by", "board")
    assert missing.status == 2
    assert "There is no request “L01-2025-002” that can be read" in missing.err


def test_a_second_request_has_the_next_number(books: Path, run: Run) -> None:
    run(*REQUEST)
    run(*REQUEST[:-1], "2025-02-04")
    assert [name for name in files(books) if "requests" in name] == [
        "ledger/requests/2025/L01-2025-001.yaml",
        "ledger/requests/2025/L01-2025-002.yaml",
    ]
    refused = run("member", "approve", "L01-2025-002", "--by", "board", "--refuse")
    assert refused.out == "ledger/requests/2025/L01-2025-002.yaml was changed\n"


COMMON = """
2025-02-28 * "To the common fund on leaving L01"
  Expenses:Members:L01:Costs:CommonFund                      60.00 EUR
  Income:Coop:CommonFund                                    -60.00 EUR
"""
TRAINED = """
2025-02-28 * "Used on leaving L01"
  receipt: "documents/…"
  Expenses:Members:L01:Training                              60.00 EUR
  Assets:Bank                                               -60.00 EUR
"""


@pytest.mark.parametrize(
    ("way", "entry"), [("common_fund", COMMON), ("training", TRAINED)]
)
def test_other_ways_for_what_is_left(
    way: str, entry: str, books: Path, run: Run
) -> None:
    """Equipment is taken along, so it is out of the ring without money."""
    register = REGISTER.replace("rest: municipality", f"rest: {way}")
    register = register.replace("equipment: sold", "equipment: taken")
    register = register.replace("repaid", "waived")
    register = register.replace("    leaving", "    charges: [CommonFund]\n    leaving")
    (books / "members.yaml").write_text(register, "utf-8")
    main = books / "ledger" / "main.beancount"
    opened = "".join(
        f"2025-01-01 open {name} EUR\n"
        for name in (
            *("Expenses:Members:L01:Growth", "Expenses:Members:L01:Training"),
            *("Expenses:Members:L01:Costs:CommonFund", "Income:Coop:CommonFund"),
        )
    )
    main.write_text(MAIN + opened, "utf-8")
    ran = run("member", "leave", "L01", "--on", "2025-02-28", "--to", "work")
    assert "done  Start capital: 100.00, waived" in ran.out
    taken = """
2025-02-28 * "Out of the ring on leaving L01"
  Expenses:Members:L01:Growth                                80.00 EUR
  Assets:Members:L01:Equipment                              -80.00 EUR
"""
    assert taken.strip() in proposed(ran.out)
    main.write_text(main.read_text("utf-8") + taken, "utf-8")
    ran = run("member", "leave", "L01")
    assert entry.strip() in proposed(ran.out)
    booked = entry.replace('  receipt: "documents/…"\n', "")
    main.write_text(main.read_text("utf-8") + booked, "utf-8")
    ran = run("member", "leave", "L01")
    assert "The ring is empty" not in open_steps(ran.out)
    assert errors(books, "L01") == []

"""Whatever is mistyped in the books: no rule, view or command falls over it."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.vocabularies import VOCABULARIES
from tests.support import HEAD, MEMBERS, report_on

from paraplu.base.chart import COOP_GROUPS, FUND_ROOTS, MEMBER_CLASSES
from paraplu.base.dates import Month
from paraplu.base.findings import Severity
from paraplu.base.language import Language
from paraplu.bookkeeping.contributions.month import draft, standings, standings_of_all
from paraplu.bookkeeping.vat.returns import vat_of
from paraplu.check import Report
from paraplu.reports.contributions import standings_in
from paraplu.reports.due import calendar_in
from paraplu.reports.fund_annex import annex_of
from paraplu.reports.fund_report import fund_report
from paraplu.reports.funds import funds_in
from paraplu.reports.gauge import covers_of, gauge_on
from paraplu.reports.member import story_of
from paraplu.reports.members import codes_of, members_in
from paraplu.reports.span import Span
from paraplu.reports.tasks.chores import chores_in
from paraplu.reports.tasks.making import tasks_of
from paraplu.reports.todo import todo_in
from paraplu.reports.vat import vat_in
from paraplu.rules import RULES
from paraplu.rules.verdict import Judgement
from paraplu_cli.main import main

CODES = ("L01", "L02", "L99", "L1", "X", "Leden")
WORDS = (
    *(f"{root.value}:Members:{{code}}:{word}" for root, word in MEMBER_CLASSES),
    *(f"{root.value}:{word}" for root, word in COOP_GROUPS),
    *(f"{root.value}:Funds:{{fund}}" for root in FUND_ROOTS),
    "Income:Members:{code}:Salse",
    "Income:Members:{code}",
    "Assets:Members",
    "Equity:Opening-Balances",
    "Income:Coop:Contribution",
    "Income:Coop:StallRent",
    "Income:Coop:Unheard-Of",
    "Expenses:Coop:Rounding",
    "Expenses:Private",
    "Equity:Nothing",
)
DETAILS = ("", "", "", ":Phone", ":Pot", ":StallRent", ":Nobody:Knows")
ACCOUNTS = st.builds(
    lambda word, code, fund, detail: word.format(code=code, fund=fund) + detail,
    st.sampled_from(WORDS),
    st.sampled_from(CODES),
    st.sampled_from(("Cordaid2025", "Nofund")),
    st.sampled_from(DETAILS),
)
DAYS = st.sampled_from(
    [
        *("0001-01-01", "1999-12-31", "2024-01-01", "2025-01-01", "2025-03-02"),
        *("2025-03-31", "2025-04-01", "2025-12-31", "2062-03-02", "9999-12-31"),
    ]
)
TEXTS = (
    *("2025-03", "2099-12", "0000-00", "9999-12", "2025-13", "march", ""),
    *("L01", "L99", "board 2025-03-01", "L99 2025-02-30", "high", "low 2025"),
    *("../outside", "nothing.pdf", "EV01: lost", "XX99: what", "NL00"),
)
VALUES = st.one_of(
    st.sampled_from([f'"{text}"' for text in TEXTS]),
    st.sampled_from(["2025-03-01", "9999-12-31", "12.34", "TRUE", "", "12.00 EUR"]),
)
KEYS = st.sampled_from(
    [
        *("receipt", "document", "approved", "waiver", "counterparty", "bank-ref"),
        *("member", "contribution", "vat", "vat-id", "delivered", "vat-return"),
        "receipt-total",
    ]
)
METAS = st.dictionaries(KEYS, VALUES, max_size=2)
AMOUNTS = st.sampled_from(("0.00", "0.01", "21.00", "100.00", "300.00", "99999.99"))
COMMODITIES = st.sampled_from(("EUR",) * 9 + ("USD",))
LINKS = st.lists(st.sampled_from(("^a", "^b", "^2025-0001")), max_size=2)


def _indented(meta: dict[str, str], by: str) -> str:
    return "".join(f"{by}{key}: {value}\n" for key, value in meta.items())


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Draw an entry that is in balance, and means nothing else."""
    links = " ".join(draw(LINKS))
    lines = [f'{draw(DAYS)} * "Somebody" "Something" {links}\n']
    lines.append(_indented(draw(METAS), "  "))
    commodity = draw(COMMODITIES)
    for _ in range(draw(st.integers(1, 3))):
        amount = Decimal(draw(AMOUNTS))
        for signed in (amount, -amount):
            lines.append(f"  {draw(ACCOUNTS)}  {signed} {commodity}\n")
            lines.append(_indented(draw(METAS), "    "))
    return "".join(lines) + "\n"


REGISTERS = {
    "as it is": MEMBERS,
    "shares of every kind": MEMBERS.replace(
        "contribution: {base: net_turnover, rate: 30%}",
        "contribution: [{base: profit, rate: 5%, purpose: Pot, deficit: return},"
        " {base: turnover, rate: 10%, deficit: drop, purpose: Phone},"
        " {base: net_turnover, rate: 33.33%, deficit: return}]",
    ).replace("[StallRent]", "[{StallRent: {most: 10.00}}]"),
    "nothing agreed": MEMBERS[: MEMBERS.index("policies:")]
    + "vat: {basis: cash, period: month}\n"
    + MEMBERS[MEMBERS.index("members:") :].replace(
        "joined:", "left: 2025-03-31\n    start_capital: 1.00\n    joined:"
    ),
    "a budget": MEMBERS.replace(
        "until: 2025-12-31, amount: 12000.00}",
        "until: 2025-12-31, amount: 99.00, purposes: [Phone, Pot], received_before: 5,"
        " budget: {A: {granted: 1, purposes: [Phone], spent_before: 2,"
        ' accounts: ["Expenses:Coop"]}, B: {granted: 0}},'
        " own: {hours: 5, rate: 15.00}, reports: {R: {due: 2025-03-01}},"
        ' coverage: {S: {amount: 1, accounts: ["Income:Coop"]}}}',
    ),
    "the small scheme": "vat: {scheme: kor}\n" + MEMBERS,
}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(entries(), min_size=1, max_size=8),
    st.sampled_from(sorted(REGISTERS)),
    st.sampled_from(["en", "nl"]),
)
def test_no_rule_and_no_view_falls_over(
    drawn: list[str], register: str, vocabulary: str
) -> None:
    words = VOCABULARIES[vocabulary]
    ledger = words.translated("".join(drawn))
    with tempfile.TemporaryDirectory() as folder:
        members = words.register + REGISTERS[register]
        report = report_on(Path(folder), ledger, members=members)
        assert not report.register.faults
        _whole(report)
        _looked_at(report)


def _whole(report: Report) -> None:
    """Hold that every rule ran, and that what it says can be said."""
    faults = [
        Language("en").render(finding.message)
        for finding in report.verdict.findings
        if "fault in paraplu" in finding.message.template
    ]
    assert faults == []
    assert set(report.verdict.ran) == set(RULES)
    for language in map(Language, ("en", "nl")):
        for finding in report.verdict.findings:
            assert language.render(finding.message)
            assert finding.hint is None or language.render(finding.hint)


def _looked_at(report: Report) -> None:
    """Look at everything that the pages and the commands work out of the books."""
    books, register = report.books, report.register
    judgement = Judgement(books, register, report.verdict)
    every = standings_of_all(books, register)
    assert every.keys() <= register.members.keys()
    for month in {Month.of(one.date) for one in books.transactions}:
        found = standings(books, register, month)
        assert {one.due.member for one in found} <= register.members.keys()
        draft(books, register, found)
    span = Span()
    members_in(judgement, span)
    for code in codes_of(judgement):
        story = story_of(judgement, code, span)
        assert story
        standings_in(every, story)
    funds_in(judgement, span)
    calendar_in(judgement)
    for name in register.funds:
        for day in {None, books.first_day}:
            told = fund_report(judgement, name, day)
            assert annex_of(judgement, told).claimed == told.settlement.spent
    todo = todo_in(judgement)
    tasks_of(todo, chores_in(judgement, todo))
    gauge_on(covers_of(books), books.today)
    vat_in(judgement, vat_of(books, register), span)


MISTYPED = """\
2025-02-05 * "Market"
  Assets:Cash                   100.00 EUR
  Income:Members:L01:Sales     -100.00 EUR

2025-02-06 * "Market"
  Assets:Cash                    50.00 EUR
  Income:Members:L99:Sales      -50.00 EUR

2025-03-01 * "Bank"
  Assets:Bank                     1.00 EUR
  Equity:Coop                    -1.00 EUR
"""


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_one_mistyped_code_is_told_once(vocabulary: str, tmp_path: Path) -> None:
    words = VOCABULARIES[vocabulary]
    report = report_on(
        tmp_path,
        words.translated(MISTYPED),
        members=words.register + MEMBERS,
        head=HEAD + words.options,
    )
    errors = [f for f in report.verdict.findings if f.severity is Severity.ERROR]
    assert [(f.code, f.member) for f in errors] == [("MB01", "L99")]


SPENT = """\
2025-02-05 * "Membership fees"
  Assets:Bank                  9000.00 EUR
  Income:Coop:Fees            -9000.00 EUR

2025-02-05 * "Market"
  Assets:Cash                   100.00 EUR
  Income:Members:L02:Sales     -100.00 EUR

2025-02-06 * "Phones"
  Expenses:Members:L02:Costs:Phone   350.00 EUR
  Assets:Bank                  -350.00 EUR

2025-02-06 * "Sawmill" "A machine"
  Expenses:Members:L02:Growth  5000.00 EUR
  Assets:Bank                 -5000.00 EUR

2025-02-07 * "School" "A course"
  approved: "L02 2025-02-01"
  Expenses:Members:L02:Training  700.00 EUR
  Liabilities:Members:L02:Payable

2025-02-08 * "Contribution"
  Expenses:Members:L02:Contribution   40.00 EUR
  Income:Coop:Contribution      -40.00 EUR

2025-02-09 * "Contribution"
  contribution: "2099-12"
  Expenses:Members:L02:Contribution   50.00 EUR
  Income:Coop:Contribution      -50.00 EUR

2025-02-10 * "Stalls"
  Expenses:Members:L02:Costs    400.00 EUR
  Income:Coop:StallRent        -400.00 EUR

2025-02-11 * "Payment" "What nobody owed"
  Liabilities:Members:L02:Payable    900.00 EUR
  Assets:Bank                  -900.00 EUR
"""
NEVER_PERMITTED = """\
  L02:
    joined: 2025-02-08
    permission: [{from: 2025-06-01, until: 2025-12-31}]
"""


def _codes_on(member: str, folder: Path, vocabulary: str) -> set[str]:
    """Return the rules that find something of who spent, and was known or not."""
    words = VOCABULARIES[vocabulary]
    report = report_on(
        folder,
        words.translated(SPENT.replace("L02", member)),
        members=words.register + MEMBERS[: MEMBERS.index("  L02:")] + NEVER_PERMITTED,
        head=HEAD + words.options,
    )
    found = report.verdict.findings
    assert {f.member for f in found if f.severity is Severity.ERROR} == {member}
    return {f.code for f in found if f.member == member}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_nothing_is_asked_of_a_code_that_nobody_has(
    vocabulary: str, tmp_path: Path
) -> None:
    """What is asked of members is not asked of it; where money went is."""
    asked = {"PF02", "PF07", "PF08", "MB02", "MB03", "EV01", "EV03", "EV04"}
    flows = {"PF01", "BK04"}
    assert _codes_on("L02", tmp_path / "known", vocabulary) == asked | flows
    assert _codes_on("L99", tmp_path / "unknown", vocabulary) == flows | {"MB01"}


@pytest.mark.parametrize(
    "command",
    [
        ["contribution", "2025-02"],
        ["members"],
        ["member", "L99"],
        ["member", "L01"],
        ["vat", "2025-Q1"],
        ["check"],
    ],
)
def test_no_command_falls_over_a_mistyped_code(
    command: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report_on(tmp_path, MISTYPED)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    with pytest.raises(SystemExit) as left:
        main(command)
    said = capsys.readouterr()
    assert left.value.code in {0, 1, 2}
    assert "fault in paraplu" not in said.out + said.err
    assert "Traceback" not in said.err
    # Nothing is booked for who is not in the register.
    written = "".join(f.read_text("utf-8") for f in tmp_path.rglob("*contribution*"))
    assert "L99" not in written
    assert ("L01" in written) == (command[0] == "contribution")

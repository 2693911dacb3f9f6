"""MB00: what a fault in the register makes unknown is not judged; all the rest is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from tests.support import report_on, told, words, write_books

from paraplu.base.language import Language
from paraplu.base.vocabulary import DUTCH
from paraplu.rules import RULES
from paraplu_cli.main import main as cli
from paraplu_cli.outcome import Outcome
from paraplu_cli.output.proof import proof

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.check import Report

MEMBERS = """\
language: en
policies:
  - from: 2024-01-01
    receipt_from: 10.00
    approval_from: 250.00
    warn_before_days: 30
    charges: [StallRent]
members:
  L01:
    joined: 2025-01-01
    permission: [{from: 2025-01-01, until: 2025-12-31}]
    policy: {receipt_from: 40.00}
  L02:
    joined: 2025-02-01
    permission: [{from: 2025-02-15, until: 2025-12-31}]
"""

# Sales from before joining and before permission, a lunch, costs without receipts, and
# a charge.
LEDGER = """\
2025-01-05 * "Market"
  Assets:Members:L01:Cash      300.00 EUR
  Income:Members:L01:Sales    -300.00 EUR

2025-01-06 * "Market"
  Assets:Members:L02:Cash      300.00 EUR
  Income:Members:L02:Sales    -300.00 EUR

2025-02-02 * "Market"
  Assets:Members:L02:Cash       30.00 EUR
  Income:Members:L02:Sales     -30.00 EUR

2025-03-02 * "Lunch"
  Assets:Members:L01:Cash      -50.00 EUR
  Expenses:Coop:Lunch           50.00 EUR

2025-03-03 * "Paint"
  Assets:Members:L01:Cash      -20.00 EUR
  Expenses:Members:L01:Costs    20.00 EUR

2025-03-04 * "Flour"
  Assets:Members:L02:Cash      -20.00 EUR
  Expenses:Members:L02:Costs    20.00 EUR

2025-03-05 * "Stall"
  Expenses:Members:L01:Costs    15.00 EUR
  Income:Coop:StallRent        -15.00 EUR
"""

EARLY = "MB03 L02 300.00 10"
UNPERMITTED = "MB02 L02 30.00 15"
LUNCH = "PF01 L01 50.00 19"
FLOUR = "EV01 L02 20.00 27"
ALL = [EARLY, UNPERMITTED, LUNCH, FLOUR]

# What is damaged and how, what is found then, and what is said not to be judged.
FAULTS = {
    "a key at the top that is nothing of a register": (
        "language: en",
        "colour: blue",
        ALL,
        "",
    ),
    "a character that cannot be seen in a comment": (
        "language: en",
        "language: en # the\u200b tongue",
        ALL,
        "",
    ),
    "a character that cannot be seen in a value": (
        "2025-02-01",
        "2025-02\u2060-01",
        [LUNCH, FLOUR],
        "L02",
    ),
    "a character that cannot be seen in a key": (
        "warn_before_days",
        "warn_before\xad_days",
        [EARLY, UNPERMITTED, LUNCH],
        "policies",
    ),
    "a key at the top with keys of nothing": (
        "language: en",
        "contact: {name: the board, from: 2025-01-01}",
        ALL,
        "",
    ),
    "a key at the top with keys of a part": (
        "policies:",
        "what we agreed:",
        [EARLY, UNPERMITTED, LUNCH],
        "policies",
    ),
    "a key at the top in Dutch": (
        "policies:",
        "afspraken:",
        [EARLY, UNPERMITTED, LUNCH],
        "policies",
    ),
    "a value in a policy": ("10.00", "10,00", [EARLY, UNPERMITTED, LUNCH], "policies"),
    "a misspelled key in a policy": (
        "receipt_from: 10",
        "reciept_from: 10",
        [EARLY, UNPERMITTED, LUNCH],
        "policies",
    ),
    "a key in a policy that could be any": (
        "warn_before_days: 30",
        "bovengrens: 30",
        ALL,
        "policies",
    ),
    "a policy without a day": (
        "from: 2024-01-01",
        "from: 2024-13-01",
        [EARLY, UNPERMITTED, LUNCH],
        "policies",
    ),
    "charges": ("[StallRent]", "StallRent", ALL, "policies"),
    "the day of joining": (
        "2025-02-01",
        "2025-02-31",
        [LUNCH, FLOUR],
        "L02",
    ),
    "a member without anything": (
        """\
    joined: 2025-02-01
    permission: [{from: 2025-02-15, until: 2025-12-31}]
""",
        "    - 1\n",
        [LUNCH],
        "L02",
    ),
    "a permission": (
        "from: 2025-02-15",
        "from: 15-02-2025",
        [EARLY, LUNCH, FLOUR],
        "L02",
    ),
    "a permission in Dutch": (
        "permission: [{from: 2025-02-15",
        "toestemming: [{from: 2025-02-15",
        [EARLY, LUNCH, FLOUR],
        "L02",
    ),
    "a member's own limit": ("40.00", "veertig", ALL, "L01"),
    "a member there twice": ("  L02:", "  L01:", None, "L01"),
    "what nobody asks for": (
        "    joined: 2025-02-01",
        "    joined: 2025-02-01\n    trade_name: [x]",
        ALL,
        "",
    ),
    "another member": ("  L02:", "  L03: {joined: x}\n  L02:", ALL, "L03"),
    "a code that cannot be": ("  L02:", "  l02:", [LUNCH], "the codes of the members"),
    "VAT": ("members:", "vat: {scheme: none}\nmembers:", ALL, "VAT"),
    "VAT in Dutch": ("members:", "btw: {scheme: kor}\nmembers:", ALL, "VAT"),
    "accounts": ("members:", "accounts: {extra: [X]}\nmembers:", ALL, "accounts"),
    "invoices": ("members:", "invoices: {series: x}\nmembers:", ALL, "invoices"),
    "the cooperative": (
        "members:",
        "cooperative: {trade_names: Zoet}\nmembers:",
        ALL,
        "the cooperative",
    ),
    "a fund": (
        "members:",
        "funds: {X: {amount: veel}}\nmembers:",
        ALL,
        "funds",
    ),
}


def _said(report: Report, language: str = "en") -> str:
    return proof(Outcome(report, (), Language(language)))[0]


def _others(report: Report) -> list[str]:
    """Return the findings on the books, without what follows from the lunch."""
    left_out = {"MB00", "PF05", "BK02", "BK03"}
    findings = [f for f in report.verdict.findings if f.code not in left_out]
    return told(findings)


def test_without_a_fault_all_of_it_is_judged(tmp_path: Path) -> None:
    report = report_on(tmp_path, LEDGER, members=MEMBERS)
    assert _others(report) == ALL
    assert report.verdict.unjudged == ()
    assert "not judged" not in _said(report)


@pytest.mark.parametrize(("good", "bad", "left", "said"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("dutch", [False, True], ids=["English", "Dutch"])
def test_the_rest_is_judged(
    good: str,
    bad: str,
    left: list[str] | None,
    said: str,
    dutch: bool,  # noqa: FBT001 - of pytest
    tmp_path: Path,
) -> None:
    assert MEMBERS.count(good) == 1
    members, ledger = MEMBERS.replace(good, bad), LEDGER
    if dutch:
        members += "chart: nl\n"
        for english, word in DUTCH.items():
            ledger = re.sub(rf":{english}\b", f":{word}", ledger)
    report = report_on(tmp_path, ledger, members=members)
    faults = [f for f in report.verdict.findings if f.code == "MB00"]
    assert faults
    assert report.verdict.failed
    if left is not None:
        assert _others(report) == left
    line = _said(report)
    assert ("; not judged because of " in line) == bool(said)
    assert said in line


def test_a_code_there_twice_has_values_that_are_unknown(tmp_path: Path) -> None:
    """Which of the two counts nobody knows; the second one is no L02 any more."""
    members = MEMBERS.replace("  L02:", "  L01:")
    found = _others(report_on(tmp_path, LEDGER, members=members))
    assert [one for one in found if " L01 " in one] == [LUNCH]
    assert "MB01 L02 11" in found


def test_an_account_of_a_member_with_faults_is_no_unknown_account(
    tmp_path: Path,
) -> None:
    members = MEMBERS.replace("2025-02-01", "soon")
    assert not [
        f for f in _others(report_on(tmp_path, LEDGER, members=members)) if "MB01" in f
    ]
    unknown = LEDGER.replace("L02", "L09")
    found = _others(report_on(tmp_path / "other", unknown, members=members))
    assert [f for f in found if "MB01" in f] == [
        "MB01 L09 10",
        "MB01 L09 11",
        "MB01 L09 27",
    ]


def test_a_charge_is_not_judged_where_charges_are_unknown(tmp_path: Path) -> None:
    forbidden = LEDGER.replace("StallRent", "Levy")
    assert "PF01 L01 15.00 30" in _others(
        report_on(tmp_path, forbidden, members=MEMBERS)
    )
    members = MEMBERS.replace("[StallRent]", "StallRent")
    report = report_on(tmp_path, forbidden, members=members)
    assert _others(report) == ALL
    assert "PF01" in report.verdict.ran


def test_an_undated_policy_leaves_what_no_policy_says(tmp_path: Path) -> None:
    """Nowhere a contribution was agreed, so there was none on any day."""
    members = MEMBERS.replace("from: 2024-01-01", "from: then")
    report = report_on(tmp_path, LEDGER, members=members)
    assert {"PF07", "PF08", "PF09", "PF06"} <= set(report.verdict.ran)
    assert not {"EV01", "EV03", "EV04", "MB04"} & set(report.verdict.ran)


@pytest.mark.parametrize(
    ("private", "parts"),
    [
        (
            "L02: {name: Kim Voorbeeld, ibans: [NL00ABNA0123456789]}",
            {("private.ibans", "L02")},
        ),
        (
            "L02: {name: Kim Voorbeeld, iban: NL02ABNA0123456789}",
            {("private.ibans", "L02")},
        ),
        ("L02: {name: Kim Voorbeeld}\nL09: {}", set()),
        ("[", {("private", None)}),
    ],
    ids=["a wrong IBAN", "a key misspelled", "nobody's code", "no YAML"],
)
def test_a_fault_in_the_private_register(
    private: str, parts: set[tuple[str, str | None]], tmp_path: Path
) -> None:
    write_books(tmp_path, LEDGER, members=MEMBERS)
    (tmp_path / "members.private.yaml").write_text(private, "utf-8")
    named = LEDGER.replace('"Flour"', '"Flour for Kim Voorbeeld"')
    report = report_on(tmp_path, named, members=MEMBERS)
    found = _others(report)
    known = [] if private == "[" else ["PV01 25"]
    assert found == [*ALL[:3], *known, ALL[3]]
    assert report.verdict.ran == tuple(RULES)
    unjudged = report.verdict.unjudged
    assert {(one.part, one.member) for one in unjudged} == parts
    assert all(set(one.rules) <= {"PV01", "PF04", "EV04"} for one in unjudged)


@pytest.mark.parametrize(
    "text",
    [
        "language: nl\nmembers: [",
        "members: {}\nlanguage: 'nl'  # taal\npolicies: *x",
        "language: nl\nmembers:\n  L01: {joined: nooit}\n",
        '"language": nl\n\t- x',
        "\ufefflanguage: nl\r\nchart: [\r\n",
        "{language: nl, members: {L01: {}}}",
    ],
)
def test_the_language_is_known_before_all_else(text: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, LEDGER, members=text)
    assert report.register.spoken == "nl"
    assert report.register.faults


@pytest.mark.parametrize(
    "text", ["members: [", "# language: nl\nmembers: [", "language: nll\nmembers: {}"]
)
def test_a_language_that_nobody_knows(text: str, tmp_path: Path) -> None:
    report = report_on(tmp_path, LEDGER, members=text)
    assert report.register.spoken is None


def test_the_readers_wish_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = MEMBERS.replace("language: en", "language: nl").replace("10.00", "x")
    main = str(write_books(tmp_path, LEDGER, members=members))
    assert "niet beoordeeld door 1 fout in het register: de afspraken" in " ".join(
        CliRunner().invoke(cli, ["check", main]).output.split()
    )
    monkeypatch.setenv("PARAPLU_LANG", "en")
    output = " ".join(CliRunner().invoke(cli, ["check", main]).output.split())
    assert "because of 1 fault in the register: the policies (receipt_from)" in output


def test_programs_learn_what_was_not_judged(tmp_path: Path) -> None:
    members = MEMBERS.replace("2025-02-01", "soon").replace("10.00", "x")
    main = str(write_books(tmp_path, LEDGER, members=members))
    expected = [
        {"part": "policies.receipt_from", "member": None, "rules": ["EV01"]},
        {"part": "members.joined", "member": "L02", "rules": ["MB02", "MB03"]},
    ]
    result = CliRunner().invoke(cli, ["check", main, "--format", "json"])
    assert result.exit_code == 1
    assert json.loads(result.output)["rules"]["unjudged"] == expected
    result = CliRunner().invoke(cli, ["check", main, "--format", "sarif"])
    (run,) = json.loads(result.output)["runs"]
    assert run["properties"]["unjudged"] == expected
    result = CliRunner().invoke(cli, ["check", main, "--format", "github"])
    assert "because of 2 faults in the register: the policies" in result.output


COMMANDS = [
    ["contribution", "2025-02"],
    ["vat", "2025-Q1"],
    ["vat", "file", "2025-Q1"],
    ["pay"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_writes_waits_for_a_register_without_faults(
    command: list[str], tmp_path: Path
) -> None:
    members = MEMBERS.replace("language: en", "colour: blue")
    main = write_books(tmp_path, LEDGER, members=members)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    result = CliRunner().invoke(cli, [*command, "--file", str(main)])
    assert result.exit_code in {1, 2}
    after = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert after == before


def test_what_is_unknown_of_a_member_is_not_shown(tmp_path: Path) -> None:
    members = MEMBERS.replace("from: 2025-02-15", "from: soon").replace(
        "joined: 2025-02-01", "joined: 2025-02-31"
    )
    main = str(write_books(tmp_path, LEDGER, members=members))
    table = CliRunner().invoke(cli, ["members", main]).output
    rows = {line.split()[0]: line for line in table.splitlines() if line[:1] == "L"}
    assert "2025-12-31" in rows["L01"]
    assert "unknown" in rows["L02"]
    assert "The register has 2 faults." in table
    story = CliRunner().invoke(cli, ["member", "L02", main]).output
    assert "joined on" not in story
    assert "The register has a fault here" in story
    data = CliRunner().invoke(cli, ["member", "L02", main, "--format", "json"]).output
    assert json.loads(data)["joined"] is None
    assert json.loads(data)["permissions"] is None
    other = CliRunner().invoke(cli, ["member", "L01", main]).output
    assert "joined on 2025-01-01" in other
    assert "fault here" not in other


def test_a_fault_is_told_in_both_languages(tmp_path: Path) -> None:
    members = MEMBERS.replace("receipt_from: 10", "bonnen: 10")
    (fault,) = [
        finding
        for finding in report_on(tmp_path, LEDGER, members=members).verdict.findings
        if finding.code == "MB00"
    ]
    assert "the key bonnen is not known here" in words(fault)
    assert "bonnen" in words(fault, "nl")
    assert words(fault) != words(fault, "nl")


@pytest.mark.parametrize("text", ["Caf\ufffd", "\ue000", "\ue000\ue001"])
def test_odd_characters_that_can_be_seen_are_no_fault(
    text: str, tmp_path: Path
) -> None:
    members = MEMBERS + f"    trade_name: {text}\n"
    register = report_on(tmp_path, LEDGER, members=members).register
    assert register.faults == ()
    assert register.members["L02"].trade_name == text

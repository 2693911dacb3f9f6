"""Each fault of a register with its line, its words, and all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from tests.register.conftest import told

from paraplu.base.findings import Severity
from paraplu.register import yaml_lines
from paraplu.register.faults import MOST_FAULTS
from paraplu.register.textfile import RegisterUnreadable, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.register.conftest import Read

NO_YAML = [
    ("", 0, "The register is empty. → Write at least: members: {}"),
    ("# nothing yet\n", 0, "The register is empty."),
    ("---\n", 0, "The register is empty."),
    ("hello", 1, "must be keys with values, but is a single value."),
    ("[a]", 1, "members.yaml: must be keys with values, but is a list."),
    ("~", 1, "members.yaml: is empty."),
    (
        "members: {}\nlanguage: nl: en",
        2,
        "The file is not valid YAML: there is a colon",
    ),
    ("members: {}\n  x: 1", 2, "The file is not valid YAML: "),
    (
        'members: {}\nlanguage: "nl\n\n',
        2,
        "The file is not valid YAML: a quote or a bracket is",
    ),
    ("members:\n\tL07: {}", 2, "The line begins with a tab. → Indent with spaces"),
    ("members: {}\n\tlanguage: nl", 2, "The line begins with a tab."),
    ("members: {}\n---\nmembers: {}", 2, "A second document begins here"),
    ("members: &a {}", 1, "&a is a reference, which a register does not use."),
    ("members: {}\nfunds: *a", 2, "*a is a reference"),
    ("members: {}\n*a : 1", 2, "*a is a reference"),
    ("members: {}\n<<: {a: 1}", 2, "the key << is not known here."),
    ("members: !!python/object:os.x {}", 1, "The tag !!python/object:os.x is not used"),
    ("members: !!map {}", 1, "The tag !!map is not used"),
    ("members: {}\n? [a]\n: b", 2, "A key is a word, not a list or a table."),
    ("[" * 5000, 1, "This is more than 20 levels deep."),
    ("- " * 5000, 1, "This is more than 20 levels deep."),
    ("members: {}\n# a\u202eb", 2, "invisible character here (U+202E). → Delete it"),
    ("members: {}\n\n#\x1b[31m", 3, "invisible character here (U+001B)"),
    (
        "members: {}\nmembers: {}",
        2,
        "members is there twice, the first time on line 1.",
    ),
]

KEYS = [
    ("language: nl", 1, "members.yaml: members is missing. → Add it."),
    ("members:\n", 1, "members: is empty. → Fill it in, or delete the key."),
    ("members: null", 1, "members: is empty."),
    ("members: []", 1, "members: must be keys with values, but is a list."),
    (
        "members: {}\nlangage: nl",
        2,
        "langage is not known here. → Did you mean language",
    ),
    ("members: {}\nLANGUAGE: nl", 2, "Did you mean language?"),
    ("members: {}\nxyz: nl", 2, "→ The keys here are: cooperative, language, chart"),
    ("members: {}\nlanguage: de", 2, "language: de is not one of: en, nl."),
    (
        "members: {}\nlanguage: [nl]",
        2,
        "language: must be a single value, but is a list",
    ),
    (
        "members: {}\nlanguage: {}",
        2,
        "must be a single value, but is keys with values.",
    ),
    ("members: {}\nlanguage: ''", 2, "language: is empty."),
    (
        "members: {}\naccounts: {extra: [Assets]}",
        2,
        "extra › 1: Assets has fewer than 2",
    ),
    (
        "members: {}\naccounts: {extra: ['Assets:a']}",
        2,
        "“a” cannot be a part of an acc",
    ),
    ("members: {}\naccounts: {extra: ['Assets:']}", 2, "“” cannot be a part of an acc"),
    ("members: {}\naccounts: []", 2, "accounts: must be keys with values"),
    ("members: {}\nplugins: [a-b]", 2, "plugins › 1: a-b is not the name of a Python"),
    (
        "members: {}\nplugins: paraplu",
        2,
        "plugins: must be a list, but is a single value. → Put each",
    ),
    ("members: {}\nplugins: [~]", 2, "plugins › 1: is empty."),
    ("members: {L1: {joined: }}", 1, "members › L1 › joined: is empty."),
    ("members: {}\nfunds: [F]", 2, "funds: must be keys with values, but is a list."),
    ("members: {}\nfunds: {F: x}", 2, "funds › F: must be keys with values"),
    ("members: {}\naccounts: {extra: [~]}", 2, "accounts › extra › 1: is empty."),
    ("members: {}\npolicies: {from: 2025-01-01}", 2, "policies: must be a list, but"),
    ("members: {}\nplugins:", 2, "plugins: is empty."),
]

COOPERATIVE = [
    ("kvk: 1234567", "kvk: 1234567 is not a KvK number: write 8 digits."),
    ("vat_id: NL1234567B01", "vat_id: NL1234567B01 is not a Dutch VAT number"),
    ("iban:", "iban: is empty."),
    ("iban: NL", "iban: NL is not an IBAN."),
    ("iban: NL92ABNA0417164300", "iban: NL92ABNA0417164300 is not an IBAN."),
    ("iban: NL91ABNA041716430\u0660", "is not an IBAN."),
    (
        "address: Voorbeeldstraat 1",
        "address: must be keys with values, but is a single",
    ),
    ("address: {stad: x}", "address: the key stad is not known here."),
    ("trade_names: Zoet", "trade_names: must be a list, but is a single value."),
    ("name: " + "x" * 501, "name: is longer than 500 characters."),
    (r'name: "a\tb"', "name: has a line break, a tab or an invisible character"),
    (r'name: "a\u202Eb"', "(U+202E). → Write it on one line"),
    ("banks: [{iban: NL91ABNA0417164300}]", "banks › 1: account is missing."),
    ("banks: [{iban: x, account: 'A:B'}]", "banks › 1 › iban: x is not an IBAN."),
]

CHART = [
    ("fr", "chart: fr is not one of: en, nl."),
    ("[nl]", "chart: must be keys with values, but is a list."),
    ("{Salse: Omzet}", "the key Salse is not known here. → Did you mean Sales?"),
    ("{Sales: omzet}", "chart › Sales: “omzet” cannot be a part of an account name."),
    ("{Sales: Omzet, Costs: Omzet}", "Omzet stands for both Sales and Costs. → Give"),
    ("{Sales: Costs}", "Costs stands for both Sales and Costs."),
    ("{Bank: Leden, Members: Leden}", "Leden stands for both Members and Bank."),
]

POLICIES = [
    ("receipt_from: 1e3", "receipt_from: 1e3 is not an amount. → Write digits with a"),
    ("receipt_from: .inf", ".inf is not an amount."),
    ("receipt_from: 0x10", "0x10 is not an amount."),
    ("receipt_from: 1_000", "1_000 is not an amount."),
    ("receipt_from: '1.234,56'", "before the cents: 1234.56. No currency"),
    ("receipt_from: '10,00'", "10,00 is not an amount."),
    ("receipt_from: 10.00 EUR", "10.00 EUR is not an amount."),
    ("receipt_from: \u0661\u0660", "is not an amount."),
    ("receipt_from: -10", "receipt_from: -10 is below zero."),
    ("receipt_from: 10.001", "10.001 has more than two decimals."),
    ("receipt_from: 1.000", "1.000 has more than two decimals."),
    ("clearing_days: -1", "-1 is not a whole number of days from 0 to 3,660."),
    ("clearing_days: 3661", "3661 is not a whole number of days"),
    ("clearing_days: 1.5", "1.5 is not a whole number of days"),
    ("receipt_from:", "receipt_from: is empty."),
    ("clearing_days: [1]", "clearing_days: must be a single value, but is a list."),
    ("contribution: {base: profit, rate: }", "contribution › rate: is empty."),
    ("charges: StallRent", "charges: must be a list, but is a single value."),
    ("charges: [{Tools: 5}]", "charges › 1 › Tools: must be keys with values"),
    ("charges: [{Tools: {}}]", "charges › 1 › Tools: most is missing."),
    (
        "charges: [{Tools: {most: 5, per: week}}]",
        "charges › 1 › Tools › per: week is not one of: month, year.",
    ),
    (
        "charges: [Tools, {Tools: {most: 5}}]",
        "charges: the charge Tools is listed more than once.",
    ),
    ("charges: [stallrent]", "charges › 1: “stallrent” cannot be a part of an account"),
    ("caps: {phone: 1}", "caps › phone: “phone” cannot be a part of an account name."),
    ("caps: {'Costs:': 1}", "“” cannot be a part of an account name."),
    ("caps: {Costs: lots}", "caps › Costs: lots is not an amount."),
    ("tresholt: 1", "the key tresholt is not known here. → Did you mean threshold?"),
    ("contribution: 30%", "contribution: must be keys with values, but is a single"),
    ("contribution: {base: profit}", "contribution: rate is missing."),
    ("contribution: {base: netto, rate: 1%}", "netto is not one of: turnover, net_"),
    (
        "contribution: {base: profit, rate: 30}",
        "30 is not a percentage. → Write it with",
    ),
    ("contribution: {base: profit, rate: 0.30}", "0.30 is not a percentage."),
    ("contribution: {base: profit, rate: '12,5%'}", "12,5% is not a percentage."),
    ("contribution: {base: profit, rate: 101%}", "101% is more than 100%."),
    ("contribution: {base: profit, rate: -1%}", "-1% is not a percentage."),
]

JOINED = "joined: 2025-01-01"

MEMBERS = [
    ("joined: 2025-02-30", 3, "joined: 2025-02-30 is not a real date."),
    ("joined: 01-02-2025", 3, "01-02-2025 is not a date. → Write year, month and day"),
    ("joined: 2025-2-1", 3, "2025-2-1 is not a date."),
    ("joined: 2025-02-01T10:00:00", 3, "2025-02-01T10:00:00 is not a date."),
    ("joined: 2025-02-01 10:00:00", 3, "2025-02-01 10:00:00 is not a date."),
    ("joined: 9999-12-31", 3, "cannot be right. → If it has no end yet"),
    ("joined: true", 3, "true is not a date."),
    ("trade: cakes", 2, "members › L07: joined is missing."),
    (
        "left: 2024-12-31\n    joined: 2025-01-01",
        3,
        "left on 2024-12-31, before joining",
    ),
    (
        "joined: 2025-01-01\n    left_to: job",
        4,
        "left_to: job is not one of: own-busin",
    ),
    ("joined: 2025-01-01\n    start_capital: -1", 4, "-1 is below zero."),
    (
        "joined: 2025-01-01\n    name: Jan",
        4,
        "name: a member's identity does not belong in",
    ),
    ("joined: 2025-01-01\n    E-mail: a@b.nl", 4, "→ Move it to members.private.yaml"),
    ("joined: 2025-01-01\n    emial: a@b.nl", 4, "→ Move it to members.private.yaml"),
    ("joined: 2025-01-01\n    BSN: 1", 4, "BSN: a cooperative may not keep a citizen"),
    (
        "joined: 2025-01-01\n    policy: {from: 2025-01-01}",
        4,
        "policy has no start date",
    ),
    ("joined: 2025-01-01\n    policy: {receipt_from: x}", 4, "x is not an amount."),
    ("joined: 2025-01-01\n    policy: [x]", 4, "policy: must be keys with values"),
    (
        "joined: 2025-01-01\n    permission: {from: 2025-01-01}",
        4,
        "must be a list, but is keys with values. → Put each item",
    ),
    (
        "joined: 2025-01-01\n    permission: [{until: 2025-01-01}]",
        4,
        "from is missing.",
    ),
    ("joined: 2025-01-01\n    frozen: [{until: 2025-01-01}]", 4, "from is missing."),
    (
        f"frozen:\n    - from: 2025-02-01\n      until: 2025-01-01\n    {JOINED}",
        5,
        "frozen › 1: ends on 2025-01-01, before it begins.",
    ),
    (
        "joined: 2025-01-01\n    permission: [{from: 2025-02-01, until: 2025-01-31}]",
        4,
        "permission › 1: ends on 2025-01-31, before it begins.",
    ),
    (
        "permission: [{from: 2025-02-01},\n     {from: 2025-01-01}]\n    " + JOINED,
        3,
        "the permission from 2025-02-01 overlaps with the one on line 4.",
    ),
]

OVERLAPS = """\
members:
  L07:
    joined: 2025-01-01
    permission:
      - {from: 2025-01-01, until: 2026-06-30}
      - {from: 2025-02-01, until: 2025-03-01}
      - {from: 2026-06-30}
"""

ODD_CODES = ["l07", "L 07", "L:07", "-1", "''", "~", "L" * 33, "'E\u0301'", "<<"]


@pytest.mark.parametrize(("text", "line", "words"), [*NO_YAML, *KEYS])
def test_the_file_and_its_keys(read: Read, text: str, line: int, words: str) -> None:
    reading = read(text)
    assert reading.faults
    assert any(n == line and words in message for n, message in told(reading.faults))


@pytest.mark.parametrize(("text", "words"), COOPERATIVE)
def test_the_cooperative(read: Read, text: str, words: str) -> None:
    reading = read(f"members: {{}}\ncooperative:\n  {text}")
    ((line, message),) = told(reading.faults)
    assert line == 3
    assert message.startswith("cooperative › ")
    assert words in message


@pytest.mark.parametrize(("text", "words"), CHART)
def test_the_chart(read: Read, text: str, words: str) -> None:
    ((line, message),) = told(read(f"members: {{}}\nchart: {text}").faults)
    assert line == 2
    assert words in message


def test_one_word_for_different_roots_is_no_clash(read: Read) -> None:
    assert read("members: {}\nchart: {Cash: Kas, Bank: Sales}").faults == ()


@pytest.mark.parametrize(("text", "words"), POLICIES)
def test_the_policies(read: Read, text: str, words: str) -> None:
    text = f"members: {{}}\npolicies:\n- from: 2025-01-01\n  {text}"
    ((line, message),) = told(read(text).faults)
    assert line == 4
    assert message.startswith("policies › 1")
    assert words in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "policies: [{from: 2025-01-01, charges: [{StallRent: 50}]}]",
            "is a single value. → Write it like `StallRent: {most: 50.00}`.",
        ),
        (
            "policies: [{from: 2025-01-01, charges: [{StallRent: {per: year}}]}]",
            "most is missing. → Add it, as in `most: 50.00`.",
        ),
        (
            "policies: [{from: 2025-01-01, contribution: 30%}]",
            "→ Write it like `contribution: {base: net_turnover, rate: 30%}`.",
        ),
        ("policies: [10]", "→ Write it like `- {from: 2025-01-01, receipt_from"),
    ],
)
def test_an_example_of_what_was_meant(read: Read, text: str, said: str) -> None:
    ((_line, message),) = told(read(f"members: {{}}\n{text}\n").faults)
    assert said in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16(tmp_path: Path, encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    (tmp_path / "members.yaml").write_bytes(mark + "members: {}\n".encode(encoding))
    with pytest.raises(RegisterUnreadable, match="in UTF-16"):
        read_bytes(tmp_path / "members.yaml", "members.yaml")


def test_two_policies_on_one_day(read: Read) -> None:
    text = "members: {}\npolicies:\n- from: 2025-01-01\n- from: 2025-01-01\n- {}"
    missing, twice = told(read(text).faults)
    assert missing == (
        5,
        "policies › 3: from is missing. → Add it, as in `from: 2025-01-01`.",
    )
    assert twice[0] == 4
    assert "two policies begin on 2025-01-01; the other is on line 3." in twice[1]


def test_a_fund(read: Read) -> None:
    text = """\
members: {}
funds:
  Fonds: {from: 2025-02-01, until: 2025-01-01, purposes: [growth]}
  fonds: {}
"""
    assert [
        (line, words.split(": ")[0]) for line, words in told(read(text).faults)
    ] == [
        (3, "funds › Fonds › purposes › 1"),
        (3, "funds › Fonds"),
        (4, "funds › fonds"),
    ]


PERSONAL = [
    ("trade_name: fatma@example.org", "trade_name: holds an e-mail address."),
    ("nominated_by: J. de Vries, 06-12345678", "nominated_by: holds a phone number."),
    ("nominated_by: call +31 6 1234 5678", "nominated_by: holds a phone number."),
    ("trade: taarten, NL91 ABNA 0417 1643 00", "trade: holds an account number."),
]


@pytest.mark.parametrize(("text", "words"), PERSONAL)
def test_what_is_personal(read: Read, text: str, words: str) -> None:
    (fault,) = read(f"members:\n  L07:\n    joined: 2025-01-01\n    {text}").faults
    ((number, message),) = told((fault,))
    assert number == 4
    assert words in message
    assert "members.private.yaml" in message


@pytest.mark.parametrize(
    "text",
    ["trade_name: Studio 1234567890", "trade: web@home", "nominated_by: wijkteam 06"],
)
def test_what_only_looks_personal(read: Read, text: str) -> None:
    assert not read(f"members:\n  L07:\n    joined: 2025-01-01\n    {text}").faults


@pytest.mark.parametrize(("text", "line", "words"), MEMBERS)
def test_a_member(read: Read, text: str, line: int, words: str) -> None:
    (fault,) = read(f"members:\n  L07:\n    {text}").faults
    ((number, message),) = told((fault,))
    assert (fault.code, fault.severity, fault.member) == (
        "MB00",
        Severity.ERROR,
        "L07",
    )
    assert number == line
    assert message.startswith("members › L07")
    assert words in message


def test_overlaps_with_a_permission_that_began_long_before(read: Read) -> None:
    lines = [(n, text.split(" → ")[0][-8:]) for n, text in told(read(OVERLAPS).faults)]
    assert lines == [(6, " line 5."), (7, " line 5.")]


@pytest.mark.parametrize("code", ODD_CODES)
def test_a_code_that_cannot_be_in_an_account(read: Read, code: str) -> None:
    ((line, _),) = told(read(f"members:\n  {code}: {{joined: 2025-01-01}}").faults)
    assert line == 2


@pytest.mark.parametrize("again", ["L07", '"L07"', "'L07 '", '"\\x4C07"'])
def test_a_member_twice(read: Read, again: str) -> None:
    text = f"members:\n  L07: {{joined: 2025-01-01}}\n  {again}: {{joined: 2025-02-01}}"
    assert told(read(text).faults) == [
        (
            3,
            (
                "members: L07 is there twice, the first time on line 2. → Keep one of "
                "the two."
            ),
        )
    ]


def test_a_code_that_a_terminal_obeys_is_not_passed_on(read: Read) -> None:
    (fault,) = read('members: {"\\e[31m": {joined: 2025-01-01}}').faults
    assert fault.member is None
    assert told((fault,))[0][1].startswith(r"members › \u001b[31m: has a line break")


def test_all_faults_at_once(read: Read) -> None:
    text = """\
langage: nl
policies:
  - {from: 2025-13-01, receipt_from: 1e3}
funds: {F: {amount: x}}
members:
  L07: {joined: yesterday, left_to: home, email: a@b.nl}
  l08:
  L09: {joined: 2025-01-01}
"""
    reading = read(text)
    assert reading.faults
    assert sorted(fault.source.line for fault in reading.faults) == [
        *(1, 3, 3, 4, 6, 6, 6, 7, 7)
    ]


def test_the_faults_of_a_file_that_is_no_register_end(read: Read) -> None:
    faults = read("".join(f"k{n}: 1\n" for n in range(100_000))).faults
    assert len(faults) == MOST_FAULTS + 1
    assert told(faults)[-1] == (
        501,
        "There are more than 500 faults. → Fix these first.",
    )


def test_an_endless_key_is_cut_off(read: Read) -> None:
    faults = read("? " + "a" * 1_000_000 + "\n: 1\nmembers: {}").faults
    assert told(faults)[0][1].startswith(f"members.yaml: the key {'a' * 60}… is not")


@pytest.mark.parametrize("text", [text for text, *_ in NO_YAML])
def test_without_libyaml_the_same_files_are_refused(
    read: Read, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {fault.source.line for fault in read(text).faults}
    monkeypatch.setattr(yaml_lines, "LOADER", yaml.SafeLoader)
    assert {fault.source.line for fault in read(text).faults} == lines


def test_without_libyaml_an_escape_may_be_no_character(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_lines, "LOADER", yaml.SafeLoader)
    faults = read(r'members: {"\UFFFFFFFF": {}}').faults
    assert told(faults) == [
        (
            0,
            (
                "The file is not valid YAML: the code after a \\ does not stand "
                "for a character."
            ),
        )
    ]
    text = r'members: {L1: {joined: 2025-01-01, trade: "\uD800"}}'
    assert "(U+D800)" in told(read(text).faults)[0][1]

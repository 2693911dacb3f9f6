"""PV01: nothing that says who somebody is stands in the books.

The numbers are made up; those with 111222333 pass the eleven-test.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.rules.vocabularies import findings_in, of
from tests.support import MEMBERS, report_on, told, words

from paraplu.base.findings import Severity
from paraplu.base.language import Language, Message
from paraplu.ledger.personal.passages import passage

ENTRY = """\
2025-03-01 * "Stool{text}"
  Assets:Bank                      25.00 EUR
  Income:Members:L01:Sales        -25.00 EUR
"""
METADATA = """\
2025-03-02 * "Cake"
  bsn: "111222333"
  Assets:Bank                       1.00 EUR
  Income:Members:L01:Sales         -1.00 EUR
"""
PRIVATE = """\
L01:
  name: Saskia van Voorbeeld
  email: saskia@example.org
  ibans: [NL02ABNA0123456789]
"""


@pytest.mark.parametrize(
    "text",
    [
        "BSN 111222333",
        "bsn: 111.222.333",
        "bsn 111 222 333",
        "bsn-111222333",
        "bsn_111222333",
        "bsn111222333",
        "burgerservicenummer 111222333",
        "sofinummer 111222333",
        "BSN-nummer 111222333",
        "111222333 is the BSN",
        "bsnnummer 111222333",
        "bsn-nummer 111222333",
        "BSN-nr 111222333",
        "bsnnr. 111222333",
        "B.S.N. 111222333",
        "burgerservice-nr 111222333",
        "bsn 111\N{NO-BREAK SPACE}222\N{NON-BREAKING HYPHEN}333",
        "bsn 111222333 20 euro",
        "BSN van het lid:\n111222333",
        "BSN van het lid:\r\n111222333",
        "BSN van het lid:\\n111222333",
        "BSN of the member\n\n\nis 111\n222\n333",
        "BSN 111.222\n.333",
        "BSN 111\N{SOFT HYPHEN}222\N{ZERO WIDTH SPACE}333",
        "BSN \N{FULLWIDTH DIGIT ONE}11222333",
        "BSN 111 222\t333",
        "burgerservice-\nnummer: 111222333",
        'BSN of the member" "111222333',
    ],
)
def test_a_line_that_says_bsn(text: str, tmp_path: Path) -> None:
    [finding] = of("PV01", findings_in(tmp_path, ENTRY.format(text=f" {text}")))
    assert told([finding]) == ["PV01 1"]
    assert finding.severity is Severity.ERROR
    assert words(finding) == (
        "There is a BSN on this line. The cooperative may not keep it."
    )


@pytest.mark.parametrize(
    "line",
    [
        "; bsn 111222333",
        '2025-03-02 note Assets:Bank "bsn 111222333"',
        METADATA,
    ],
    ids=["comment", "note", "metadata"],
)
def test_wherever_it_stands(line: str, tmp_path: Path) -> None:
    found = findings_in(tmp_path, ENTRY.format(text="") + "\n" + line)
    assert [f.severity for f in of("PV01", found)] == [Severity.ERROR]


@pytest.mark.parametrize(
    "text",
    [
        "bsn 111222334",  # does not pass
        "no bsn asked, account NL20INGB0111222333",
        "bsn unknown, invoice 1112223330",
        "absnt 111222334",
        "for 111222333.50",
        "absn 111222333",
        "sofie paid 111222333",
        "no bsn asked, invoice 2025-111222333",
        "BSN asked\ninvoice 2025-111222333",
        "BSN asked\nIBAN NL20INGB0111222333",
        "BSN asked\nphone 0111222333",
        "BSN asked\nKvK 11122233",
        "BSN asked\n111222334",
        "BSN asked\n1112\n22333.50",
        "BSN asked\n2025-11-12 22:33:31",
    ],
)
def test_what_is_no_bsn(text: str, tmp_path: Path) -> None:
    found = of("PV01", findings_in(tmp_path, ENTRY.format(text=f" {text}")))
    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "text",
    [
        "; BSN van het lid:\n; 111222333\n",
        "; BSN\n;; 111.222\n;; 333\n",
        '2025-03-02 note Assets:Bank "BSN of L01\n111222333"\n',
        '2025-03-02 custom "member" "BSN" "111222333"\n',
        '2025-03-02 event "bsn" "111222333"\n',
    ],
)
def test_two_lines_are_read_as_one(text: str, tmp_path: Path) -> None:
    found = of("PV01", findings_in(tmp_path, text + ENTRY.format(text="")))
    assert told(found) == ["PV01 1"]
    assert found[0].severity is Severity.ERROR


NOTE = "2025-03-02 note Assets:Bank"


@pytest.mark.parametrize(
    "text",
    [
        f'{NOTE} "no BSN"\n{NOTE} "111222333"\n',
        f'{NOTE} "15 inch" ; no BSN\n{NOTE} "111222333"\n',
        f'{NOTE} "a\nb" ; 15" and no BSN\n{NOTE} "111222333"\n',
        "; no BSN here\n\n; order 111222333\n",
        "; no BSN here\n2025-03-02 price USD 111222333 EUR\n",
        """\
2025-03-02 * "Cake" "no BSN 111"
  order: 222333
  Assets:Bank                        1112.22 EUR
  Income:Members:L01:Sales          -1112.22 EUR
""",
    ],
)
def test_two_lines_that_are_apart(text: str, tmp_path: Path) -> None:
    found = of("PV01", findings_in(tmp_path, text + ENTRY.format(text="")))
    assert [f for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  L02: {joined: 2025-01-01, trade: Jose\n    Nunez}\n", 2),
        ("  # of José\n  # Núñez\n  L02: {joined: 2025-01-01}\n", 2),
        ("  L02:\n    joined: 2025-01-01\n    trade: >-\n      Jose\n      Nunez\n", 5),
    ],
)
def test_a_name_over_lines_of_the_register(
    text: str, line: int, tmp_path: Path
) -> None:
    members = f"members:\n{text}  L01: {{joined: 2025-01-01}}\n"
    found = report_on(
        tmp_path,
        ENTRY.format(text=""),
        members=members,
        files={"../members.private.yaml": JOSE.split("\n", maxsplit=1)[0]},
    ).verdict.findings
    assert [
        (Path(f.source.file).name, f.source.line) for f in found if f.code == "PV01"
    ] == [("members.yaml", line)]


def test_a_bare_number_is_a_signal(tmp_path: Path) -> None:
    [finding] = of("PV01", findings_in(tmp_path, ENTRY.format(text=" 111222333")))
    assert told([finding]) == ["PV01 1"]
    assert finding.severity is Severity.SIGNAL


@pytest.mark.parametrize(
    "text",
    [
        "Saskia van Voorbeeld",
        "SASKIA  VAN VOORBEELD",
        "mail to saskia@example.org",
        "NL02ABNA0123456789",
        "nl02 abna 0123 4567 89",
    ],
)
def test_what_the_private_register_holds(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        files={"../members.private.yaml": PRIVATE},
    )
    [finding] = of("PV01", found)
    assert told([finding]) == ["PV01 1"]
    assert words(finding) == (
        "There is a name, an e-mail address or an IBAN from the private register on "
        "this line."
    )


JOSE = """\
L01: {name: José Núñez, email: j.nunez@example.org, ibans: [NL02ABNA0123456789]}
L02: {name: "Dirk d'Olsthoorn-Ørsted"}
L03: {name: Ho Ut}
"""
THREE = MEMBERS + "  L03: {joined: 2025-01-01}\n"
JOSE_APART = unicodedata.normalize("NFD", "José Núñez")


@pytest.mark.parametrize(
    "text",
    [
        "JOSE NUNEZ",
        "José Nunez",
        JOSE_APART,
        "José\N{NO-BREAK SPACE}Núñez",
        "jose-nunez",
        "Jose.Nunez",
        "jose_nunez_2025",
        "JoséNúñez2025",
        "J\N{SOFT HYPHEN}ose Nu\N{ZERO WIDTH SPACE}nez",
        "see bon/jose-nunez.pdf",
        "J.Nunez@example.org",
        "NL02-ABNA-0123-4567-89",
        "NL02.ABNA.0123.4567.89",
        "nl02\N{NO-BREAK SPACE}abna\N{NO-BREAK SPACE}0123456789",
        "DIRK D'OLSTHOORN-ORSTED",
        "Dirk d\N{RIGHT SINGLE QUOTATION MARK}Olsthoorn-Ørsted",
        "dirk dolsthoorn orsted",
        "Ho Ut",
        "ho-ut",
        "Jose\nNunez",
        "Jose\\nNunez",
        "Jose  \n\t Nunez",
        "Jose-\n  Nunez",
        "Jose\N{NO-BREAK SPACE}\nNu\N{SOFT HYPHEN}\nnez",
        "J.\nNunez@example.org",
        "NL02 ABNA 0123\n4567 89",
        "\N{FULLWIDTH LATIN CAPITAL LETTER N}L02ABNA0123\n456789",
        "Ho\nUt",
        "Nunez, Jose",
        "NUNEZ , Jose",
        "Olsthoorn Orsted, Dirk d'",
        'Jose" "Nunez',
        'Jose"   "Nunez, chairs',
    ],
)
def test_however_it_is_spelled(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        f"; Ça va,\u2028 même ici\n{ENTRY.format(text=f' {text}')}",
        members=THREE,
        files={"../members.private.yaml": JOSE},
    )
    [finding] = of("PV01", found)
    assert told([finding]) == ["PV01 2"]


@pytest.mark.parametrize(
    "text",
    [
        "Jose",
        "Nunez",
        "Jose Nunezar",
        "Josefa Nunez",
        "Jose Nunes",
        "Jose, Nunez",
        "Nunez and Jose",
        'Jose" "paid for Nunez',
        "Jose\nmet Nunez",
        "an.j.nunez@example.org",
        "jnunez@example.org",
        "NL02-ABNA-0123-4567-80",
        "NL02ABNA01234567891",
        "XNL02ABNA0123456789",
        "hout",
        "Schout",
    ],
)
def test_what_is_spelled_nearly_like_it(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        members=THREE,
        files={"../members.private.yaml": JOSE},
    )
    assert of("PV01", found) == []


@pytest.mark.parametrize(
    "line",
    [
        '2025-03-02 * "Cake" #jose-nunez',
        '2025-03-02 * "Cake" ^jose.nunez',
        '2025-03-02 * "Cake"\n  counterparty: "NL02-ABNA-0123-4567-89"',
        '2025-03-02 * "Cake"\n  receipt: "bon/jose-nunez.pdf"',
        '2025-03-02 * "Cake"\n  Expenses:Coop:Jose-Nunez  0.00 EUR',
        f"; {JOSE_APART}",
    ],
    ids=["tag", "link", "counterparty", "receipt", "account", "comment"],
)
def test_wherever_it_is_spelled(line: str, tmp_path: Path) -> None:
    ledger = f"{ENTRY.format(text='')}\n{line}\n"
    found = findings_in(
        tmp_path, ledger, members=THREE, files={"../members.private.yaml": JOSE}
    )
    line_of = ledger.count("\n")
    assert told(of("PV01", found)) == [f"PV01 {line_of}"]


def test_each_line_once_for_each_of_both(tmp_path: Path) -> None:
    text = " Jose Nunez, Ho Ut, JOSÉ NÚÑEZ, bsn 111222333 of NL02ABNA0123456789"
    found = findings_in(
        tmp_path,
        ENTRY.format(text=text),
        members=THREE,
        files={"../members.private.yaml": JOSE},
    )
    assert told(of("PV01", found)) == ["PV01 1", "PV01 1"]


@pytest.mark.parametrize(
    "text",
    ["Saskia", "van Voorbeeldstraat", "saskia@example.organic", "NL02ABNA01234567890"],
)
def test_what_only_looks_like_it(text: str, tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        files={"../members.private.yaml": PRIVATE},
    )
    assert of("PV01", found) == []


def test_the_register_is_read_as_well(tmp_path: Path) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=""),
        members=MEMBERS + "# saskia@example.org\n",
        files={"../members.private.yaml": PRIVATE},
    )
    [finding] = of("PV01", found)
    assert Path(finding.source.file).resolve() == tmp_path / "members.yaml"
    assert finding.source.line == MEMBERS.count("\n") + 1


def test_without_a_private_register_only_numbers_are_looked_for(tmp_path: Path) -> None:
    found = findings_in(tmp_path, ENTRY.format(text=" Saskia van Voorbeeld"))
    assert of("PV01", found) == []


PEOPLE = """\
L01:
  name: Petronella van der Olsthoorn
  ibans: [NL02ABNA0123456789, NL20INGB0001234567, BE71096123456769]
L02: {name: Anna Bakker}
L03: {name: Jan Willem Ng}
"""


def private(tmp_path: Path, text: str, people: str = PEOPLE) -> list[tuple[str, int]]:
    """Return what PV01 finds in an entry that begins on line 1: how sure, and where."""
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        members=THREE,
        files={"../members.private.yaml": people},
    )
    return [(f.severity.name, f.source.line) for f in of("PV01", found)]


@pytest.mark.parametrize(
    "text",
    [
        "P. van der Olsthoorn",
        "P van der Olsthoorn",
        "P.v.d. Olsthoorn",
        "mevr. P. v/d Olsthoorn",
        "p-van-der-olsthoorn.pdf",
        "P. vd Olsthoorn",
        "Petr. v. d. Olsthoorn",
        "P.M. van der Olsthoorn",
        "t.a.v. P. van der Olsthoorn",
        "Petronella v.d. Olsthoorn",
        "Petronella M. van der Olsthoorn",
        "Petronella Olsthoorn",
        "Olsthoorn, Petronella van der",
        "Olsthoorn, P. van der",
        "Olsthoorn, P. v.d.",
        "OLSTHOORN P VAN DER",
        "van der Olsthoorn, P.",
        "VAN DER OLSTHOORN PETRONELLA",
        "Petronella * van der / Olsthoorn",
        "Petronella\nvan der\nOlsthoorn",
        "P.\nv.d. Olsthoorn",
        'P. van der" "Olsthoorn',
        "J.W. Ng",
        "J. Ng",
        "Jan Ng",
        "Ng, J.",
        "A. Bakker",
        "Bakker, A.",
    ],
)
def test_as_dutch_people_write_a_name(text: str, tmp_path: Path) -> None:
    assert private(tmp_path, text) == [("ERROR", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "van der Olsthoorn",
        "Olsthoorn",
        "Petronella",
        "J. van der Olsthoorn",
        "J.P. van der Olsthoorn",
        "J. P. van der Olsthoorn",
        "P. van der Olsthoorns",
        "P. van den Olsthoorn",
        "Petronella, van der Olsthoorn",
        "P. paid Olsthoorn",
        "a.u.b. Bakker",
        "t.a.v. Bakker",
        "a.s. Bakker",
        "Bakker, a.u.b.",
        "Bakker, a 2 euro",
        "foto's Bakker",
        "jng",
        "Jang",
        "W. Ng",
    ],
)
def test_what_is_somebody_else(text: str, tmp_path: Path) -> None:
    assert private(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "0123456789",
        "123456789",
        "account 12.34.56.789",
        "0123-456-789",
        "0123/456*789",
        "0123 456\n789",
        "096-1234567-69",
        "NL02/ABNA/0123/4567/89",
        "NL02: ABNA + 0123456789",
    ],
)
def test_the_number_of_an_account(text: str, tmp_path: Path) -> None:
    assert private(tmp_path, text) == [("ERROR", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "NL20INGB0123456789",
        "NL20 INGB 0123 4567 89",
        "1123456789",
        "123456789,00",
        "123456780",
        "2025-123456789",
        "1.234.567,50",
    ],
)
def test_the_number_of_something_else(text: str, tmp_path: Path) -> None:
    assert [one for one in private(tmp_path, text) if one[0] == "ERROR"] == []


def test_a_short_number_of_an_account_may_be_anything(tmp_path: Path) -> None:
    assert private(tmp_path, "invoice 1234567") == [("SIGNAL", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "P. v\N{CYRILLIC SMALL LETTER A}n der Olsthoorn",
        "\N{GREEK CAPITAL LETTER RHO}etronella van der Olsthoorn",
        "P. van der \N{CYRILLIC CAPITAL LETTER O}lsth\N{GREEK SMALL LETTER OMICRON}orn",
        "\N{MATHEMATICAL BOLD CAPITAL P}. van der Olsthoorn",
        "NL02\N{CYRILLIC CAPITAL LETTER A}BNA0123456789",
        "\N{ARABIC-INDIC DIGIT ZERO}123456789",
    ],
)
def test_letters_that_look_alike(text: str, tmp_path: Path) -> None:
    assert private(tmp_path, text) == [("ERROR", 1)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Jan Willem Ng", "JW Ng", ["ERROR"]),
        ("Jan Willem Ng", "J Ng", ["ERROR"]),
        ("Jan Willem Ng", "JP Ng", []),
        ("Anna Ng", "a ng", ["SIGNAL"]),
        ("Anna Bos", "Anna M. Bos", ["ERROR"]),
        ("Anna Bos", "Anna met Bos", []),
        ("Anna van Dijk", "A van Dijk", ["ERROR"]),
        ("Anna de Vos", "a de Vos", ["SIGNAL"]),
        # In six letters a name is one without a blank too; in five it may be a word.
        ("Jo Loot", "joloot", ["ERROR"]),
        ("Jo Loo", "joloo", []),
        # Words that come before surnames may be a first name, or a surname.
        ("Di Maria Jansen", "D.M. Jansen", ["ERROR"]),
        ("Di Maria Jansen", "M. Jansen", []),
        ("Anna Maria Al", "A.M. Al", ["ERROR"]),
        ("Anna Maria Al", "Anna Maria (2x)", []),
        ("Jan van der Ee", "J. van der Ee", ["ERROR"]),
        ("Jan van der Ee", "J. v.d. Ee", ["ERROR"]),
        ("Jan van der Ee", "J. v. der Ee", ["ERROR"]),
        ("Jan van der Ee", "EE J VAN DER", ["ERROR"]),
        ("Jan van der Ee", "J. van der Eem", []),
        # A surname of two, an initial for all that is known, a list without a comma.
        ("Anna Bakker-de Vries", "A. Bakker-de Vries", ["ERROR"]),
        ("Anna Bakker-de Vries", "Bakker-de Vries", []),
        ("P. van der Olsthoorn", "P. van der Olsthoorn", ["ERROR"]),
        ("P. van der Olsthoorn", "P. Olsthoorn", []),
        ("Petronella van der Olst", "OLST PETRONELLA VAN DER", ["ERROR"]),
        ("Petronella van der Olst", "OLST PETER VAN DER", []),
    ],
)
def test_names_that_are_short_double_or_words(
    name: str, text: str, found: list[str], tmp_path: Path
) -> None:
    people = f"L01: {{name: {name}}}\n"
    assert [severity for severity, _ in private(tmp_path, text, people)] == found


def test_in_six_digits_the_number_of_an_account_is_any_number(tmp_path: Path) -> None:
    people = "L01: {name: Anna Bakker, ibans: [NL81ABNA0000123456]}\n"
    assert private(tmp_path, "invoice 123456", people) == []
    assert private(tmp_path, "NL81ABNA0000123456", people) == [("ERROR", 1)]


def test_each_name_is_told_at_its_own_line(tmp_path: Path) -> None:
    text = "; A. Bakker\n\n; Petronella van der Olsthoorn\n\n" + ENTRY.format(text="")
    found = findings_in(
        tmp_path, text, members=THREE, files={"../members.private.yaml": PEOPLE}
    )
    assert told(of("PV01", found)) == ["PV01 1", "PV01 3"]


COMMON = """\
L01: {name: Bos}
L02: {name: de Boer}
L03: {name: Anna Bakker}
"""


@pytest.mark.parametrize(
    "text",
    ["bos tulpen", "Bos", "Boter van de Boer", "from a Baker; a bakker in town"],
)
def test_a_common_word_is_a_signal(text: str, tmp_path: Path) -> None:
    [finding] = of(
        "PV01",
        findings_in(
            tmp_path,
            ENTRY.format(text=f" {text}"),
            members=THREE,
            files={"../members.private.yaml": COMMON},
        ),
    )
    assert finding.severity is Severity.SIGNAL
    assert words(finding) == (
        "There is a word or a number on this line that is also a name or a number "
        "from the private register."
    )


@pytest.mark.parametrize("text", ["bosje", "boeren", "bakker", "een bakker"])
def test_a_part_of_a_word_is_nobody(text: str, tmp_path: Path) -> None:
    assert private(tmp_path, text, COMMON) == []


def test_a_name_is_told_above_a_word_on_its_line(tmp_path: Path) -> None:
    assert private(tmp_path, "Bos, and A. Bakker", COMMON) == [("ERROR", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jansen jan 2026 huur", [("SIGNAL", 1)]),
        ("Jansen mei. 2026", [("SIGNAL", 1)]),
        ("Jansen Jan", [("ERROR", 1)]),
        ("Jan Jansen, jan 2026", [("ERROR", 1)]),
        ("Jansen, Jan 2026", [("ERROR", 1)]),
        ("Bakker, jan 2026", []),
    ],
)
def test_a_month_is_a_first_name_as_well(
    text: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    people = "L01: {name: Jan Jansen}\nL02: {name: Mei Jansen}\n"
    assert private(tmp_path, text, people) == expected


NO_NAMES = (
    COMMON
    + """\
L04: {name: Iris Bloem, not_a_name: [bos, A. Bakker en Zonen, Iris Bloem]}
"""
)
FOUR = THREE + "  L04: {joined: 2025-01-01}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bos tulpen", []),
        ("BOS", []),
        ("de boer", [Severity.SIGNAL]),
        ("cakes of A. Bakker en Zonen", []),
        ("cakes of A. Bakker", [Severity.ERROR]),
        ("A. Bakker en Zonen, for A. Bakker", [Severity.ERROR]),
        # A whole name is never only a word.
        ("Iris Bloem", [Severity.ERROR]),
    ],
)
def test_the_private_register_says_what_is_not_a_name(
    text: str, expected: list[Severity], tmp_path: Path
) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text=f" {text}"),
        members=FOUR,
        files={"../members.private.yaml": NO_NAMES},
    )
    assert [f.severity for f in of("PV01", found)] == expected


@pytest.mark.parametrize(
    ("no_name", "text", "expected"),
    [
        ("", '" "Anna Paulowna, brood', [Severity.ERROR]),
        ("Bakker Anna Paulowna", '" "Anna Paulowna, brood', []),
        ("Bakker Anna Paulowna", '" "Anna, brood', [Severity.ERROR]),
        ("Bakker Anna", '" "Anna Paulowna, brood', [Severity.ERROR]),
        ("", ' in Anna Paulowna" "Brood', []),
    ],
)
def test_a_trade_and_a_place_may_be_a_name_as_well(
    no_name: str, text: str, expected: list[Severity], tmp_path: Path
) -> None:
    entry = ENTRY.replace("Stool{text}", f"Bakker{text}")
    people = f"L01: {{name: Anna Bakker, not_a_name: [{no_name}]}}\n"
    found = of(
        "PV01",
        findings_in(tmp_path, entry, files={"../members.private.yaml": people}),
    )
    assert [f.severity for f in found] == expected
    for language, said in (
        ("en", "If it is somebody or something else, "),
        ("nl", "Gaat het om iemand of iets anders, "),
    ):
        for finding in found:
            assert isinstance(finding.hint, Message)
            hint = Language(language).render(finding.hint)
            assert said in hint
            assert "`not_a_name:`" in hint


def beside(
    tmp_path: Path, files: dict[str, str], people: str = PEOPLE
) -> list[tuple[str, str, int]]:
    """Return what PV01 finds beside a clean ledger: how sure, and where."""
    found = report_on(
        tmp_path,
        ENTRY.format(text=""),
        members=THREE,
        files={**files, "../members.private.yaml": people},
    ).verdict.findings
    return [
        (
            f.severity.name,
            Path(f.source.file).resolve().relative_to(tmp_path.resolve()).as_posix(),
            f.source.line,
        )
        for f in found
        if f.code == "PV01"
    ]


SAID = "\n# P. van der Olsthoorn\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("customers.yaml", SAID, 2),
        ("invoices/2025/cakes.yaml", SAID, 2),
        ("invoices/2025/2025-0001-linde.yaml", SAID, 2),
        (
            "invoices/2025/2025-0001-linde.xml",
            "<a>\n<Note>Petronella van der Olsthoorn</Note></a>",
            2,
        ),
        ("2025/old.beancount", "\n; Olsthoorn, P. van der\n", 2),
        ("2025/old.beancount.txt", "; NL02 ABNA 0123 4567 89\n", 1),
        ("../payments/sent.jsonl", '{"payee": "P v/d Olsthoorn"}\n', 1),
        ("customers.yaml", "# BSN:\n# 111222333\n", 1),
    ],
)
def test_beside_the_ledger(path: str, text: str, line: int, tmp_path: Path) -> None:
    place = path.removeprefix("../") if path.startswith("../") else f"ledger/{path}"
    assert beside(tmp_path, {path: text}) == [("ERROR", place, line)]
    assert beside(tmp_path, {path: text.replace("1", "2")}, "L01: {}\n") == []


@pytest.mark.parametrize(
    "path",
    [
        "customers.private.yaml",
        "invoices/2025/private/2025-0001-k07.yaml",
        "documents/receipt.yaml",
        ".cache/old.beancount",
    ],
)
def test_what_git_does_not_keep_or_nobody_writes(path: str, tmp_path: Path) -> None:
    assert beside(tmp_path, {path: SAID}) == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("documents/p-van-der-olsthoorn.pdf", "documents/p-van-der-olsthoorn.pdf"),
        ("documents/Olsthoorn, P. van der.pdf", "documents/Olsthoorn, P. van der.pdf"),
        ("P. v.d. Olsthoorn/2025/a.pdf", "P. v.d. Olsthoorn"),
        ("documents/BSN 111222333.pdf", "documents/BSN 111222333.pdf"),
        ("documents/NL02ABNA0123456789.csv", "documents/NL02ABNA0123456789.csv"),
    ],
)
def test_the_name_of_a_file_or_folder(path: str, told: str, tmp_path: Path) -> None:
    assert beside(tmp_path, {path: "x"}) == [("ERROR", f"ledger/{told}", 1)]


@pytest.mark.parametrize(
    "path",
    [
        "documents/olsthoorn.pdf",
        "documents/2025-111222333.pdf",
        "private/p-van-der-olsthoorn.pdf",
        "documents/petronella.pdf",
    ],
)
def test_the_name_of_a_file_that_says_nothing(path: str, tmp_path: Path) -> None:
    assert beside(tmp_path, {path: "x"}) == []


def test_two_names_of_files_are_not_one(tmp_path: Path) -> None:
    files = {"documents/petronella": "x", "documents/van der olsthoorn": "x"}
    assert beside(tmp_path, files) == []


def test_a_file_by_a_word_is_a_signal(tmp_path: Path) -> None:
    found = beside(tmp_path, {"documents/bos.pdf": "x"}, COMMON)
    assert found == [("SIGNAL", "ledger/documents/bos.pdf", 1)]


# How each kind is written, and what only looks like it.
KINDS = {
    "name": ("P. v.d. Olsthoorn", "Petronella, van der Olsthoorn"),
    "list": ("OLSTHOORN P VAN DER", "J.P. van der Olsthoorn"),
    "iban": ("NL02 ABNA 0123 4567 89", "NL20 INGB 0123 4567 89"),
    "account": ("0123.456.789", "1123456789"),
    "email": ("P.Olst@Example.org", "xp.olst@example.org"),
    "bsn": ("BSN 111.222.333", "BSN 111222334"),
}
ALL_KINDS = PEOPLE.replace("  ibans", "  email: p.olst@example.org\n  ibans", 1)
PLACES = {
    "customers.yaml": "linde: {{name: Linde, reference: '{}'}}\n",
    "invoices/2025/cakes.yaml": "note: '{}'\n",
    "invoices/2025/2025-0001-linde.yaml": "note: >-\n  voor\n  {}\n",
    "invoices/2025/2025-0001-linde.xml": "<a>\n<cbc:Note>{}</cbc:Note>\n</a>\n",
    "2025/old.beancount": '2025-01-01 note Assets:Bank "{}"\n',
    "2025/Oud.BEANCOUNT.TXT": "; {}\n",
    "../payments/sent.jsonl": '{{"payee": "{}", "account": "x"}}\n',
    "documents/{}.pdf": "x",
    "documents/van {}/2025.pdf": "x",
    "documents/.~lock.{}.ods#": "x",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_each_kind_in_each_place(place: str, kind: str, tmp_path: Path) -> None:
    said, innocent = KINDS[kind]
    text = PLACES[place]
    [found] = beside(tmp_path / "a", {place.format(said): text.format(said)}, ALL_KINDS)
    assert found[0] == "ERROR"
    files = {place.format(innocent): text.format(innocent)}
    found_there = beside(tmp_path / "b", files, ALL_KINDS)
    assert [one for one in found_there if one[0] == "ERROR"] == []


XML = '<?xml version="1.0" encoding="{}"?>\n<a>\n<cbc:Note>{}</cbc:Note>\n</a>\n'
SPELT = """L01: {name: José van 't Hof & Núñez}
L02: {name: Petronella van der Olsthoorn}
L03: {name: Ho Ut}
"""


@pytest.mark.parametrize(
    "text",
    [
        "Jos&#233; van &apos;t Hof &amp; N&#xFA;&#xf1;ez",
        "Jos&eacute; van &#39;t Hof &#38; N&uacute;&ntilde;ez",
        "<![CDATA[José van 't Hof & Núñez]]>",
        "P. van der <![CDATA[Olst]]>hoorn",
        "&#80;. van der Olst<!-- -->hoorn",
        "P.&#10;van der&#xD;&#xA;Olsthoorn",
        "BSN 111222333",
        "&#66;SN &#49;11222333",
    ],
)
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16", "cp850"],
)
def test_an_e_invoice_is_read_as_programs_do(
    encoding: str, text: str, tmp_path: Path
) -> None:
    file = "invoices/2025/2025-0001-linde.xml"
    (tmp_path / "ledger/invoices/2025").mkdir(parents=True)
    written = XML.format(encoding.removesuffix("-sig"), text).encode(encoding)
    (tmp_path / "ledger" / file).write_bytes(written)
    assert beside(tmp_path, {}, SPELT) == [("ERROR", f"ledger/{file}", 3)]


@pytest.mark.parametrize("between", ["", "\n", "\n  "])
def test_a_person_of_an_e_invoice(between: str, tmp_path: Path) -> None:
    person = [
        "<cac:Person>",
        "<cbc:FirstName>Petronella</cbc:FirstName>",
        '<cbc:FamilyName languageID="nl">van der Olsthoorn</cbc:FamilyName>',
        "</cac:Person>",
    ]
    file = "invoices/2025/2025-0001-linde.xml"
    found = beside(tmp_path, {file: between.join(person)}, SPELT)
    assert found == [("ERROR", f"ledger/{file}", 2 if between else 1)]


@pytest.mark.parametrize(
    "data",
    [
        XML.format("utf-8", "Petronella</cbc:Note>\n<cbc:Note>van der").encode(),
        XML.format("rot13", "Petronella").encode(),
        XML.format("no-such", "Petronella").encode(),
        XML.format("utf-16", "Petronella").encode(),
        XML.format("utf-8", "&#99999999; &nothing; &#x;").encode(),
        b"\xff\xfe<\x00\xd8",
        b"\xff\xfe\x00\x00\xff",
        b"<?xml \x81\x8d\x00",
        b"",
    ],
)
def test_an_e_invoice_that_says_nothing(data: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "ledger/invoices/2025"
    folder.mkdir(parents=True)
    (folder / "2025-0001-linde.xml").write_bytes(data)
    assert beside(tmp_path, {}, SPELT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("customers.yaml", 'linde: {name: "Jos\\xe9 van \'t Hof & N\\u00fa\\xF1ez"}'),
        ("customers.yaml", 'linde: {name: "P.\\_van\\ der\\tOlsthoorn"}'),
        ("customers.yaml", 'linde: {name: "P. van der Olst\\\n  hoorn"}'),
        (
            "../payments/sent.jsonl",
            '{"payee": "Jos\\u00e9 van \'t Hof & N\\u00fa\\u00f1ez"}',
        ),
        ("../payments/sent.jsonl", '{"payee": "\\uD835\\uDC0F. van der Olsthoorn"}'),
        ("customers.yaml", 'linde: {name: "P.\\U00110000van der\\x0cOlsthoorn"}'),
    ],
)
def test_signs_by_their_number(path: str, text: str, tmp_path: Path) -> None:
    [found] = beside(tmp_path, {path: text + "\n"}, SPELT)
    assert (found[0], found[2]) == ("ERROR", 1)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        # A ledger has no signs by their number, and no other escape is one.
        ("2025/oud.beancount", '; "P. van der Olsth\\x6forn"'),
        ("customers.yaml", 'linde: {name: "P. van der Olst\\qhoorn"}'),
        ("customers.yaml", 'linde: {name: "P. van\\U0010ffffder Olsthoorn"}'),
        ("customers.yaml", 'linde: {name: "P. van der Olst\\ehoorn"}'),
    ],
)
def test_signs_that_are_others(path: str, text: str, tmp_path: Path) -> None:
    assert beside(tmp_path, {path: text + "\n"}, SPELT) == []


def test_a_line_that_goes_on_is_still_two(tmp_path: Path) -> None:
    text = 'linde: {name: "De \\\n  Linde"}\n# P. van der Olsthoorn\n'
    found = beside(tmp_path, {"customers.yaml": text}, SPELT)
    assert [(sure, line) for sure, _, line in found] == [("ERROR", 3)]


@pytest.mark.parametrize(
    ("main", "register", "expected"),
    [
        ("", "# saskia@ex\\x61mple.org\n", ["members.yaml"]),
        ('; "saskia@ex\\x61mple.org"\n', "", []),
        ("; saskia@example.org\n", "", ["main.beancount"]),
    ],
)
def test_signs_by_their_number_in_what_the_books_read(
    main: str, register: str, expected: list[str], tmp_path: Path
) -> None:
    found = findings_in(
        tmp_path,
        ENTRY.format(text="") + main,
        members=MEMBERS + register,
        files={"../members.private.yaml": PRIVATE},
    )
    assert [Path(f.source.file).name for f in of("PV01", found)] == expected


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("path", ["2025/oud.beancount", "customers.yaml"])
def test_an_old_editor(path: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "ledger" / path
    file.parent.mkdir(parents=True)
    file.write_bytes("; één\n# José van 't Hof & Núñez\n".encode(encoding))
    found = beside(tmp_path, {}, SPELT)
    assert ("ERROR", f"ledger/{path}", 2) in found


@pytest.mark.parametrize(
    "path",
    [
        "invoices/2025/2025-0001-linde.yaml",
        "invoices/2025/2025-0001-linde.xml",
        "invoices/2025/2025-0001-p-van-der-olsthoorn.pdf",
    ],
)
def test_what_was_issued_cannot_be_deleted(path: str, tmp_path: Path) -> None:
    found = report_on(
        tmp_path,
        ENTRY.format(text=""),
        members=THREE,
        files={path: SAID, "../members.private.yaml": PEOPLE},
    ).verdict.findings
    [finding] = [f for f in found if f.code == "PV01"]
    assert isinstance(finding.hint, Message)
    told = Language("en").render(finding.hint)
    assert told.startswith("An issued invoice never changes, and has to be kept for ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("invoices/2025/2025-0001-linde.yaml", "# bos\n"),
        ("invoices/2025/2025-0001-bos.pdf", "page"),
        ("invoices/2025/bos.pdf", "page"),
    ],
)
def test_a_word_of_what_was_issued_may_be_none(
    path: str, text: str, tmp_path: Path
) -> None:
    found = report_on(
        tmp_path,
        ENTRY.format(text=""),
        members=THREE,
        files={path: text, "../members.private.yaml": COMMON},
    ).verdict.findings
    [finding] = [f for f in found if f.code == "PV01"]
    assert finding.severity is Severity.SIGNAL
    assert isinstance(finding.hint, Message)
    told = Language("en").render(finding.hint)
    assert told.startswith("If it is about that person, write the code. If not, add it")


CODES = """{}:
  name: {}
  address: {{street: Straat 1, postcode: 1111 AA, city: Dorp}}
"""


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("kim-jansen", "Kim Jansen", "ERROR"),
        ("jansen-k", "Kim Jansen", "ERROR"),
        ("kjansen", "Kim Jansen", "ERROR"),
        ("kvdberg2", "Kim van den Berg", "ERROR"),
        ("jansen", "Kim Jansen", "SIGNAL"),
        ("kim", "Kim Jansen", "SIGNAL"),
        ("bos", "Bos", "SIGNAL"),
        ("bos", "van Bos", "SIGNAL"),
        ("ng", "Jan Ng", "SIGNAL"),
        ("kjansen", "Kim Anna Jansen", "ERROR"),
        ("kajansen", "Kim Anna Jansen", "ERROR"),
        ("ajansen", "Kim Anna Jansen", ""),
        ("jansen-bakker", "Jansen-Bakker", "SIGNAL"),
        ("neill", "O'Neill", "SIGNAL"),
        ("k07", "Jansen-Bakker", ""),
        ("k07", "Kim Jansen", ""),
        ("k", "K. Jansen", ""),
        ("kj", "Kim Jansen", ""),
        ("jansens-buurman", "Kim Jansen", ""),
        ("klant-bos", "Bos", ""),
    ],
)
def test_the_code_of_a_private_customer(
    code: str, name: str, told: str, tmp_path: Path
) -> None:
    found = beside(tmp_path, {"customers.private.yaml": CODES.format(code, name)})
    expected = [(told, "ledger/customers.private.yaml", 1)] if told else []
    assert found == expected


def test_the_code_of_a_member(tmp_path: Path) -> None:
    members = MEMBERS + "  Iris: {joined: 2025-01-01}\n"
    found = report_on(
        tmp_path,
        ENTRY.format(text=""),
        members=members,
        files={"../members.private.yaml": "Iris: {name: Iris Bloem}\n"},
    ).verdict.findings
    [finding] = [f for f in found if f.code == "PV01"]
    assert finding.severity is Severity.SIGNAL
    assert finding.source.line == members.count("\n")


OAK = '2025-01-01 * "oak'
READ_AS_ONE: dict[str, tuple[list[str], int, bool, range]] = {
    "a string over lines": ([OAK, 'and" "ash"', "  Assets:Bank"], 1, True, range(2)),
    "its other lines": ([OAK, "", 'ash"', "; no"], 2, True, range(3)),
    "two strings on a line": ([OAK, 'a" "b', 'c" "d'], 1, True, range(3)),
    "an apostrophe in a comment": (['x ; 6"', "y", 'z "a"'], 1, True, range(1, 2)),
    "comments": (["x ; oak", "; ash", ";elm", "y"], 1, True, range(3)),
    "comments below an entry": (["x", "y ; oak", "; ash"], 2, True, range(1, 3)),
    "no comments": (["; oak", "x", "; ash"], 2, True, range(2, 3)),
    "a value": (["a: b", "c: >", "  oak", "  ash", "d: e"], 2, False, range(1, 4)),
    "its first line": (["a: b", "c: >", "  oak", "d: e"], 1, False, range(1, 3)),
    "until an empty line": (["c: oak", "  ash", "", "  elm"], 0, False, range(2)),
    "until the next item": (["- oak", "  ash", "- elm"], 1, False, range(2)),
    "a comment of YAML": (["c: >", "# oak", "# ash", "d: e"], 1, False, range(1, 3)),
    "the end of a file": (["c: >", "  oak"], 1, False, range(2)),
}


@pytest.mark.parametrize("name", READ_AS_ONE)
def test_what_is_read_as_one(name: str) -> None:
    lines, line, ledger, expected = READ_AS_ONE[name]
    assert passage(lines, line, ledger=ledger) == expected

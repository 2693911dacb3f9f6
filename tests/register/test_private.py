"""The private register: who the codes are, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.register.conftest import told

from paraplu.register.membership import EMPTY, PrivatePerson

if TYPE_CHECKING:
    from pathlib import Path

    from tests.register.conftest import Read

REGISTER = "members:\n  L07: {joined: 2025-01-01}\n  NO: {joined: 2025-01-01}\n"
PERSON = "L07: {name: Jan Jansen, ibans: [nl91 abna 0417 1643 00], email: jan@a.nl}"


def test_without_a_private_register(read: Read) -> None:
    register = read(REGISTER).register
    assert register is not None
    assert (register.private, register.private_file) == (EMPTY, None)


def test_who_the_codes_are(read: Read) -> None:
    plain, reading = read(REGISTER), read(REGISTER, PERSON + "\nNO: {}\n")
    assert reading.checksum == plain.checksum
    assert reading.register.private_file == "members.private.yaml"
    assert reading.register.private == {
        "L07": PrivatePerson("Jan Jansen", ("NL91ABNA0417164300",), "jan@a.nl"),
        "NO": PrivatePerson(),
    }


def test_an_empty_private_register_is_no_fault(read: Read) -> None:
    register = read(REGISTER, "# nobody yet\n").register
    assert register is not None
    assert (register.private, register.private_file) == (EMPTY, "members.private.yaml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "L08: {name: x}",
            1,
            "L08: the register has no member L08. → Correct the code",
        ),
        ("L07: {ibans: [x]}", 1, "L07 › ibans › 1: is not an IBAN."),
        ("L07:\n  ibans: [NL02ABNA0123456780]", 2, "L07 › ibans › 1: is not an IBAN."),
        ("L07: {ibans: x}", 1, "L07 › ibans: must be a list, but is a single value."),
        ("L07: {email: jan}", 1, "L07 › email: is not an e-mail address."),
        ("L07:\n  bsn: 123456782", 2, "a cooperative may not keep a citizen service"),
        ("L07: {naem: x}", 1, "the key naem is not known here. → Did you mean name?"),
        ("L07:", 1, "L07: is empty."),
        ("- L07", 1, "members.private.yaml: must be keys with values, but is a list."),
        ("\n{", 2, "The file is not valid YAML"),
        (b"\xff", 0, "members.private.yaml is not text in UTF-8"),
        (b"\0", 0, "members.private.yaml holds no text."),
    ],
)
def test_faults(read: Read, text: str | bytes, line: int, words: str) -> None:
    reading = read(REGISTER, text)
    assert reading.faults
    assert {fault.source.file for fault in reading.faults} == {"members.private.yaml"}
    ((number, message),) = told(reading.faults)
    assert number == line
    # What stands there is nobody else's business.
    assert "NL02" not in message
    assert "jan" not in message
    assert words in message


def test_a_folder_in_its_place(read: Read, tmp_path: Path) -> None:
    (tmp_path / "members.private.yaml").mkdir()
    assert told(read(REGISTER).faults) == [
        (0, "members.private.yaml is a folder or a device, not a file.")
    ]


def test_the_faults_of_both_files_are_told(read: Read) -> None:
    faults = read("members:\n  L07: {joined: x}", "L07: {ibans: [x]}\nL08: {}").faults
    assert [(f.source.file, f.source.line) for f in faults] == [
        ("members.yaml", 2),
        ("members.private.yaml", 1),
        ("members.private.yaml", 2),
    ]


def test_where_the_register_is_no_yaml_codes_are_not_judged(read: Read) -> None:
    faults = read("[", "L08: {}").faults
    assert [fault.source.file for fault in faults] == ["members.yaml"]


def test_the_faults_of_a_file_that_is_no_register_end(read: Read) -> None:
    faults = read(REGISTER, "".join(f"K{n}: {{}}\n" for n in range(1000))).faults
    assert len(faults) == 501

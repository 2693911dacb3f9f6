"""CK04 and EV02: what lies in the folder of the books, and is no ledger or receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support import HEAD, MEMBERS, report_on, told, words, write_books

from paraplu.check import check
from paraplu.opening import refused_in_fava, request_of

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.check import Report

SALE = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    100.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
"""
NAME = "Petronella Zonnebloem"
PRIVATE = {
    "../members.private.yaml": f"L01: {{name: {NAME}}}\n",
    "customers.private.yaml": f"k1: {{name: {NAME}}}\n",
    "../.git/config": f"[user]\n  name = {NAME}\n",
    "../.git/HEAD": "ref: refs/heads/main\n",
}


def refused(report: Report) -> list[str]:
    """Return the codes on a ledger that was not loaded, nor quoted."""
    findings = report.verdict.findings
    assert not report.loaded
    assert NAME not in " ".join(map(words, findings))
    return [one.code for one in findings]


@pytest.mark.parametrize(
    "name",
    [
        "../members.private.yaml",
        "../*.private.yaml",
        "customers.private.yaml",
        "../.git/config",
        "../.git/*",
        "../members.yaml",
        "link.beancount",
        "git/config",
    ],
)
def test_an_include_of_another_kind_is_not_opened(tmp_path: Path, name: str) -> None:
    main = write_books(tmp_path, SALE, head=f'include "{name}"\n' + HEAD, files=PRIVATE)
    (main.parent / "link.beancount").symlink_to("../members.private.yaml")
    (main.parent / "git").symlink_to("../.git")
    assert set(refused(check(main))) == {"CK04"}
    assert {one.code for one in refused_in_fava(request_of(main))} == {"CK04"}


@pytest.mark.parametrize(
    "name", ["more.txt", "more", "private.beancount", "git/x.bean"]
)
def test_an_include_of_a_ledger_by_any_name(tmp_path: Path, name: str) -> None:
    files = {**PRIVATE, name: "2025-02-02 open Assets:Bank\n"}
    report = report_on(tmp_path, SALE, head=f'include "{name}"\n' + HEAD, files=files)
    assert report.loaded
    assert told(report.verdict.findings) == []


def test_a_main_file_that_is_a_link_to_elsewhere(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "notes.txt").write_text(NAME, "utf-8")
    main = write_books(tmp_path, SALE, files=PRIVATE)
    main.rename(other / "main.beancount")
    main.symlink_to(other / "main.beancount")
    report = check(main)
    assert refused(report) == ["CK04"]
    assert report.books.root == tmp_path / "ledger"
    assert words(report.verdict.findings[0]) == (
        "The main file main.beancount is a link to a file that is outside the books, "
        "or is not a ledger. It is not reviewed with the books."
    )
    main.unlink()
    main.symlink_to("../members.private.yaml")
    assert "CK04" in refused(check(main))


def test_a_main_file_that_is_a_link_in_the_books(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    main.rename(tmp_path / "2025.beancount")
    main.symlink_to("../2025.beancount")
    assert check(main).verdict.findings == ()
    # And books in a folder that is one.
    (tmp_path / "mine").symlink_to("ledger")
    assert check(tmp_path / "mine/main.beancount").verdict.findings == ()


OPTION = '2025-01-01 custom "fava-option" "{}" "{}"\n'


@pytest.mark.parametrize(
    "line",
    [
        OPTION.format("default-file", "../members.private.yaml"),
        OPTION.format("default-file", "../members.yaml"),
        OPTION.format("default-file", "../.github/workflows/check.yml"),
        OPTION.format("import-dirs", "../.git"),
        OPTION.format("import-config", "../members.private.yaml"),
        '2025-01-01 custom "fava-option"\n',
        '2025-01-01 custom "fava-option" Assets:Bank\n',
        '2025-01-01 custom "fava-sidebar-link"\n',
        '2025-01-01 custom "fava-sidebar-link" "Tax"\n',
        '2025-01-01 custom "fava-sidebar-link" "Tax" 5\n',
        '2025-01-01 custom "fava-sidebar-link" Assets:Bank "https://example.org/"\n',
    ],
)
def test_what_fava_is_told(tmp_path: Path, line: str) -> None:
    main = write_books(tmp_path, line + SALE, files=PRIVATE)
    (found,) = (one for one in check(main).verdict.findings if one.code == "CK04")
    assert (found.source.file, found.source.line) == (str(main), 5)
    assert "CK04" in {one.code for one in refused_in_fava(request_of(main))}


@pytest.mark.parametrize(
    "line",
    [
        OPTION.format("default-file", "2025.beancount"),
        '2025-01-01 custom "fava-option" "default-file"\n',
        '2025-01-01 custom "fava-option" "show-closed-accounts" "true"\n',
        '2025-01-01 custom "fava-sidebar-link" "Tax" "https://example.org/"\n',
    ],
)
def test_what_fava_may_be_told(tmp_path: Path, line: str) -> None:
    assert report_on(tmp_path, line + SALE).verdict.findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "Members.yaml",
        "MEMBERS.YAML",
        "members.yml",
        "m\u0435mbers.yaml",
        "ledger/Members.YAML",
    ],
)
def test_a_second_register_by_a_name_like_it(tmp_path: Path, name: str) -> None:
    main = write_books(tmp_path, SALE)
    (tmp_path / name).write_text(MEMBERS, "utf-8")
    (found,) = check(main).verdict.findings
    assert (found.code, found.source.file) == ("CK01", str(tmp_path / name))


@pytest.mark.parametrize(
    "name", ["archive/2024/members.yaml", "members2024.txt", "our-members.yaml"]
)
def test_other_files_are_no_register(tmp_path: Path, name: str) -> None:
    main = write_books(tmp_path, SALE, files={f"../{name}": "x: 1\n"})
    assert check(main).verdict.findings == ()


COST = """\
2025-02-02 * "Sawmill" "Wood"
  receipt: "{}"
  Expenses:Members:L01:Costs                   1.00 EUR
  Assets:Members:L01:Cash                     -1.00 EUR
"""
PAPER = '2025-02-02 document Assets:Members:L01:Cash "{}"\n'
FILES = {
    **PRIVATE,
    "../.gitignore": "x\n",
    "../CODEOWNERS": "x\n",
    "../requirements.txt": "x\n",
    "../.github/workflows/check.yml": "x\n",
    "bon.pdf": "x",
    "documents/.github.pdf": "x",
    "documents/CODEOWNERS": "x",
    "private/bon.pdf": "x",
    "../bon.pdf": "x",
}


@pytest.mark.parametrize("line", [COST, PAPER])
@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "/dev/zero",
        "../members.yaml",
        "../members.private.yaml",
        "customers.private.yaml",
        "../.git/config",
        "main.beancount",
        "../.gitignore",
        "../CODEOWNERS",
        "../requirements.txt",
        "../.github/workflows/check.yml",
        "link.pdf",
        "out/passwd",
    ],
)
def test_what_is_no_document_of_the_books(tmp_path: Path, line: str, name: str) -> None:
    main = write_books(tmp_path, SALE + "\n" + line.format(name), files=FILES)
    (main.parent / "link.pdf").symlink_to("/etc/passwd")
    (main.parent / "out").symlink_to("/etc")
    found = check(main).verdict.findings
    assert [one.code for one in found if one.code != "PV01"] == ["EV02"]
    assert found[0].source.file == str(main)


@pytest.mark.parametrize("line", [COST, PAPER])
@pytest.mark.parametrize(
    "name",
    [
        "bon.pdf",
        "../bon.pdf",
        "documents/.github.pdf",
        "documents/CODEOWNERS",
        "private/bon.pdf",
        "link.pdf",
    ],
)
def test_what_is_one(tmp_path: Path, line: str, name: str) -> None:
    files = {name: FILES[name]} if name in FILES else {"bon.pdf": "x"}
    main = write_books(tmp_path, SALE + "\n" + line.format(name), files=files)
    (main.parent / "link.pdf").symlink_to("bon.pdf")
    assert told(check(main).verdict.findings) == []


def test_a_line_that_links_is_told_once(tmp_path: Path) -> None:
    paper = PAPER.replace("\n", " ^wood\n").format("/etc/passwd")
    cost = COST.replace('  receipt: "{}"\n', "").replace('"Wood"', '"Wood" ^wood')
    report = report_on(tmp_path, f"{SALE}\n{paper}\n{cost}")
    assert [one.code for one in report.verdict.findings] == ["EV02"]

"""Paths and addresses by which a ledger would have Fava leave the books."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.ledger.source.conftest import Scan
from tests.support import HEAD, write_books

from paraplu.base.language import Language
from paraplu.check import check
from paraplu.ledger.source import judge_source
from paraplu.opening import refused_in_fava, request_of

OWN = 'plugin "paraplu"\n'


def option(name: str, value: str) -> str:
    return f'2025-01-01 custom "fava-option" "{name}" "{value}"\n'


def link(address: str) -> str:
    return f'2025-01-01 custom "fava-sidebar-link" "Bank" "{address}"\n'


@pytest.mark.parametrize(
    "line",
    [
        option("import-dirs", "/"),
        option("import-dirs", "/etc"),
        option("import_dirs", ".."),
        option("import-dirs", "import/../../x"),
        option("import-dirs", "."),
        option("import-dirs", ""),
        option("import-dirs", "linked"),
        option("import-dirs", ".git"),
        option("import-dirs", ".git/hooks"),
        option("default-file", "/home/you/.bashrc"),
        option("default-file", "../../x.beancount"),
        option("default-file", "linked/x"),
        option("import-config", "/opt/import_config.py"),
        option("import-config", "linked/import_config.py"),
        'option "documents" "/"\n',
        'option "documents" "../papers"\n',
        'option "documents" "linked"\n',
        option("default-page", "document/?filename=/etc/passwd"),
        option("default-page", "/document/?filename=/etc/passwd"),
        option("default-page", "statement/?entry_hash=1&key=document"),
        option("default-page", "api/query?query_string=.output x"),
        option("default-page", "query/?query_string=.output%20x"),
        option("default-page", "query/?query_string=CREATE%20TABLE%20x"),
        option("default-page", "download-journal/"),
        option("default-page", "journal/../document/?filename=x"),
        option("default-page", "journal/%2e%2e/document/?filename=x"),
        option("default-page", "/evil.example/"),
        option("default-page", "//evil.example/"),
        option("default-page", "https://evil.example/"),
        option("default-page", "http://[/"),
        option("default-page", "journal/\\\\..\\\\document/"),
        option("default-page", "journal" + "/x" * 2000),
        option("indent", "999999999"),
        option("indent", "-2_000"),
        option("currency-column", "1001"),
        option("uptodate-indicator-grey-lookback-days", "9" * 5000),
        link("javascript:alert(1)"),
        link("JavaScript:alert(1)"),
        link("java\\tscript:alert(1)"),
        link(" javascript:alert(1)"),
        link("data:text/html,<script>alert(1)</script>"),
        link("vbscript:x"),
        link("file:///etc/passwd"),
        link("http://bank.example/"),
        link("https:///x"),
        link("https://[/"),
        link("//evil.example/"),
        link("/\\\\evil.example/"),
        link("/books/document/?filename=/etc/passwd"),
        link("/books/api/query?query_string=.output x"),
        link("/books/query/?query_string=.output"),
        link("api/source"),
        link("../document/?filename=/etc/passwd"),
        link("../../api/query?query_string=x"),
        link("../journal/../document/?filename=x"),
        link("..//evil.example/"),
        link("../query/?query_string=.output"),
        link("/"),
        link("https://bank.example/" + "x" * 2000),
    ],
)
def test_what_leads_out_of_the_books_is_found(
    tmp_path: Path, scan: Scan, line: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    for folder in (tmp_path, tmp_path / "sub"):
        (folder / "linked").symlink_to("/")
    for name in ("main", "sub__more"):
        texts = {"main": OWN + 'include "sub/*.beancount"\n'}
        texts[name] = texts.get(name, "") + line
        found = judge_source(scan(texts.pop("main"), **texts))
        assert [one.code for one in found] == ["CK04"]
        assert found[0].source.file.endswith(name.replace("__", "/") + ".beancount")
        assert Language("nl").render(found[0].message)


@pytest.mark.parametrize(
    "line",
    [
        option("import-dirs", "import"),
        option("import-dirs", "./import/bank"),
        option("import-dirs", "not/there/yet"),
        option("import-config", "import_config.py"),
        option("default-file", "2025/03.beancount"),
        option("default-file", ""),
        'option "documents" "papers"\n',
        option("default-page", "journal/"),
        option("default-page", "extension/ParapluMembers/"),
        option("default-page", "account/Assets:Bank/?time=2025"),
        option("default-page", "query/?query_string=SELECT%20account"),
        option("default-page", "query/?query_string=run+%22sales%22"),
        option("default-page", "holdings/by_account/"),
        option("language", "nl"),
        option("indent", "4"),
        option("currency-column", "1000"),
        option("upcoming-events", "a week"),
        link("/jump?time=2025"),
        link("/books/journal/?time=2025#x"),
        link("/books/"),
        link("journal/"),
        link("?time=2025"),
        link("../income_statement?time=2014"),
        link("../../account/Assets:Bank/"),
        link("https://bank.example/login?next=/x"),
        '2025-01-01 custom "other" "import-dirs" "/"\n',
        '; 2025-01-01 custom "fava-option" "import-dirs" "/"\n',
    ],
)
def test_what_stays_in_the_books_is_not(scan: Scan, line: str) -> None:
    assert judge_source(scan(OWN + line)) == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/journal/?filter=x", "Write ../journal/?filter=x."),
        ("/extension/ParapluMembers/", "Write ../extension/ParapluMembers/."),
        ("/document/?filename=x", "Take the line out"),
        ("/books/api/query", "Take the line out"),
    ],
)
def test_a_page_named_from_the_top_is_told_as_fava_has_it(
    scan: Scan, address: str, written: str
) -> None:
    (found,) = judge_source(scan(OWN + link(address)))
    assert found.hint
    assert written in Language("en").render(found.hint)


def test_the_folder_of_the_books_is_that_of_the_register(tmp_path: Path) -> None:
    sale = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
    head = HEAD + option("import-dirs", "../statements")
    main = write_books(tmp_path, sale, head=head)
    assert refused_in_fava(request_of(main)) == []
    assert check(main).loaded
    main.write_text(main.read_text("utf-8") + option("import-dirs", os.sep), "utf-8")
    (found,) = refused_in_fava(request_of(main))
    assert Language("en").render(found.message).startswith('The option import-dirs "/"')
    report = check(main)
    assert not report.loaded
    assert [one.code for one in report.verdict.findings] == ["CK04"]

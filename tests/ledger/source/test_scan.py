from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from beancount import loader

from paraplu.base.findings import Source
from paraplu.base.language import Language
from paraplu.ledger.source import LedgerUnreadable, includes, scan, scan_ledger
from paraplu.ledger.source.files import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paraplu.ledger.source import LedgerText

    Scan = Callable[..., LedgerText]


def refusal(main: Path, root: Path | None = None) -> str:
    with pytest.raises(LedgerUnreadable) as refused:
        scan_ledger(main, root)
    return Language("en").render(refused.value.message)


def names(text: LedgerText) -> list[str]:
    return [file.relative_to(text.root).as_posix() for file in text.files]


def test_an_empty_file_is_readable(scan: Scan) -> None:
    text = scan("")
    assert names(text) == ["main.beancount"]
    assert text.lines == ()
    assert text.register_argument() is None


def test_files_come_in_the_order_and_by_the_names_of_beancount(scan: Scan) -> None:
    text = scan(
        'include "a.beancount"\ninclude "20*/**/*.beancount"\n',
        a='include "sub/../c.beancount"\n',
        c='include "main.beancount"\ninclude "c.beancount"\n',
        sub__unread="",
    )
    assert names(text) == ["main.beancount", "a.beancount", "c.beancount"]
    _, _, options = loader.load_file(str(text.main))
    assert options["include"] == sorted(str(file) for file in text.files)


def test_a_glob_goes_down_through_folders(scan: Scan) -> None:
    text = scan(
        'include "20*/**/*.beancount"\n',
        **{"2025__01": "", "2025__bank__02": "", "other__03": ""},
    )
    assert set(names(text)) == {
        "main.beancount",
        "2025/01.beancount",
        "2025/bank/02.beancount",
    }


def test_what_beancount_says_itself_is_left_to_it(scan: Scan, tmp_path: Path) -> None:
    (tmp_path / "nowhere.beancount").symlink_to("missing")
    text = scan(
        'include "missing.beancount"\ninclude "none/*"\ninclude "nowhere.beancount"\n'
        'include "binary.beancount"\ninclude "latin.beancount"\n',
        binary=b'\0\1\2\xff\ninclude "a\0b"\n',
        latin="; café".encode("latin-1"),
    )
    assert names(text) == ["main.beancount", "binary.beancount", "latin.beancount"]
    assert text.outside == text.encrypted == ()
    _, errors, options = loader.load_file(str(text.main))
    assert errors
    assert options["include"] == sorted(str(file) for file in text.files)


def test_the_register_is_the_argument_of_the_first_plugin_line(scan: Scan) -> None:
    text = scan(
        'plugin "other" "a"\nplugin "paraplu" "../members.yaml"\n'
        'plugin "paraplu" "b"\n',
    )
    assert text.register_argument() == ("../members.yaml", Source(str(text.main), 2))


def test_a_plugin_line_in_an_included_file_names_no_register(scan: Scan) -> None:
    text = scan('include "a.beancount"\n', a='plugin "paraplu" "members.yaml"\n')
    assert text.register_argument() is None


def test_the_main_file_must_be_a_plain_text_file(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    away = "Go to the folder of your books, or name their main file."
    assert refusal(main).startswith(f"There is no file {main}. {away}")
    assert refusal(tmp_path) == f"{tmp_path} is a folder, not a ledger file."
    main.write_bytes(b"; a\n\0")
    assert refusal(main) == f"{main} is not a text file."
    main.write_bytes("\n; café".encode("latin-1"))
    assert (
        refusal(main)
        == f"{main} is not written in UTF-8: see line 2. Save it as UTF-8."
    )
    main.write_text("; café", encoding="utf-8")
    assert scan_ledger(main).files == (main,)
    assert refusal(main / "x") == f"There is no file {main / 'x'}."
    assert refusal(tmp_path / ("a" * 300)).endswith("cannot be read.")


@pytest.mark.parametrize("name", ["books.gpg", "books.asc"])
def test_an_encrypted_main_file_is_refused(tmp_path: Path, name: str) -> None:
    main = tmp_path / name
    main.write_text("-----BEGIN PGP MESSAGE-----\n")
    assert refusal(main) == f"{main} is encrypted. Decrypt it, and check the result."


def test_a_plain_file_may_be_called_asc(tmp_path: Path) -> None:
    main = tmp_path / "books.asc"
    main.write_text('plugin "paraplu"\n')
    assert len(scan_ledger(main).lines) == 1


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = tmp_path / "main.beancount"
    main.write_text("")

    def deny(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.open", deny)
    assert refusal(main) == f"{main} cannot be read: permission denied."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_an_include_that_beancount_would_wait_for_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text('include "pipe"\n')
    os.mkfifo(tmp_path / "pipe")
    assert refusal(main) == f"{tmp_path / 'pipe'} is not an ordinary file."


@pytest.mark.parametrize("pattern", ["sub", "s*", ".", "", "sub/"])
def test_an_included_folder_is_refused(tmp_path: Path, pattern: str) -> None:
    # Beancount stops with a traceback here.
    main = tmp_path / "main.beancount"
    main.write_text(f'include "{pattern}"\n')
    (tmp_path / "sub").mkdir()
    assert refusal(main).endswith("is a folder, not a ledger file.")


def test_a_link_to_nothing_that_beancount_opens_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text('include "a.asc"\n')
    (tmp_path / "a.asc").symlink_to("missing")
    assert refusal(main) == f"There is no file {tmp_path / 'a.asc'}."


@pytest.mark.parametrize(
    "pattern",
    [
        "/etc/passwd",
        "../other.beancount",
        "..",
        "/**/*.beancount",
        "sub/../../other.beancount",
        "*/../../*",
        "away/*.beancount",
        "away/other.beancount",
    ],
)
def test_an_include_out_of_the_books_is_not_followed(
    tmp_path: Path, pattern: str
) -> None:
    root = tmp_path / "books"
    (root / "sub").mkdir(parents=True)
    (root / "away").symlink_to(tmp_path)
    (tmp_path / "other.beancount").write_text('plugin "evil"\n')
    main = root / "main.beancount"
    main.write_text(f'\ninclude "{pattern}"\n')
    text = scan_ledger(main)
    assert text.files == (main,)
    assert [(line.name, line.source.line) for line in text.outside] == [(pattern, 2)]


def test_a_link_among_the_files_of_a_glob_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "books"
    (root / "2025").mkdir(parents=True)
    (root / "2025" / "a.beancount").write_text("")
    (root / "2025" / "b.beancount").symlink_to(tmp_path / "other")
    (tmp_path / "other").write_text('plugin "evil"\n')
    (root / "main.beancount").write_text('include "2025/*"\n')
    text = scan_ledger(root / "main.beancount")
    assert names(text) == ["main.beancount", "2025/a.beancount"]
    assert [line.value for line in text.outside] == [str(root / "2025/b.beancount")]


def test_the_root_may_lie_above_the_main_file(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "shared.beancount").write_text("")
    main = tmp_path / "ledger" / "main.beancount"
    main.write_text(f'include "../shared.beancount"\ninclude "{main}"\n')
    text = scan_ledger(main, tmp_path)
    assert names(text) == ["ledger/main.beancount", "shared.beancount"]
    assert text.outside == ()


def test_the_folder_of_the_books_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    (tmp_path / "link").symlink_to("books")
    (tmp_path / "books" / "a.beancount").write_text("")
    (tmp_path / "books" / "main.beancount").write_text('include "a.beancount"\n')
    text = scan_ledger(tmp_path / "link" / "main.beancount")
    assert text.files[1] == tmp_path / "link" / "a.beancount"
    assert text.outside == ()


def test_an_encrypted_include_is_not_followed(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text('include "*.[ga]*"\n')
    (tmp_path / "a.gpg").write_text('plugin "evil"\n')
    (tmp_path / "b.asc").write_text("-----BEGIN PGP MESSAGE-----\n")
    (tmp_path / "c.asc").write_text("; plain")
    text = scan_ledger(main)
    assert names(text) == ["main.beancount", "c.asc"]
    assert {line.value for line in text.encrypted} == {
        str(tmp_path / "a.gpg"),
        str(tmp_path / "b.asc"),
    }


@pytest.mark.parametrize("pattern", ["**/*.beancount", "*/*/*.beancount", "**/**", "*"])
def test_a_search_without_end_is_refused(tmp_path: Path, pattern: str) -> None:
    # A folder that links to itself makes a glob go round 40 times at each level.
    main = tmp_path / "main.beancount"
    main.write_text(f'include "sub/{pattern}"\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.beancount").write_text("")
    if pattern == "*":
        assert names(scan_ledger(main)) == ["main.beancount", "sub/a.beancount"]
        return
    (tmp_path / "sub" / "round").symlink_to(".")
    link = tmp_path / "sub/round"
    named = "." if pattern.count("**") > 1 else f": {link} is one."
    assert refusal(main) == (
        f'The include "sub/{pattern}" at {main}:1 could search forever. '
        f"Use * or ** once, and no links to folders{named}"
    )


def test_links_in_hidden_folders_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "lib").mkdir(parents=True)
    (tmp_path / ".venv" / "lib64").symlink_to("lib")
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.beancount").write_text("")
    main = tmp_path / "main.beancount"
    main.write_text('include "**/a.beancount"\n')
    assert names(scan_ledger(main)) == ["main.beancount", "2025/a.beancount"]
    main.write_text('include ".*/*/a.beancount"\n')
    assert "could search forever" in refusal(main)


@pytest.mark.parametrize("name", ["books [2026]", "books*", "books?"])
def test_a_folder_that_beancount_takes_for_a_pattern(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "a.beancount").write_text("")
    main = folder / "main.beancount"
    main.write_text('include "a.beancount"\n')
    assert refusal(main).startswith(f"The folder {folder} has *, ? or [ in its name.")
    plain = tmp_path / "books (2026) {a}"
    folder.rename(plain)
    assert names(scan_ledger(plain / main.name)) == ["main.beancount", "a.beancount"]


def test_a_pattern_as_long_as_a_book_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "main.beancount"
    main.write_text(f'include "{"a" * 5000}"\n')
    assert "could search forever" in refusal(main)


def test_the_size_of_books_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = tmp_path / "main.beancount"
    main.write_text('include "a*"\n')
    (tmp_path / "a").write_text("; " + "a" * 3_000_000)
    monkeypatch.setattr(scan, "Reader", lambda: Reader(2 * 1024**2))
    assert refusal(main) == f"The books are larger than 2 MB at {tmp_path / 'a'}."


def test_the_number_of_lines_and_files_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = tmp_path / "main.beancount"
    main.write_text('include "main*"\n' * 3)
    monkeypatch.setattr(scan, "MOST_LINES", 2)
    assert refusal(main) == "The books hold more than 2 plugins, options and includes."
    monkeypatch.setattr(scan, "MOST_LINES", 3)
    monkeypatch.setattr(scan, "MOST_FILES", 2)
    assert refusal(main) == "The books include more than 2 files."
    monkeypatch.setattr(scan, "MOST_FILES", 3)
    assert scan_ledger(main).files == (main,)


def test_a_name_that_beancount_changes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTHER", "elsewhere")
    monkeypatch.delenv("NOTHING", raising=False)
    assert refusal(tmp_path / "$OTHER.beancount") == (
        f"Beancount reads the $ in {tmp_path}/$OTHER.beancount as a variable. "
        "Use another name."
    )
    (tmp_path / "$NOTHING.beancount").write_text("")
    assert len(scan_ledger(tmp_path / "$NOTHING.beancount").files) == 1


def deep(folder: Path, levels: int) -> Path:
    """Return the deepest of so many folders in each other."""
    for _ in range(levels):
        folder /= "d"
    folder.mkdir(parents=True)
    return folder


def test_what_patterns_search_is_bounded_for_all_of_them_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has to match: a search is work all the same."""
    for number in range(10):
        (tmp_path / "receipts" / str(number)).mkdir(parents=True)
        (tmp_path / "receipts" / str(number) / "a.pdf").write_text("")
    main = tmp_path / "main.beancount"
    line = 'include "receipts/**/*.beancount"\n'
    main.write_text(line)
    # The folder, its ten folders, and a file in each of those.
    monkeypatch.setattr(includes, "MOST_SEARCHED", 31)
    assert names(scan_ledger(main)) == ["main.beancount"]
    main.write_text(line * 2)
    assert refusal(main) == (
        f'The include "receipts/**/*.beancount" at {main}:2 searches too much: the '
        "books search more than 31 folders and files. Name the folder that the files "
        "are in."
    )
    # One wildcard looks at one folder, and a plain name at none.
    monkeypatch.setattr(includes, "MOST_SEARCHED", 11)
    main.write_text('include "receipts/*.pdf"\ninclude "receipts/0/a.pdf"\n')
    assert names(scan_ledger(main)) == ["main.beancount", "receipts/0/a.pdf"]
    monkeypatch.setattr(includes, "MOST_SEARCHED", 10)
    assert "searches too much" in refusal(main)


def test_folders_that_a_pattern_does_not_name_are_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.beancount").write_text("")
    for number in range(50):
        (tmp_path / "documents" / str(number)).mkdir(parents=True)
    (tmp_path / "documents" / "round").symlink_to("..")
    main = tmp_path / "main.beancount"
    main.write_text('include "20*/*.beancount"\n')
    monkeypatch.setattr(includes, "MOST_SEARCHED", 6)
    assert names(scan_ledger(main)) == ["main.beancount", "2025/a.beancount"]


@pytest.mark.parametrize("pattern", ["**/*.beancount", "*/" * 101 + "*.beancount"])
def test_folders_in_each_other_are_bounded(tmp_path: Path, pattern: str) -> None:
    main = tmp_path / "main.beancount"
    main.write_text(f'include "{pattern}"\n')
    deepest = deep(tmp_path, includes.DEEPEST)
    (deepest / "a.beancount").write_text("")
    if pattern.startswith("**"):
        assert len(scan_ledger(main).files) == 2
    (deepest / "d").mkdir()
    assert "searches too deep: more than 100 folders lie in each other" in refusal(main)

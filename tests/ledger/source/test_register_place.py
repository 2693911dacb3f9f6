"""The register lies where it is seen with the books, and there is one of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from beancount import loader
from tests.support import HEAD, MEMBERS, report_on, told, words, write_books

from paraplu.check import check
from paraplu.opening import CannotRun

SALE = """\
2025-02-01 * "Klant" "Kast"
  Assets:Members:L01:Cash                    100.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
"""


def naming(register: str) -> str:
    return HEAD.replace("../members.yaml", register)


def test_a_register_out_of_the_books_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "x.yaml"
    other.write_text(MEMBERS, "utf-8")
    (tmp_path / "books").mkdir()
    for name in (str(other), f"../../../{other.parent.name}/x.yaml"):
        main = write_books(tmp_path / "books", SALE, head=naming(name))
        with pytest.raises(CannotRun) as stopped:
            check(main)
        assert "lies outside the books" in stopped.value.message.template
        _, errors, _ = loader.load_file(str(main))
        assert [error.message[:4] for error in errors] == ["MB00"]
        # The user may name any.
        (tmp_path / "books/members.yaml").unlink()
        assert not check(main, members=other).verdict.failed


def test_a_link_to_elsewhere_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "x.yaml"
    other.write_text(MEMBERS, "utf-8")
    main = write_books(tmp_path, SALE)
    (tmp_path / "members.yaml").unlink()
    (tmp_path / "members.yaml").symlink_to(other)
    with pytest.raises(CannotRun):
        check(main)


def test_anywhere_in_the_repository_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main", "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/our.yaml").write_text(MEMBERS, "utf-8")
    main = write_books(tmp_path / "a/b", SALE, head=naming("../../../rules/our.yaml"))
    (tmp_path / "a/b/members.yaml").unlink()
    assert check(main).verdict.findings == ()
    (tmp_path / ".git").rename(tmp_path / "a/.git")
    with pytest.raises(CannotRun):
        check(main)


@pytest.mark.parametrize("place", ["hidden/x.yaml", "members.yaml"])
def test_a_second_register_is_told(tmp_path: Path, place: str) -> None:
    lenient = MEMBERS.replace("receipt_from: 10.00", "receipt_from: 9999.00")
    report = report_on(tmp_path, SALE, head=naming(place), files={place: lenient})
    assert told(report.verdict.findings) == ["CK01 0"]
    assert words(report.verdict.findings[0]) == (
        f"There are two registers: the rules go by ledger/{place}, and not by "
        "members.yaml."
    )


def test_a_register_that_comes_before_the_other_is_told(tmp_path: Path) -> None:
    head = HEAD.replace(' "../members.yaml"', "")
    report = report_on(tmp_path, SALE, head=head, files={"members.yaml": MEMBERS})
    assert told(report.verdict.findings) == ["CK01 0"]


def test_one_register_by_two_ways_is_one(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    (tmp_path / "ledger/members.yaml").symlink_to("../members.yaml")
    assert check(main).verdict.findings == ()

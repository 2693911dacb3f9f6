"""The door by which the page of work writes: from a page of ours, books as seen."""

from __future__ import annotations

import datetime as dt
import threading
from copy import copy
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import make_books
from tests.bookkeeping.periods.small import close
from tests.bookkeeping.waiting.test_allocate import WAITING, line
from tests.fava.conftest import served_by_fava
from tests.fava.work import HEADERS, PAGES, WorkPage, waiting_work, working_on

from paraplu.fava.doing import writing
from paraplu.fava.work import DOOR
from paraplu.journal import atomic_file

CHANGED = (
    "The books changed since this page was drawn, so nothing was written. The page now "
    "shows them as they are: look again."
)
HOW = (
    "You can look but not change anything here. To allow changes, start again with: "
    "paraplu browse --write"
)


def place(page: WorkPage) -> dict[str, object]:
    """Return what places the first line that waits on its first candidate."""
    key = page.drawn().select_one("[name=line]")
    assert key is not None
    return {"do": "place", "line": key["value"], "number": "1"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Paraplu": "0"},
        HEADERS | {"Origin": "http://evil.example"},
        HEADERS | {"Origin": "null"},
        HEADERS | {"Sec-Fetch-Site": "cross-site"},
        HEADERS | {"Sec-Fetch-Site": "same-site"},
        HEADERS | {"Host": "evil.example"},
        HEADERS | {"Host": "localhost.evil.example:5000"},
    ],
)
def test_only_a_page_of_ours_is_let_through(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    with waiting_work(tmp_path) as page:
        before, action = page.files(), place(page)
        answer = page.posted(action, headers=headers)
        assert (answer.status_code, answer.get_json()["error"]) == (
            403,
            "Only for pages of these books.",
        )
        assert page.files() == before
        # The same from here is done.
        here = HEADERS | {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
        assert page.posted(action, headers=here).status_code == 200


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        before = page.files()
        for sent in (
            "",
            "[",
            "[]",
            "{}",
            '{"seen": "x", "action": {}}',
            '{"seen": "x", "action": {"do": "rm"}}',
            '{"seen": "x", "action": {"do": "place"}}',
            '{"seen": "x", "action": {"do": "place", "line": ["x"]}}',
            '{"seen": "x", "action": {"do": "place", "line": "x", "number": "a"}}',
            "[" * 40_000,
            '"' + "x" * 70_000 + '"',
        ):
            answer = page.posted(sent)
            assert answer.status_code == 400, sent[:80]
            assert answer.get_json()["error"] == (
                "This request is not complete, or the page is an older one. Load it "
                "again."
            )
        assert page.files() == before


def test_nothing_is_written_by_a_link(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        for method in ("get", "head", "put", "delete"):
            call = getattr(page.client, method)
            answer = call(f"/{page.slug}/extension/ParapluWork/act", headers=HEADERS)
            assert answer.status_code in {404, 405}, method


def test_without_write_a_button_says_how(tmp_path: Path) -> None:
    with waiting_work(tmp_path, write=False) as page:
        before = page.files()
        notice = page.drawn().select_one(".pp-notice")
        assert notice is not None
        assert notice.text == HOW
        answer = page.posted(place(page))
        assert answer.status_code == 403
        assert answer.get_json()["error"].endswith("start again with --write.")
        assert page.files() == before


def test_fava_by_itself_lets_nothing_through(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        before = page.files()
        main = tmp_path / "ledger" / "main.beancount"
        alone = WorkPage(served_by_fava(main), page.client, tmp_path)
        alone.client = alone.app.test_client()
        answer = alone.posted(place(alone))
        assert (answer.status_code, answer.get_json()["error"]) == (403, HOW)
        assert page.files() == before


def test_books_that_changed_are_looked_at_again(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        seen, action = page.seen(), place(page)
        # Something else in the books, which the line has nothing to do with.
        january = tmp_path / "ledger" / "2025" / "2025-01-ing.beancount"
        january.write_text(january.read_text("utf-8") + "; looked at\n", "utf-8")
        before = page.files()
        answer = page.posted(action, seen)
        assert (answer.status_code, answer.get_json()["error"]) == (409, CHANGED)
        assert page.files() == before


@pytest.mark.parametrize("name", ["members.yaml", "ledger/2025/2025-03.beancount"])
def test_the_register_and_files_that_are_new_count_too(
    tmp_path: Path, name: str
) -> None:
    with waiting_work(tmp_path) as page:
        seen, action = page.seen(), place(page)
        file = tmp_path / name
        text = file.read_text("utf-8") if file.exists() else ""
        file.write_text(text + "\n", "utf-8")
        assert page.posted(action, seen).status_code == 409, name
        # As it is now, it can be done.
        assert page.posted(action).status_code == 200


def test_a_page_of_an_earlier_load_of_the_same_books_is_still_of_them(
    tmp_path: Path,
) -> None:
    """A page may be drawn while the books are loaded again, once for each file."""
    with waiting_work(tmp_path) as page:
        seen = page.seen().partition(".")[0]
        drawn = copy(page.app.config["LEDGERS"][page.slug])
        for _ in range(4):
            page.again()
        assert page.app.config["LEDGERS"][page.slug].options is not drawn.options
        assert page.app.config[DOOR].seen(drawn, "x") == f"{seen}.x"


def test_of_two_browsers_the_second_looks_again(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        seen, action = page.seen(), place(page)
        answers: list[int] = []

        def send() -> None:
            other = WorkPage(page.app, page.app.test_client(), page.folder)
            answers.append(other.posted(action, seen).status_code)

        both = [threading.Thread(target=send) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(answers) == [200, 409]


def test_a_step_that_the_disk_stops_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with waiting_work(tmp_path) as page:
        before, action = page.files(), place(page)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(atomic_file, "keep_data", full)
        answer = page.posted(action)
        assert answer.status_code == 500
        assert answer.get_json()["error"].startswith("A file cannot be read or written")
        assert page.files() == before


def test_a_kill_in_the_middle_leaves_the_whole_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with waiting_work(tmp_path) as page:
        before, action = page.files(), place(page)

        def killed(*_: object) -> None:
            raise SystemExit(9)

        monkeypatch.setattr(writing, "write_at_once", killed)
        with pytest.raises(SystemExit):
            page.posted(action)
        assert page.files() == before
        monkeypatch.undo()
        assert page.posted(action).status_code == 200


def test_an_error_of_beancount_is_corrected_first(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        action = place(page)
        main = tmp_path / "ledger" / "main.beancount"
        main.write_text(main.read_text("utf-8") + '2025-02-01 * "x\n', "utf-8")
        page.again()
        before = page.files()
        assert "First correct the books" in page.drawn().text
        answer = page.posted(action, "")
        assert answer.status_code in {409, 422}
        assert page.files() == before


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("ledger/main.beancount", '2025-02-01 * "x\n', "main.beancount:"),
        ("ledger/main.beancount", 'plugin "not.agreed"\n', "main.beancount:"),
        ("members.yaml", "members: [\n", "members.yaml"),
    ],
)
def test_books_that_are_broken_since_are_told_as_that(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    with waiting_work(tmp_path) as page:
        seen, action = page.seen(), place(page)
        file = tmp_path / name
        file.write_text(file.read_text("utf-8") + text, "utf-8")
        before = page.files()
        answer = page.posted(action, seen)
        said = answer.get_json()["error"]
        assert answer.status_code == 409
        assert said.startswith(
            "The books changed since this page was drawn, and something is wrong in "
            "them now, so nothing was written. Correct that first. "
        )
        assert where in said
        assert page.files() == before


def test_a_closed_period_stays_as_it_is(tmp_path: Path) -> None:
    main = make_books(tmp_path)
    (main.parent / "2025" / "2025-02-ing.beancount").write_text(WAITING, "utf-8")
    with main.open("a") as text:
        text.write("2025-01-01 open Assets:Clearing:Unallocated EUR\n")
        text.write(PAGES)
    for month in ("2025-01", "2025-02"):
        close(main, month, day=dt.date(2025, 3, 1))
    with working_on(main) as page:
        (key,) = {one["value"] for one in page.drawn().select("[name=line]")}
        kind = ["Expenses:Coop:Rent"]
        why = page.refused(
            "place", line=key, whose=[""], kind=kind, vat=[""], amount=[""]
        )
        assert "2025-02 was closed on 2025-03-01" in why


def test_undo_is_exact_and_only_of_books_as_they_were_left(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        before, action = page.files(), place(page)
        assert page.refused("undo") == "There is nothing to undo."
        assert page.posted(action).status_code == 200
        after = page.files()
        undo = page.drawn().select_one("form[data-pp-do=undo]")
        assert undo is not None
        assert page.done("undo")["said"].startswith("Undone: 2025-02-03, 121.00 Klant")
        assert page.files() == before
        assert page.drawn().select("form[data-pp-do=undo]") == []
        assert page.refused("undo") == "There is nothing to undo."

        assert page.posted(action).status_code == 200
        assert page.files() == after
        file = tmp_path / "members.yaml"
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        page.again()
        assert page.drawn().select("form[data-pp-do=undo]") == []
        answer = page.posted({"do": "undo"})
        assert (answer.status_code, answer.get_json()["error"]) == (409, CHANGED)


def test_a_new_error_is_told_with_what_was_written(tmp_path: Path) -> None:
    with waiting_work(tmp_path, line(3, "-40.00", "Iemand", "huur")) as page:
        (key,) = (one["value"] for one in page.drawn().select("[name=line]")[:1])
        told = page.done(
            "place",
            line=key,
            whose=["L02"],
            kind=["Expenses:Members:*:Costs"],
            vat=[""],
            amount=[""],
        )
        assert told["places"][0]["text"] == "ledger/2025/2025-02-ing.beancount:3"
        assert [one[:4] for one in told["errors"]] == ["EV01", "PF02"]


def test_an_answer_is_in_the_language_of_the_reader(tmp_path: Path) -> None:
    with waiting_work(tmp_path) as page:
        seen, action = page.seen(), place(page)
        file = tmp_path / "members.yaml"
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        answer = page.posted(action, seen, language="nl")
        assert answer.get_json()["error"].startswith("De boeken zijn veranderd")

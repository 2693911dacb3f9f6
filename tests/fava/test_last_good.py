"""Books that cannot be shown any more stay as they were, and every page says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait
from tests.fava.conftest import Site, serving
from tests.support import HEAD, MEMBERS, write_books

from paraplu.fava import gate, importing
from paraplu.fava.app import fava_on
from paraplu.fava.ledger import GuardedLedger
from paraplu.ledger.loader import Loaded
from paraplu.ledger.remembered.loading import Memory
from paraplu.ledger.source import LedgerText, files, importers
from paraplu.register import Register

EXTENSION = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'
SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
OLDER = "These are the books as they were before the last change."
OUDER = "Dit zijn de boeken van vóór de laatste wijziging."


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what could not be loaded be tried again without waiting."""
    monkeypatch.setattr(gate, "_AGAIN", 0.0)
    monkeypatch.setattr(gate, "_TIMES", 0)


def append(text: str) -> Callable[[Path], None]:
    def change(main: Path) -> None:
        main.write_text(main.read_text("utf-8") + text, "utf-8")

    return change


def overwrite(name: str, data: bytes) -> Callable[[Path], None]:
    def change(main: Path) -> None:
        (main.parents[1] / name).write_bytes(data)

    return change


def without(name: str) -> Callable[[Path], None]:
    return lambda main: (main.parents[1] / name).unlink()


def to_folder(main: Path) -> None:
    main.unlink()
    main.mkdir()


# Beancount stops on it while it books, which nothing in the text can tell beforehand.
NOTHING_COSTS = '2025-03-02 * "x"\n  Assets:A  0 USD {{5 EUR}}\n  Assets:B\n'

# What is done to the books, and what the notice then says of it.
CHANGES = [
    (append('2025-03-02 * "x"\n  Assets:A  1/0 EUR\n  Assets:B\n'), "computed"),
    (append("2025-03-02 price USD 1/0 EUR\n"), "computed"),
    (append("2025-03-02 balance Assets:A 1 ~ 1/0 EUR\n"), "computed"),
    (append('2025-03-02 custom "x" 1/0\n'), "computed"),
    (append('2025-03-02 * "x"\n  share: 1/0\n'), "computed"),
    (append('2025-03-02 * "x"\n  Assets:A 1 USD {1/0 EUR}\n'), "computed"),
    (append('2025-03-02 * "x"\n  Assets:A 0 USD {{5 EUR}}\n'), "DivisionByZero"),
    (append('2025-03-02 * "x"\n  Assets:A ' + "9" * 30 + " EUR\n"), "15 digits"),
    (append(";" + "x" * files.LONGEST_LINE), "longer than"),
    (append('include "nowhere/"\ninclude "/dev/zero"\n'), "outside"),
    (append('plugin "evil"\n'), "evil"),
    (append('2025-01-01 custom "fava-extension" "evil"\n'), "evil"),
    (append(NOTHING_COSTS), "DivisionByZero"),
    (overwrite("ledger/main.beancount", b"\xff"), "UTF-8"),
    (overwrite("ledger/main.beancount", b"\0"), "text file"),
    (overwrite("members.yaml", b"\xff"), "UTF-8"),
    (without("members.yaml"), "There is no file"),
    (without("ledger/main.beancount"), "There is no file"),
    (to_folder, "is a folder"),
]


def ledger_of(app: Flask) -> GuardedLedger:
    ledger: GuardedLedger = app.config["LEDGERS"]["beancount"]
    return ledger


def said(app: Flask, language: str = "en") -> str:
    client = app.test_client()
    page = "/beancount/paraplu-notice"
    return client.get(page, headers={"Accept-Language": language}).text


@pytest.mark.parametrize(("change", "why"), CHANGES)
def test_the_last_good_books_stay_and_the_newest_come_back(
    tmp_path: Path, change: Callable[[Path], None], why: str
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + EXTENSION)
    register = main.parents[1] / "members.yaml"
    sound = main.read_text("utf-8")
    with fava_on(main) as app:
        ledger = ledger_of(app)
        before = ledger.all_entries, list(ledger.errors)
        assert said(app) == ""
        change(main)
        ledger.load_file()
        assert said(app).startswith(OLDER), said(app)
        assert why in said(app)
        assert said(app, "nl").startswith(OUDER)
        assert ledger.all_entries is before[0]
        assert OLDER in ledger.errors[0].message
        assert [one for one in before[1] if one not in ledger.errors] == []
        client = app.test_client()
        for page in ("income_statement/", "extension/ParapluMembers/"):
            answer = client.get(f"/beancount/{page}")
            assert answer.status_code == 200
            assert OLDER in answer.text
        assert "Market" in client.get("/beancount/api/journal").text

        if main.is_dir():
            main.rmdir()
        main.write_text(sound + SALE.replace("03-01", "03-09"), "utf-8")
        register.write_text(MEMBERS, "utf-8")
        # By being tried again, for nothing of it may have been watched.
        assert ledger.changed()
        # What was watched after all may be seen only now.
        ledger.changed()
        assert not ledger.changed()
        assert said(app) == ""
        assert len(ledger.all_entries_by_type.Transaction) == 2
        assert [one for one in ledger.errors if OLDER in one.message] == []
        answer = client.get("/beancount/extension/ParapluMembers/")
        assert OLDER not in answer.text


def test_a_file_that_was_not_of_the_books_before(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    more = main.with_name("more.beancount")
    more.write_text('2025-03-02 * "x"\n  Assets:A 1/0 EUR\n', "utf-8")
    with fava_on(main) as app:
        ledger = ledger_of(app)
        append('include "more.beancount"\n')(main)
        ledger.load_file()
        assert f"{more}:2" in said(app)
        assert more in ledger.paths_to_watch()[0]
        mtime = ledger.mtime
        more.write_text("", "utf-8")
        assert ledger.changed()
        assert ledger.mtime > mtime
        assert said(app) == ""


def test_only_whole_files_are_changed_meanwhile(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    sound = main.read_text("utf-8")
    with fava_on(main, write=True) as app:
        client = app.test_client()
        address = "/beancount/api/source"
        page = client.get(address, query_string={"filename": str(main)}).get_json()
        broken = sound.replace("100.00 EUR\n", "1/0 EUR\n")
        body = {"file_path": str(main), "source": broken}
        answer = client.put(
            address, json={**body, "sha256sum": page["data"]["sha256sum"]}
        )
        assert answer.status_code == 200
        ledger_of(app).load_file()
        assert said(app).startswith(OLDER)
        for path in ("add_entries", "source_slice", "attach_document", "move"):
            answer = client.put(f"/beancount/api/{path}", json={})
            assert answer.status_code == 409
            assert "in the editor" in answer.get_json()["error"]
        assert main.read_text("utf-8") == broken
        page = client.get(address, query_string={"filename": str(main)}).get_json()
        body = {"file_path": str(main), "source": sound}
        answer = client.put(
            address, json={**body, "sha256sum": page["data"]["sha256sum"]}
        )
        assert answer.status_code == 200
        ledger_of(app).load_file()
        assert said(app) == ""


IMPORTERS = '2025-01-01 custom "fava-option" "import-config" "import_config.py"\n'
OURS = "CONFIG = []\n"


def theirs(mark: Path) -> str:
    return f"open({str(mark)!r}, 'w').close()\nCONFIG = []\n"


def test_the_importers_of_books_that_are_refused_do_not_run(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    config, mark = main.with_name("import_config.py"), tmp_path / "it-ran"
    config.write_text(OURS, "utf-8")
    with fava_on(main) as app:
        ledger = ledger_of(app)
        config.write_text(theirs(mark), "utf-8")
        ledger.load_file()
        assert said(app).startswith(OLDER)
        assert "import_config.py" in said(app)
        assert not mark.exists()
        assert ledger.ingest.loaded_config is not None
        config.write_text("HOOKS = []\n" + OURS, "utf-8")
        ledger.load_file()
        assert said(app) == ""


def test_importers_that_change_while_books_are_loaded_do_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    config, mark = main.with_name("import_config.py"), tmp_path / "it-ran"
    config.write_text(OURS, "utf-8")
    with fava_on(main) as app:

        def meanwhile(memory: Memory, text: LedgerText, register: Register) -> Loaded:
            loaded = remembered(memory, text, register)
            config.write_text(theirs(mark), "utf-8")
            return loaded

        remembered = Memory.load
        monkeypatch.setattr(Memory, "load", meanwhile)
        ledger_of(app).load_file()
        assert "changed while" in ledger_of(app).errors[0].message
        assert not mark.exists()
        # It is tried again, and judged with the rest of the text.
        assert "import_config.py" in said(app)
        assert not mark.exists()


@pytest.mark.parametrize("there", [True, False])
def test_importers_are_run_as_they_were_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    config, mark = main.with_name("import_config.py"), tmp_path / "it-ran"
    config.write_text(OURS, "utf-8")
    judge = importers.plain_code

    def judged(file: Path) -> object:
        code = judge(file)
        config.write_text(theirs(mark), "utf-8")
        return code

    with fava_on(main) as app:
        if there:
            config.write_text("HOOKS = []\n" + OURS, "utf-8")
        else:
            config.unlink()
        monkeypatch.setattr(importing, "plain_code", judged)
        ledger_of(app).load_file()
        assert config.exists() is there
        assert not mark.exists()
        assert (ledger_of(app).ingest.loaded_config is not None) is there
        config.write_text(theirs(mark), "utf-8")
        # It runs no more than the next one does, which is judged by itself.
        ledger_of(app).load_file()
        assert "import_config.py" in said(app)
        assert not mark.exists()


def test_importers_that_are_signs_by_another_name_do_not_run(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    config, mark = main.with_name("import_config.py"), tmp_path / "it-ran"
    # In UTF-7 the text between its quotes ends there.
    hidden = theirs(mark).encode("utf-7").decode()
    config.write_text(f'# coding: utf-7\n"""+ACIAIgAi-\n{hidden}"""\n', "utf-8")
    with fava_on(main) as app:
        assert "CK03" in str(ledger_of(app).errors)
        assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [("CONFIG = [1]\n", "protocol"), ("CONFIG = [][0]\n", "IndexError")],
)
def test_importers_that_fail_are_told_in_a_line(
    tmp_path: Path, text: str, why: str
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    main.with_name("import_config.py").write_text(text, "utf-8")
    with fava_on(main, allowed=["import_config.py"]) as app:
        (told,) = [one.message for one in ledger_of(app).errors if why in one.message]
        assert told.startswith("The import page does not work, because of ")
        assert "Traceback" not in told
        main.with_name("import_config.py").unlink()
        ledger_of(app).load_file()
        (gone,) = [one for one in ledger_of(app).errors if "import page" in one.message]
        assert gone.message.endswith("it cannot be read: it is not there.")


def test_importers_that_were_allowed_run_again_when_they_change(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + IMPORTERS)
    config, mark = main.with_name("import_config.py"), tmp_path / "it-ran"
    config.write_text(OURS, "utf-8")
    with fava_on(main, allowed=["import_config.py"]) as app:
        config.write_text(theirs(mark), "utf-8")
        ledger_of(app).load_file()
        assert said(app) == ""
        assert mark.exists()


def test_what_is_tried_again_does_not_reload_the_pages(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    with fava_on(main) as app:
        ledger = ledger_of(app)
        overwrite("ledger/main.beancount", b"\xff")(main)
        ledger.load_file()
        mtime = ledger.mtime
        ledger.watcher.check()
        assert not ledger.changed()
        assert ledger.mtime >= mtime


def test_why_is_text_in_the_page(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    with fava_on(main) as app:
        append('include "<img src=x onerror=alert(1)>/../../../x"\n')(main)
        ledger_of(app).load_file()
        answer = app.test_client().get("/beancount/journal/")
        assert said(app).startswith(OLDER)
        assert app.test_client().get("/beancount/paraplu-notice").mimetype == (
            "text/plain"
        )
    assert "<img src=x" not in answer.text.split("</p>")[0]


def test_the_bar_comes_and_goes_in_a_browser(
    tmp_path: Path, chromium: webdriver.Chrome
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + EXTENSION)
    sound = main.read_text("utf-8")
    with fava_on(main) as app, serving(Site(app, main)) as home:

        def wait_for(text: str) -> None:
            WebDriverWait(chromium, 40).until(
                lambda browser: text in _bar(browser) if text else not _bar(browser)
            )

        chromium.get(home + "income_statement/")
        wait_for("")
        append('2025-03-02 * "x"\n  Assets:A  1/0 EUR\n')(main)
        wait_for("cannot be computed")
        main.write_text(sound, "utf-8")
        wait_for("")


def _bar(browser: webdriver.Chrome) -> str:
    return browser.find_element("id", "paraplu-notice").text

"""Receipts laid on entries from the page: one line more, and one file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from tests.bookkeeping.receipts.pictures import HEIC, photo
from tests.fava.conftest import words
from tests.fava.work import WorkPage, working_on
from tests.support import HEAD, MEMBERS, report_on, told, write_books

PDF = b"%PDF-1.4\n% a bill\n"
LEDGER = """\
2025-03-01 * "Market" "Two tables" #sold
  Assets:Bank                    200.00 EUR
  Income:Members:L01:Sales      -200.00 EUR

2025-03-03 * "Zagerij De Vries B.V." "Wood"
  ; a comment that stays
  Expenses:Members:L01:Costs      40.00 EUR ; and this
  Assets:Bank                    -40.00 EUR

2025-03-04 * "Verfwinkel" "Paint" ^paint
  receipt: "documents/gone.pdf"
  Expenses:Members:L01:Costs      12.50 EUR
  Assets:Bank                    -12.50 EUR

2025-03-05 * "Verfwinkel" "More paint" ^paint
  Expenses:Members:L01:Costs      20.00 EUR
  Assets:Bank                    -20.00 EUR
"""
WOOD = "documents/L01/2025/2025-03-03-zagerij-de-vries-b-v"


@contextmanager
def receipts(
    folder: Path, ledger: str = LEDGER, files: dict[str, bytes] | None = None
) -> Iterator[WorkPage]:
    """Show books in which receipts are missing."""
    head = HEAD.replace("\n\n", '\noption "documents" "documents"\n')
    main = write_books(folder, ledger, head=head)
    (main.parent / "documents").mkdir()
    for name, data in (files or {}).items():
        path = main.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with working_on(main) as page:
        page.commit()
        yield page


def numbers(page: WorkPage) -> dict[str, str]:
    """Return the numbers of the entries without a receipt, by their words."""
    return {
        words(row.select("strong")[0]): str(row.select("[name=entry]")[0]["value"])
        for row in page.drawn(do="receipts").select(".pp-rows li")
    }


def test_each_entry_without_a_receipt_has_a_row(tmp_path: Path) -> None:
    with receipts(tmp_path) as page:
        assert list(numbers(page)) == [
            "Verfwinkel · More paint",
            "Verfwinkel · Paint",
            "Zagerij De Vries B.V. · Wood",
        ]
        row = page.drawn(do="receipts").select(".pp-rows li")[2]
        assert words(row).startswith(
            "Zagerij De Vries B.V. · Wood 3 Mar 2025 · L01 40.00"
        )


@pytest.mark.parametrize(
    ("data", "suffix"), [(PDF, ".pdf"), (photo(), ".jpg"), (HEIC, ".jpg")]
)
def test_a_receipt_is_one_line_and_one_file(
    tmp_path: Path, data: bytes, suffix: str
) -> None:
    with receipts(tmp_path) as page:
        before = page.files()
        entry = numbers(page)["Zagerij De Vries B.V. · Wood"]
        # What it is called there says nothing.
        sent = (data, "../../../evil.exe")
        answered = page.done("receipt", entry=entry, file=sent)
        assert answered["said"] == (
            "The receipt is laid on 2025-03-03, Zagerij De Vries B.V."
        )
        assert [one["text"] for one in answered["places"]] == [
            "ledger/main.beancount:10",
            f"ledger/{WOOD}{suffix}",
        ]
        assert answered["errors"] == []
        new = set(page.files()) - set(before)
        assert new == {f"ledger/{WOOD}{suffix}"}
        assert f'+  receipt: "{WOOD}{suffix}"\n' in page.diff()
        text = (tmp_path / "ledger" / "main.beancount").read_text("utf-8")
        assert (
            '2025-03-03 * "Zagerij De Vries B.V." "Wood"\n'
            f'  receipt: "{WOOD}{suffix}"\n'
            "  ; a comment that stays\n"
            "  Expenses:Members:L01:Costs      40.00 EUR ; and this\n"
        ) in text
        page.done("undo")
        assert page.files() == before


def test_a_receipt_that_was_not_there_takes_the_place_of_its_name(
    tmp_path: Path,
) -> None:
    with receipts(tmp_path) as page:
        entry = numbers(page)["Verfwinkel · Paint"]
        page.done("receipt", entry=entry, file=(PDF, "a.pdf"))
        name = "documents/L01/2025/2025-03-04-verfwinkel.pdf"
        assert '-  receipt: "documents/gone.pdf"\n' in page.diff()
        assert f'+  receipt: "{name}"\n' in page.diff()
        # What shares a link may show the same file, which is there once.
        entry = numbers(page)["Verfwinkel · More paint"]
        page.done("receipt", entry=entry, file=(PDF, "b.pdf"))
        assert page.diff().count(f'+  receipt: "{name}"\n') == 2
        files = [one for one in page.files() if one.endswith(".pdf")]
        assert files == [f"ledger/{name}"]


def saying(text: str) -> bytes:
    """Return a PDF of one page with a text."""
    writer, drawn = PdfWriter(), DecodedStreamObject()
    page = writer.add_blank_page(300, 200)
    drawn.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = drawn
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (saying("Totaal EUR 999,99"), ["This receipt does not say 40.00"]),
        (saying("Totaal EUR 40,00"), []),
        (saying("33,06 21% 6,94 Totaal 40.00"), []),
        # What says no amount, or cannot be read, is not said to be another one.
        (saying("Bon 12"), []),
        (photo(), []),
        (PDF, []),
    ],
)
def test_a_receipt_of_another_amount_is_laid_and_told(
    tmp_path: Path, data: bytes, told: list[str]
) -> None:
    with receipts(tmp_path) as page:
        entry = numbers(page)["Zagerij De Vries B.V. · Wood"]
        answered = page.done("receipt", entry=entry, file=(data, "a.pdf"))
        assert [one.split(",")[0] for one in answered["errors"]] == told
        assert "Wood" not in "".join(numbers(page))


def test_one_receipt_shows_one_purchase(tmp_path: Path) -> None:
    with receipts(tmp_path) as page:
        every = numbers(page)
        wood = every["Zagerij De Vries B.V. · Wood"]
        page.done("receipt", entry=wood, file=(photo(), "a.jpg"))
        why = page.refused(
            "receipt", entry=every["Verfwinkel · Paint"], file=(photo(), "b.jpg")
        )
        assert why == (
            "This receipt is already with the entry of 2025-03-03 (Zagerij De Vries "
            "B.V.). One receipt shows one purchase (EV05)."
        )
        # Another photo is another receipt.
        other = photo(shade=90)
        page.done("receipt", entry=every["Verfwinkel · Paint"], file=(other, "b.jpg"))
        assert (
            page.refused("receipt", entry=wood, file=(photo(shade=40), "c.jpg"))
            == "This entry has a receipt already."
        )


def test_what_is_no_receipt_is_refused(tmp_path: Path) -> None:
    with receipts(tmp_path) as page:
        entry = numbers(page)["Verfwinkel · Paint"]
        assert page.refused("receipt", entry=entry) == "Choose a file first."
        why = page.refused("receipt", entry=entry, file=(b"<svg>", "a.png"))
        assert why.startswith("This is not a PDF or a photo.")
        for number in ("-1", "4", "99999"):
            why = page.refused("receipt", entry=number, file=(PDF, "a.pdf"))
            assert why == "There is no such entry.", number


def test_the_inbox_offers_the_likeliest_entry_first(tmp_path: Path) -> None:
    inbox = "documents/inbox"
    files = {
        f"{inbox}/verf 12,50.jpg": photo(day="2020:01:01 10:00:00"),
        f"{inbox}/zomaar.jpg": photo(day="2025:03:03 10:00:00", shade=9),
        f"{inbox}/.hidden.jpg": photo(),
        f"{inbox}/README.md": b"words",
    }
    with receipts(tmp_path, files=files) as page:
        drawn = page.drawn(do="receipts")
        choices = [words(one) for one in drawn.select(".pp-choices button")]
        assert choices[0] == "1 4 Mar 2025 Verfwinkel · Paint · L01 12.50"
        drawn = page.drawn(do="receipts", file="zomaar.jpg")
        choices = [words(one) for one in drawn.select(".pp-choices button")]
        assert choices[0] == "1 3 Mar 2025 Zagerij De Vries B.V. · Wood · L01 40.00"

        entry = str(drawn.select(".pp-choices button")[0]["value"])
        before = page.files()
        page.done("receipt", entry=entry, inbox="zomaar.jpg")
        assert f"ledger/{inbox}/zomaar.jpg" not in page.files()
        assert f"ledger/{WOOD}.jpg" in page.files()
        page.done("undo")
        assert page.files() == before
        assert page.done("discard", inbox="zomaar.jpg")["said"] == (
            "zomaar.jpg is deleted."
        )
        assert page.refused("discard", inbox="zomaar.jpg") == (
            "There is no file of this name in the inbox."
        )


RENT = """\
2025-03-01 * "Market" "Two tables" #sold
  Assets:Bank                    300.00 EUR
  Income:Members:L01:Sales      -300.00 EUR

2025-03-06 * "Verhuur Loods" "Rent of March"
  Expenses:Coop:Rent             100.00 EUR
  Assets:VAT:Receivable           21.00 EUR
  Assets:Bank                   -121.00 EUR
"""


def test_a_receipt_of_the_cooperative_is_laid_although_no_rule_misses_it(
    tmp_path: Path,
) -> None:
    files = {"documents/inbox/huur 121,00.jpg": photo()}
    with receipts(tmp_path, RENT, files) as page:
        drawn = page.drawn(do="receipts")
        # The sale is no purchase, and no rule asks for this one.
        assert [words(one) for one in drawn.select(".pp-choices button")] == [
            "1 6 Mar 2025 Verhuur Loods · Rent of March 121.00"
        ]
        assert drawn.select(".pp-rows li") == []
        entry = str(drawn.select(".pp-choices button")[0]["value"])
        page.done("receipt", entry=entry, inbox="huur 121,00.jpg")
        name = "documents/coop/2025/2025-03-06-verhuur-loods.jpg"
        assert page.diff() == f'+  receipt: "{name}"\n'
        sent = (photo(shade=90), "other.jpg")
        page.done("keep", file=sent)
        said = words(page.drawn(do="receipts"))
        assert "Every purchase in the books has its receipt already." in said


def test_the_amount_is_that_of_the_receipt_with_its_vat(tmp_path: Path) -> None:
    ledger = LEDGER.partition("\n\n")[0] + (
        '\n\n2025-03-06 * "Gamma" "Screws"\n'
        "  Expenses:Members:L01:Costs      30.00 EUR\n"
        "  Assets:VAT:Receivable            6.30 EUR\n"
        "  Assets:Bank                    -36.30 EUR\n"
        '\n2025-03-07 * "Gamma" "Nails, and paint that has its receipt"\n'
        "  Expenses:Members:L01:Costs      20.00 EUR\n"
        "  Expenses:Members:L01:Costs      10.00 EUR\n"
        '    receipt: "documents/paint.jpg"\n'
        "  Assets:VAT:Receivable            6.30 EUR\n"
        "  Assets:Bank                    -36.30 EUR\n"
    )
    files = {"documents/inbox/36,30.jpg": photo(), "documents/paint.jpg": photo()}
    with receipts(tmp_path, ledger, files) as page:
        drawn = page.drawn(do="receipts")
        rows = [words(one.select(".num")[0]) for one in drawn.select(".pp-rows li")]
        assert rows == ["20.00", "36.30"]
        assert words(drawn.select(".pp-choices button")[0]).endswith("L01 36.30")
        answer = page.client.get(f"/{page.slug}/extension/ParapluToDo/")
        said = "There is no receipt for 30.00 (36.30 with VAT) on"
        assert said in words(BeautifulSoup(answer.text, "lxml"))


def test_what_misses_a_receipt_goes_before_what_may_have_one(tmp_path: Path) -> None:
    ledger = LEDGER + RENT.partition("\n\n")[2]
    files = {"documents/inbox/x.jpg": photo()}
    with receipts(tmp_path, ledger, files) as page:
        choices = page.drawn(do="receipts").select(".pp-choices button")
        assert [words(one).split(" · ")[0] for one in choices] == [
            "1 5 Mar 2025 Verfwinkel",
            "2 4 Mar 2025 Verfwinkel",
            "3 3 Mar 2025 Zagerij De Vries B.V.",
            "4 6 Mar 2025 Verhuur Loods",
        ]
        assert len(numbers(page)) == 3


def test_what_is_put_in_the_inbox_is_kept_once(tmp_path: Path) -> None:
    with receipts(tmp_path) as page:
        sent = (photo(), "Foto's/IMG 01.JPG")
        assert page.done("keep", file=sent)["said"].endswith("is in the inbox.")
        (name,) = [one for one in page.files() if "/inbox/" in one]
        assert Path(name).name == "img-01.jpg"
        names = (
            ("Verf 12.50.png", "verf-12,50.png"),
            ("...", "receipt.png"),
            ("../12,50/a,,.png", "a.png"),
            ("1.250,00 x.png", "1-250,00-x.png"),
        )
        for n, (called, kept) in enumerate(names):
            page.done("keep", file=(photo(form="PNG", shade=n), called))
            assert f"ledger/documents/inbox/{kept}" in page.files(), called
        assert page.refused("keep", file=sent).startswith("This is in the inbox")
        answer = page.client.get(
            f"/{page.slug}/extension/ParapluWork/paper?inbox={Path(name).name}"
        )
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        with Image.open(io.BytesIO(answer.data)) as picture:
            assert picture.height == 2 * picture.width


@pytest.mark.parametrize(
    "name", ["", "..", "../main.beancount", "/etc/passwd", "link.pdf", "x\0.pdf"]
)
def test_nothing_but_the_inbox_is_shown_or_deleted(tmp_path: Path, name: str) -> None:
    with receipts(tmp_path, files={"documents/inbox/a.pdf": PDF}) as page:
        link = tmp_path / "ledger" / "documents" / "inbox" / "link.pdf"
        link.symlink_to(tmp_path / "members.yaml")
        assert page.refused("discard", inbox=name).startswith("There is no file")
        answer = page.client.get(
            f"/{page.slug}/extension/ParapluWork/paper", query_string={"inbox": name}
        )
        assert answer.status_code in {400, 404}
        assert (tmp_path / "members.yaml").read_text("utf-8") == MEMBERS


@pytest.mark.parametrize(
    ("value", "found"),
    [("2025-03-03 bon.pdf", []), ("2025-03-03 bonn.pdf", ["EV02 L01 9"])],
)
def test_a_name_alone_is_that_of_a_document_of_the_account(
    tmp_path: Path, value: str, found: list[str]
) -> None:
    """As Fava writes it for a file that is dropped on an entry in its journal."""
    ledger = LEDGER.partition('2025-03-04 * "Verf')[0].replace(
        "  ; a comment that stays\n", f'  document: "{value}"\n'
    )
    name = "documents/Expenses/Members/L01/Costs/2025-03-03 bon.pdf"
    head = HEAD.replace("\n\n", '\noption "documents" "documents"\n')
    report = report_on(tmp_path, ledger, head=head, files={name: "a bill"})
    assert [one for one in told(report.verdict.findings) if "EV" in one] == found

"""Two browsers at the same job: the second is told, and nothing is written by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, get_args

import pytest
from tests.bookkeeping.invoices.books import CAKES
from tests.bookkeeping.receipts.pictures import photo
from tests.bookkeeping.sending.conftest import Mailbox, mailbox
from tests.fava.test_work_board import board
from tests.fava.test_work_door import CHANGED, place
from tests.fava.test_work_import import importing, sent
from tests.fava.test_work_invoices import CUSTOMER, DRAFT, invoices
from tests.fava.test_work_pay import bills, keys
from tests.fava.test_work_receipts import PDF, numbers, receipts
from tests.fava.work import WorkPage, waiting_work, working_on

from paraplu.fava.doing.actions import Action

__all__ = ["mailbox"]
Acted = dict[str, Any]
LATE = dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)


class Browsers:
    """Two browsers that both show the books as they were; what they did so far."""

    def __init__(self) -> None:
        self.did: set[str] = set()

    def both(
        self, page: WorkPage, action: Acted, file: tuple[bytes, str] | None = None
    ) -> None:
        """Do something in one, and then in the other, which is told to look again."""
        seen = page.seen()
        first = page.posted(action, seen, file=file)
        assert first.status_code == 200, first.text
        assert "said" in first.get_json(), first.text
        after = page.files()
        second = page.posted(action, seen, file=file)
        assert (second.status_code, second.get_json()) == (409, {"error": CHANGED})
        assert page.files() == after
        self.did.add(action["do"])


@pytest.mark.no_cover
def test_at_each_job_the_second_looks_again(tmp_path: Path, mailbox: Mailbox) -> None:
    two = Browsers()
    with waiting_work(tmp_path / "waiting") as page:
        two.both(page, place(page))
    with importing(tmp_path / "bank") as page:
        two.both(page, {"do": "import", "sure": "yes"}, sent(tmp_path))
    with receipts(tmp_path / "receipts") as page:
        two.both(page, {"do": "keep"}, (photo(), "zomaar.jpg"))
        two.both(page, {"do": "discard", "inbox": "zomaar.jpg"})
        entry = next(iter(numbers(page).values()))
        two.both(page, {"do": "receipt", "entry": entry}, (PDF, "a.pdf"))
    with board(tmp_path / "board") as page:
        two.both(page, {"do": "contribute", "month": "2025-02"})
        two.both(page, ASKED)
        two.both(page, DECIDED)
    with bills(tmp_path / "bills") as page:
        two.both(page, {"do": "pay", "bills": keys(page)})
    with invoices(tmp_path / "invoices", draft=CAKES) as page:
        two.both(page, {"do": "customer", **CUSTOMER})
        two.both(page, {"do": "draft", "sure": "yes", **DRAFT})
        two.both(page, {"do": "drop", "draft": "2025/draft-taart-voor-b.yaml"})
        two.both(page, {"do": "issue", "sure": "yes", "draft": "2025/cakes.yaml"})
        two.both(page, {"do": "send", "sure": "yes", "number": "2025-0001"})
    main = tmp_path / "invoices" / "ledger" / "main.beancount"
    with working_on(main, now=LATE) as page:
        two.both(page, {"do": "remind", "number": "2025-0001"})
        two.both(page, {"do": "credit", "sure": "yes", "number": "2025-0001"})
    assert len(mailbox.got) == 1
    # Of each thing that a page can do.
    assert two.did == {one.__struct_config__.tag for one in get_args(Action)}


ASKED = {
    "do": "ask",
    "member": "L01",
    "purpose": "training",
    "amount": "40",
    "what": "a course",
}
DECIDED = {
    "do": "decide",
    "request": "L01-2025-001",
    "by": "L02",
    "verdict": "yes",
    "sure": "yes",
}

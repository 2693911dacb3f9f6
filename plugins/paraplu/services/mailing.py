"""Documents that go by e-mail: what is to go, and each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.sending.delivering import deliver
from paraplu.bookkeeping.sending.planning import MailPlan, Planning
from paraplu.bookkeeping.sending.record import MailRecord
from paraplu.bookkeeping.sending.settings import mail_settings
from paraplu.bookkeeping.sending.transport import server

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping

    from paraplu.bookkeeping.sending.planning import NotSent
    from paraplu.services.invoicing import InvoicingBooks


class MailAsked(NamedTuple):
    """Which documents are to go: invoices, or their letters, of all where none is said.

    `again` has those go that went before, and `link` is where one can be paid.
    """

    numbers: Collection[str] = ()
    reminders: bool = False
    again: bool = False
    link: str = ""


class Mailing(NamedTuple):
    """Messages that are to go, why others are not, and the books that they are from."""

    planning: Planning
    plans: tuple[MailPlan, ...]
    left: tuple[NotSent, ...]

    def send(self, clock: Callable[[], dt.datetime]) -> list[NotSent]:
        """Send the messages; return those that did not go, or may not have.

        CannotSend where the server cannot be reached. The books are locked by then.
        """
        if not self.plans:
            return []
        with server(self.planning.settings) as smtp:
            return deliver(self.plans, self.planning, smtp, clock)


def mailing(
    desk: InvoicingBooks,
    asked: MailAsked,
    day: dt.date,
    environment: Mapping[str, str],
    *,
    by_server: bool = True,
) -> Mailing:
    """Return what goes on a day; nothing is sent.

    CannotSend where it is not clear how to send, or what was sent before. Without
    `by_server` messages are only made, and need no server.
    """
    planning = Planning(
        desk.books,
        desk.register,
        desk.invoices,
        MailRecord(desk.folder),
        mail_settings(desk.books.root, environment, server=by_server),
        day,
        asked.again,
        asked.link,
    )
    if asked.reminders:
        found = list(planning.reminders_of(asked.numbers))
    else:
        found = list(planning.invoices_of(asked.numbers or planning.recent()))
    plans = tuple(one for one in found if isinstance(one, MailPlan))
    left = tuple(one for one in found if not isinstance(one, MailPlan))
    return Mailing(planning, plans, left)

"""American Express in the Netherlands: the activity of a card.

It is in Dutch and has the month before the day. What was bought stands above zero,
what was paid to American Express below: here it is the other way round. There is no
balance, and no currency but the euro.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.day_order import month_first
from nl_banks.refusal import Refused
from nl_banks.statement import StatementLine
from nl_banks.table import Cells, Header, Reader, TableLine
from nl_banks.text import clean, key, name

if TYPE_CHECKING:
    import datetime as dt


class AmericanExpress(ColumnTable):
    """The long export; its reference is the key, in quotes of its own."""

    name = "amex"
    bank = "American Express"
    title = "American Express, CSV of the activity of a card"
    needed: ClassVar[Columns] = {
        "day": ("datum",),
        "text": ("omschrijving",),
        "holder": ("kaartlid",),
        "card": ("rekening #",),
        "amount": ("bedrag",),
        "more": ("aanvullende informatie",),
        "shown": ("vermeld op uw rekeningoverzicht als",),
        "key": ("referentie",),
    }
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            shown, more = cell(cells, "shown"), cell(cells, "more")
            text = cell(cells, "text")
            booking = StatementLine(
                line=number,
                date=_day(cell(cells, "day")),
                amount=-values.comma(cell(cells, "amount")),
                currency="EUR",
                payee=name(shown or text),
                narration=clean(f"{text} {more}"),
                reference=key(cell(cells, "key").strip("'")),
            )
            return TableLine(clean(cell(cells, "card")), booking)

        return read


def _day(text: str) -> dt.date:
    """Return a day; Refused, as it stands in the file, where it has the day first."""
    try:
        return month_first(text)
    except Refused:
        raise Refused(
            "“{text}” is not a day as this layout writes it.", text=text
        ) from None


LAYOUTS = (AmericanExpress(),)

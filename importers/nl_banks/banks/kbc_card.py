"""KBC and CBC, in Belgium: what was paid with a credit card.

The amount in euros is what moved: below zero for what was bought. Whether costs are in
it is not known of any file: a line that has them is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.column_table import Columns, ColumnTable
from nl_banks.refusal import Refused
from nl_banks.statement import Original, StatementLine
from nl_banks.table import TableLine
from nl_banks.text import clean, name

if TYPE_CHECKING:
    from decimal import Decimal

    from nl_banks.table import Cells, Header, Reader


_CENT = values.point("0.01")


class KbcCard(ColumnTable):
    """The export of a card as CSV, in Dutch or English; it has no balance, no key."""

    name = "kbc-card"
    bank = "KBC"
    title = "KBC, CSV of a credit card"
    delimiters = ";"
    needed: ClassVar[Columns] = {
        "card": ("kredietkaart", "credit card"),
        "holder": ("kaarthouder", "card holder"),
        "bought": ("datum verrichting", "date transaction"),
        "settled": ("datum verrekening", "settlement date"),
        "amount": ("bedrag", "amount"),
        "currency": ("munt", "currency"),
        "euros": ("bedrag in eur", "amount in eur"),
        "costs": ("kosten op verrichting", "transaction cost"),
        "shop": ("handelaar", "merchant"),
        "text": ("toelichting", "explanation"),
    }
    newest_first = True

    def widths(self, header: Header) -> frozenset[int]:
        """Return how many cells a row may have: it may end with one that is empty."""
        return frozenset({len(header), len(header) + 1})

    def reader(self, header: Header) -> Reader:
        """Return what reads a row; cells are padded with spaces."""
        cell = self.cell(header)

        def read(number: int, cells: Cells) -> TableLine:
            costs = cell(cells, "costs")
            if costs and values.comma(costs):
                raise Refused(
                    "This line has costs of {costs}, and whether they are in the "
                    "amount is not known. Please report it.",
                    costs=costs,
                )
            bought = values.slashed_dmy(cell(cells, "bought"))
            settled = values.slashed_dmy(cell(cells, "settled"))
            moved = values.comma(cell(cells, "euros"))
            booking = StatementLine(
                line=number,
                date=settled,
                amount=moved,
                currency="EUR",
                payee=name(cell(cells, "shop")),
                narration=clean(cell(cells, "text")),
                value_date=None if bought == settled else bought,
                original=_original(
                    cell(cells, "amount"), cell(cells, "currency"), moved
                ),
            )
            return TableLine(clean(cell(cells, "card")), booking)

        return read


def _original(text: str, currency: str, moved: Decimal) -> Original | None:
    """Return what was paid, where that is another currency."""
    if not text or currency in {"", "EUR"}:
        return None
    paid = values.comma(text).copy_sign(moved)
    # The file has nine decimals, which no currency has.
    cents = paid.quantize(_CENT)
    return Original(cents if cents == paid else paid, values.currency(currency))


LAYOUTS = (KbcCard(),)

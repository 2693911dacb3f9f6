"""SumUp's business account: what stands on it, and what is paid from it.

Not to be confused with the transactions report: here the payouts come in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from nl_banks import values
from nl_banks.moment import day_of
from nl_banks.refusal import Refused
from nl_banks.statement import Original, StatementLine
from nl_banks.table import Cells, Header, Reader, StatementTable, TableLine
from nl_banks.text import account_number, clean, key, name

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

# Names of payers come with their account behind them.
_WITH_ACCOUNT = re.compile(r"(.*\S)\s+([A-Z]{2}\d{2}[A-Z0-9]{8,30})", re.ASCII)
_SHORT = re.compile(r"(\d\d)/(\d\d)/(\d\d)", re.ASCII)

_DONE = frozenset({"approvato", "pagamento in entrata", "rimborsata"})
_FAILED = frozenset({"rifiutato", "rifiutata", "annullato", "annullata"})


class SumUpAccount(StatementTable):
    """The layout of 15 columns; only the Italian header is known."""

    name = "sumup-account-15"
    bank = "SumUp"
    title = "SumUp, CSV of a business account, 15 columns"
    headers: ClassVar[tuple[Header, ...]] = tuple(
        (
            "Data transazione",
            "Codice transazione",
            "Tipo transazione",
            "Riferimento",
            "Causale pagamento",
            status,
            "Importo di fatturazione in uscita",
            "Importo di fatturazione in entrata",
            "Valuta della carta",
            "Importo transazione in uscita",
            "Importo transazione in entrata",
            "Valuta della transazione",
            "Tasso di cambio",
            "Commissione",
            "Saldo disponibile",
        )
        # SumUp forgot to translate it, twice.
        for status in (
            "employees.list.columns.status",
            "employees_list_columns_status",
            "Stato",
        )
    )
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine | None:
            day, one, kind, payer, text, state, spent, got, currency, *rest = cells
            paid, received, other, _, fee, left = rest
            if not _went_through(state):
                return None
            payee, account = _split(payer)
            moved, held = _net(spent, got), values.currency(currency)
            booking = StatementLine(
                line=number,
                date=day_of(day, _day),
                amount=moved,
                currency=held,
                payee=name(payee),
                narration=clean(text) or clean(kind),
                counterparty=account_number(account),
                reference=key(one),
                original=(
                    Original(_net(paid, received), values.currency(other))
                    if other.strip() != held
                    else None
                ),
                fee=-values.point(fee),
                after=values.point(left),
            )
            return TableLine("sumup-account", booking)

        return read


class SumUpAccountShort(StatementTable):
    """The layout of 5 columns; only the Italian header is known."""

    name = "sumup-account-5"
    bank = "SumUp"
    title = "SumUp, CSV of a business account, 5 columns"
    headers: ClassVar[tuple[Header, ...]] = (
        (
            "Data transazione",
            "Codice transazione",
            "Riferimento",
            "Importo",
            "Saldo disponibile",
        ),
    )
    newest_first = True

    def reader(self, header: Header) -> Reader:
        """Return what reads a row."""
        del header

        def read(number: int, cells: Cells) -> TableLine:
            day, one, text, amount, left = cells
            booking = StatementLine(
                line=number,
                date=values.iso(day),
                amount=values.point(amount),
                currency="EUR",
                narration=clean(text),
                reference=key(one),
                after=values.point(left),
            )
            return TableLine("sumup-account", booking)

        return read


def _went_through(state: str) -> bool:
    """Tell whether a payment went through; Refused where its state is not known."""
    bare = state.strip().casefold()
    if bare not in _DONE | _FAILED:
        raise Refused(
            "“{state}” is not a status that paraplu knows for this layout. Please "
            "report it.",
            state=state,
        )
    return bare in _DONE


def _net(spent: str, got: str) -> Decimal:
    return values.point(got) - values.point(spent)


def _split(payer: str) -> tuple[str, str]:
    """Return the name of a payer, and the account behind it where there is one."""
    found = _WITH_ACCOUNT.fullmatch(payer.strip())
    return (found[1], found[2]) if found else (payer, "")


def _day(text: str) -> dt.date:
    """Return a day, written as dd/mm/yyyy or dd/mm/yy."""
    found = _SHORT.fullmatch(text)
    return values.slashed_dmy(f"{found[1]}/{found[2]}/20{found[3]}" if found else text)


LAYOUTS = (SumUpAccount(), SumUpAccountShort())

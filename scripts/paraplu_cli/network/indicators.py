"""`paraplu network indicators LAKE 2025`: what a lake says, for the host alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import one_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.base.language import Language
    from paraplu.base.periods import Period
    from paraplu.network.lake.asking import LakeAnswer
    from paraplu.network.lake.queries import Query
    from paraplu.network.lake.views import LakeContents

_DUCKDB = "duckdb"
_MASTER = re.compile(r"spark://[^\s,]+(,[^\s,]+)*|local(\[(\d+|\*)\])?")
_PLACES = 4

_GUIDE = Guide(
    usage=say("[OPTIONS] LAKE PERIOD"),
    about=(
        say(
            "Asks a lake for the indicators of every cooperative in it, over a year, a "
            "quarter or a month: numerator, denominator, and of how many people. The "
            "formulas are files of SQL. DuckDB adds and counts; with --engine a "
            "cluster of Spark does, and comes to the same cents."
        ),
        say(
            "It is for the host alone, who has the books: nothing is withheld here. "
            "What others may see is made by paraplu network report."
        ),
    ),
    examples=(
        ("paraplu network indicators lake/ 2025", say("on the screen")),
        (
            "paraplu network indicators lake/ 2025-Q1 --format csv",
            say("for a spreadsheet"),
        ),
        (
            "paraplu network indicators lake/ 2025 --engine spark://master:7077",
            say("by a cluster"),
        ),
    ),
    statuses=(
        (0, say("all cooperatives of the lake are in it")),
        (1, say("some are not in it; the message says why")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_indicators(lake: Path, period: str, engine: str, form: str) -> int:
    """Show the indicators of a lake; return the exit status."""
    from paraplu.base.language import chosen_language
    from paraplu.network.lake.asking import CannotAsk, asked_over
    from paraplu.network.lake.engine import NotInstalled
    from paraplu.network.lake.views import contents
    from paraplu_cli.places import shown
    from paraplu_cli.stream import emit

    over = _period(period)
    if engine != _DUCKDB and not _MASTER.fullmatch(engine):
        raise Misuse(
            say(
                "“{engine}” is not an engine: duckdb, or the master of a cluster such "
                "as "
                "spark://host:7077.",
                engine=engine,
            )
        )
    language = chosen_language()
    try:
        asked = asked_over(over)
        there = contents(lake, frozenset().union(*(q.tables for q in asked)), over)
        for why in there.refused:
            click.echo(f"paraplu: {language.render(why)}", file=sys.stderr)
        if not there.coops:
            raise Stopped(
                say(
                    "There is nothing to ask in {lake}. Make it with paraplu network "
                    "lake.",
                    lake=shown(lake),
                )
            )
        answers = _ask(engine, there, over, asked)
    except (NotInstalled, CannotAsk) as fault:
        raise Stopped(fault.message) from fault
    if form == "text":
        emit(_as_text(answers, over, language))
    elif form == "csv":
        emit(_as_csv(answers, over), data=True)
    else:
        emit(_as_json(answers, over), data=True)
    return int(bool(there.refused))


def _period(text: str) -> Period:
    from paraplu.base.periods import Period

    period = Period.read(text.upper())
    if period is None:
        raise Misuse(
            say("“{text}” is not a period such as 2026, 2026-Q1 or 2026-03.", text=text)
        )
    return period


def _ask(
    engine: str, there: LakeContents, period: Period, asked: Sequence[Query]
) -> list[LakeAnswer]:
    import os

    from paraplu.network.lake.asking import PYTHON, SparkProgram, ask_duckdb, ask_spark

    if engine == _DUCKDB:
        return ask_duckdb(there, period, asked)
    python = os.environ.get(PYTHON) or "python3"
    return ask_spark(SparkProgram(_program(), python, engine), there, period, asked)


def _program() -> Path:
    """Return the program that asks Spark: beside our commands, or among them."""
    ours = Path(__file__).resolve().parents[1]
    places = (ours.parent / "network_spark", ours / "network_spark")
    return next((one for one in places if one.is_dir()), places[-1]) / "ask.py"


def _rows(answers: Sequence[LakeAnswer], language: Language) -> list[list[str]]:
    return [
        [
            *(one.indicator, one.coop, one.part),
            *(f"{one.numerator:f}", f"{one.denominator:f}", str(one.persons)),
            *_value(one, language),
        ]
        for one in answers
    ]


def _value(one: LakeAnswer, language: Language) -> tuple[str, str]:
    """Return the value as a report has it, and what it is counted in."""
    from decimal import ROUND_HALF_UP, Decimal

    from paraplu.network.definitions import part_of
    from paraplu.network.units import unit_of

    part, value = part_of(one.indicator, one.part), one.told
    if value is None or part is None:
        return "", ""
    rounded = value.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_UP)
    return f"{rounded:f}", language.render(unit_of(one.indicator, part))


def _as_text(answers: Sequence[LakeAnswer], period: Period, language: Language) -> str:
    from paraplu_cli.screen import screen_of
    from paraplu_cli.table import TableColumn, table

    columns = [
        TableColumn(language.render(say("Indicator"))),
        TableColumn(language.render(say("Cooperative"))),
        TableColumn(language.render(say("Part"))),
        TableColumn(language.render(say("Numerator")), right=True),
        TableColumn(language.render(say("Denominator")), right=True),
        TableColumn(language.render(say("People")), right=True),
        TableColumn(language.render(say("Value")), right=True),
        TableColumn(language.render(say("Unit"))),
    ]
    lines = table(columns, _rows(answers, language), screen_of(language))
    return "\n".join([str(period), "", *lines]) + "\n"


def _as_csv(answers: Sequence[LakeAnswer], period: Period) -> str:
    import csv
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("period", *_NAMES))
    writer.writerows([str(period), *row] for row in _data(answers))
    return text.getvalue()


def _data(answers: Sequence[LakeAnswer]) -> list[list[str]]:
    """Return the rows for a program, which are in English."""
    from paraplu.base.language import Language

    return _rows(answers, Language("en"))


_NAMES = (
    *("indicator", "coop", "part", "numerator", "denominator"),
    *("persons", "value", "unit"),
)


def _as_json(answers: Sequence[LakeAnswer], period: Period) -> str:
    from paraplu_cli.output import data

    rows = [dict(zip(_NAMES, row, strict=True)) for row in _data(answers)]
    return data.as_json({"version": 1, "period": str(period), "rows": rows})


command = Command(
    "indicators",
    _GUIDE,
    [
        click.Argument(["lake"], type=click.Path(path_type=Path, file_okay=False)),
        click.Argument(["period"]),
        Option(
            "--engine",
            words=say("What adds and counts: duckdb, or the master of Spark."),
            placeholder=say("ENGINE"),
            default=_DUCKDB,
        ),
        one_format("text", "csv", "json"),
    ],
    show_indicators,
)

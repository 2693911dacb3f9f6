"""Asks a lake for its indicators: of DuckDB in this program, or of Spark beside it."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from paraplu.base.language import Message, say
from paraplu.base.periods import PeriodLength
from paraplu.network.definitions import part_of
from paraplu.network.lake.engine import connected, needed, quoted
from paraplu.network.lake.queries import COLUMNS, Query, queries, translated
from paraplu.network.lake.tables import TABLES
from paraplu.network.lake.views import LARGE, LakeContents, asked_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from paraplu.base.periods import Period

# Names the Python that has Spark.
PYTHON = "PARAPLU_SPARK_PYTHON"
# Parts of which an engine gives a row for each member: no engine takes a median.
OF_EACH: Mapping[str, tuple[str, ...]] = {
    "04-turnover-per-member-month": ("median",),
    "09-thermometer-stock": ("median",),
    "17-time-in-coop": ("left", "staying"),
    "18-hours": ("median",),
}
# What is only asked of three years that no other three share a year with.
_THREE_YEARS, _YEARS = "22-cost-per-durable-exit", 3
# What a program says of itself: the last lines will do.
_LINES = 5


class CannotAsk(Exception):  # noqa: N818 - it says how things are
    """The engine gave no answer; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


class LakeAnswer(NamedTuple):
    """One row: what a cooperative has of an indicator, or of a part of it.

    Of what concerns the network as a whole `coop` is empty. Money is in EUR and above
    zero where it came in.
    """

    indicator: str
    coop: str
    part: str
    numerator: Decimal
    denominator: Decimal
    persons: int

    @property
    def value(self) -> Decimal | None:
        """Numerator ÷ denominator without rounding; None where that is nothing."""
        if not self.denominator:
            return None
        return self.numerator / self.denominator

    @property
    def told(self) -> Decimal | None:
        """The value as a report has it: of shares in percent, of outflow in a year."""
        part, value = part_of(self.indicator, self.part), self.value
        return value if value is None or part is None else value * part.scale


class SparkProgram(NamedTuple):
    """How Spark is asked: the program, the Python for it, and the master to go to."""

    file: Path
    python: str
    master: str


def ask_duckdb(
    there: LakeContents, period: Period, asked: Sequence[Query]
) -> list[LakeAnswer]:
    """Return what DuckDB answers.

    Raises:
        CannotAsk: it gives no answer, such as where there is too much for its memory.
        NotInstalled: it is missing.
    """
    try:
        return sorted(_asked(there, period, asked))
    except needed("duckdb").Error as fault:
        raise CannotAsk(
            say("DuckDB gave no answer: {said}", said=str(fault).splitlines()[0])
        ) from fault


def _asked(
    there: LakeContents, period: Period, asked: Sequence[Query]
) -> Iterator[LakeAnswer]:
    with connected() as connection:
        for table in TABLES:
            connection.execute(
                f"create view {table.name} as {_source(table.name, there.files)}"
            )
        for name, text in _views(period, asked, there.damaged).items():
            # What has few rows is worked out once, and not in every query.
            kind = "view" if name in LARGE else "table"
            connection.execute(f"create {kind} {name} as {text}")
        for query in asked:
            rows = connection.execute(query.text).fetchall()
            yield from _answers(query.key, rows)


def _views(period: Period, asked: Sequence[Query], damaged: int) -> dict[str, str]:
    """Return the views that some queries need."""
    wanted = frozenset[str]().union(*(query.tables for query in asked))
    return {
        name: text
        for name, text in asked_for(period, damaged).items()
        if name in wanted
    }


def _source(table: str, files: Mapping[str, Sequence[str]]) -> str:
    paths = files.get(table, ())
    if paths:
        listed = ", ".join(map(quoted, paths))
        return f"select * from read_parquet([{listed}], hive_partitioning = false)"
    columns = next(one.columns for one in TABLES if one.name == table)
    typed = ", ".join(f'cast(null as {kind}) as "{n}"' for n, kind in columns.items())
    return f"select {typed} where false"


def ask_spark(
    program: SparkProgram,
    there: LakeContents,
    period: Period,
    asked: Sequence[Query],
) -> list[LakeAnswer]:
    """Return what Spark answers, started as another program.

    It gets the paths and the queries in its own dialect, and imports nothing of ours.

    Raises:
        CannotAsk: it cannot be started, or ends without an answer.
        NotInstalled: sqlglot is missing.
    """
    question = {
        "master": program.master,
        "tables": there.files,
        "views": {
            name: translated(text, "spark")
            for name, text in _views(period, asked, there.damaged).items()
        },
        "queries": {query.key: query.for_engine("spark") for query in asked},
    }
    answers = _run(program, question)
    return sorted(
        answer for key, rows in answers.items() for answer in _answers(key, rows)
    )


def _run(
    program: SparkProgram, wanted: Mapping[str, Any]
) -> dict[str, list[list[Any]]]:
    """Run the program beside ours on what is asked; return its rows by query."""
    with TemporaryDirectory(prefix="paraplu-spark-") as folder:
        question, answer = Path(folder) / "asked.json", Path(folder) / "answer.json"
        question.write_text(json.dumps(wanted), "utf-8")
        try:
            done = subprocess.run(  # noqa: S603 - the program of whoever asks
                [program.python, str(program.file), str(question), str(answer)],
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as fault:
            raise CannotAsk(
                say(
                    "{program} cannot be started: {fault}. The Python that has Spark "
                    "is named by {variable}.",
                    program=program.python,
                    fault=fault.strerror or str(fault),
                    variable=PYTHON,
                )
            ) from fault
        if done.returncode or not answer.exists():
            raise CannotAsk(_why(done.stderr))
        rows: dict[str, list[list[Any]]] = json.loads(answer.read_text("utf-8"))
        return rows


def _why(said: str) -> Message:
    if "No module named 'pyspark'" in said:
        return say(
            "Spark is not installed there. In an environment of its own: pip install "
            "--no-deps --require-hashes -r requirements/spark.txt; then name its "
            "Python by {variable}. It needs Java 17.",
            variable=PYTHON,
        )
    lines = [line for line in said.splitlines() if line.strip()][-_LINES:]
    return say("Spark gave no answer: {said}", said=" / ".join(lines) or "-")


def _answers(key: str, rows: Iterable[Sequence[Any]]) -> Iterator[LakeAnswer]:
    """Yield rows as values; of several of one part the median of them."""
    several: defaultdict[tuple[str, str], list[LakeAnswer]] = defaultdict(list)
    for row in rows:
        coop, part, numerator, denominator, persons = row[: len(COLUMNS)]
        several[coop, part].append(
            LakeAnswer(
                key,
                coop,
                part,
                Decimal(str(numerator)),
                Decimal(str(denominator)),
                int(persons),
            )
        )
    for (coop, part), found in several.items():
        if part in OF_EACH.get(key, ()):
            values = [one.value for one in found if one.value is not None]
            yield LakeAnswer(key, coop, part, median(values), Decimal(1), len(values))
        else:
            yield from found


def asked_over(period: Period) -> tuple[Query, ...]:
    """Return the queries that can be asked over a period."""
    thirds = period.span is PeriodLength.YEAR and period.year % _YEARS == 0
    return tuple(one for one in queries() if thirds or one.key != _THREE_YEARS)

"""Asks Apache Spark questions about Parquet files: a program beside paraplu.

    python ask.py ASKED.json ANSWER.json

It imports nothing of paraplu, and paraplu nothing of it: it is started as a process by
whatever Python has pyspark (requirements/spark.txt), and gets all it needs in a file:

    {"master": "spark://host:7077", "tables": {"postings": ["/lake/….parquet"]},
     "views": {"period": "select …"}, "queries": {"01-member-months": "select …"}}

What it writes are rows by query, each value as text, so that no amount is a float.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # As many parts as there are cores would do; the default of 200 is for a cluster.
    "spark.sql.shuffle.partitions": "8",
    # What overflows is an error, and no null.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}


def main(question: Path, answer: Path) -> None:
    """Answer what one file asks in another, which is there whole or not at all."""
    asked = json.loads(question.read_text("utf-8"))
    builder = SparkSession.builder.appName("paraplu").master(asked["master"])
    for name, value in {**_SETTINGS, **asked.get("settings", {})}.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        for name, files in asked["tables"].items():
            # The columns are in the files; those in the folders' names are the same.
            reader = spark.read.option("recursiveFileLookup", "true")
            reader.parquet(*[f"file://{file}" for file in files]).createTempView(name)
        for name, text in asked["views"].items():
            spark.sql(text).createTempView(name)
        rows = {
            name: [[_said(value) for value in row] for row in spark.sql(text).collect()]
            for name, text in asked["queries"].items()
        }
    finally:
        spark.stop()
    part = answer.with_name(f".{answer.name}.part")
    part.write_text(json.dumps(rows), "utf-8")
    part.replace(answer)


def _said(value: Any) -> str | None:  # noqa: ANN401 - whatever a query gives
    if isinstance(value, float):
        raise TypeError("an amount came to be a float")
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

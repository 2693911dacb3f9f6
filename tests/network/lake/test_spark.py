"""Spark comes to the same cents as DuckDB, also where a worker dies in the middle."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest
from tests.network.lake.books import over
from tests.network.lake.cluster import Cluster, cluster, missing
from tests.support import ROOT

from paraplu.network.lake.asking import (
    LakeAnswer,
    SparkProgram,
    ask_duckdb,
    ask_spark,
    asked_over,
)

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"no Spark: {missing()}")
PROGRAM = ROOT / "scripts" / "network_spark" / "ask.py"


def both(lake: Path, master: str) -> tuple[list[LakeAnswer], list[LakeAnswer]]:
    there, period = over(lake, "2025")
    program = SparkProgram(PROGRAM, os.environ["PARAPLU_SPARK_PYTHON"], master)
    asked = asked_over(period)
    return ask_duckdb(there, period, asked), ask_spark(program, there, period, asked)


def test_a_cluster_whose_worker_is_killed(lake: Path, tmp_path: Path) -> None:
    python = os.environ["PARAPLU_SPARK_PYTHON"]
    with cluster(tmp_path, python) as found:
        killer = _killing(found)
        expected, answers = both(lake, found.master)
        killer.join()
        assert found.workers[0].wait(10) != 0
        assert found.workers[1].poll() is None
    assert len(expected) > 30
    assert answers == expected


def _killing(found: Cluster) -> Thread:
    thread = Thread(target=found.kill_one_at_work)
    thread.start()
    return thread


def test_a_query_that_fails_is_told(lake: Path, tmp_path: Path) -> None:
    """What is wrong in a file of the lake comes out as one line."""
    from paraplu.network.lake.asking import CannotAsk

    there, period = over(lake, "2025")
    program = SparkProgram(PROGRAM, os.environ["PARAPLU_SPARK_PYTHON"], "local[1]")
    broken = there._replace(files={**there.files, "coops": (str(tmp_path / "none"),)})
    with pytest.raises(CannotAsk) as told:
        ask_spark(program, broken, period, asked_over(period))
    assert told.value.message.template.startswith("Spark gave no answer")

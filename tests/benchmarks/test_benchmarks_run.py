"""Every benchmark runs on a handful of made-up cases; what it measures there means nothing and is not looked at."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from benchmarks.__main__ import NAMES
from benchmarks.one_database import BENCHMARKS
from benchmarks.page import PAGE

ROW = re.compile(r"^\| .+ \| [\d.,]+ m?s \| .+ \| [\d.,]+ m?s \| [\d.,]+ \|", re.MULTILINE)
LABELS = (
    "numbers of the report, whole tree",
    "numbers of the report, district of 63 units",
    "numbers of the report, one unit",
    "a conditional count per cell, whole tree",
    "report, whole tree, ten years kept",
    "case list, clerk, first page",
    "case list, coordinator at the root, one outcome",
    "calendar change, all open cases",
    "import of 40 rows",
    "longest wait of a colleague",
)


def run(*arguments: str, size: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "benchmarks", *arguments],
        cwd=settings.BASE_DIR, env=os.environ | {"SIZE": size}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_size_that_does_not_exist_is_refused() -> None:
    refused = run(size="enormous")
    assert refused.returncode == 2
    assert "tiny, small, large" in refused.stderr


def test_a_benchmark_that_does_not_exist_is_refused() -> None:
    assert run("--only", "nothing", size="tiny").returncode == 2


@pytest.mark.django_db
def test_every_benchmark_runs_and_prints_its_ratios() -> None:
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    done = run("--database", connection.vendor, size="tiny")
    assert done.returncode == 0, done.stderr
    rows = [match.group() for match in ROW.finditer(done.stdout)]
    assert [label for label in LABELS if not any(row.startswith(f"| {label} |") for row in rows)] == []
    assert (PAGE.read_text("utf-8") if PAGE.exists() else "") == before


def test_the_names_offered_are_those_that_run() -> None:
    assert set(NAMES) == set(BENCHMARKS)

"""One run on one database, in a process of its own: fills it, measures, and writes the figures as JSON.

Usage: python -m benchmarks.one_database SIZE ONLY TARGET (ONLY may be empty).
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from benchmarks.admin_list import admin_list  # noqa: E402 (models need the set-up above)
from benchmarks.calendar_change import calendar_change  # noqa: E402
from benchmarks.figures import Figure  # noqa: E402
from benchmarks.ledger_import import ledger_import  # noqa: E402
from benchmarks.populating import populate  # noqa: E402
from benchmarks.reporting import history, report  # noqa: E402
from benchmarks.worlds import SIZES, Size  # noqa: E402

# The writing ones last: what they leave behind would disturb the others.
BENCHMARKS: dict[str, Callable[[Size], Iterator[Figure]]] = {
    "report": report,
    "history": history,
    "admin": admin_list,
    "calendar": calendar_change,
    "ledger": ledger_import,
}


def main(size_name: str, only: str, target: str) -> None:
    """Fill the databases, run the benchmarks and store what they found."""
    size = SIZES[size_name]
    start = perf_counter()
    populate(size)
    _say(f"  {size.cases:,} cases over {size.units:,} units made up in {perf_counter() - start:.0f} s")
    chosen = [benchmark for name, benchmark in BENCHMARKS.items() if only in ("", name)]
    found = [_told(figure).as_json() for benchmark in chosen for figure in benchmark(size)]
    Path(target).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    _say(f"  done in {perf_counter() - start:.0f} s")


def _told(figure: Figure) -> Figure:
    _say(f"  {figure.what} / {figure.beside}: {figure.ratio:.2f}")
    return figure


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

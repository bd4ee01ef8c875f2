"""One run on one database, in a process of its own: fills it, measures, and writes the figures as JSON to the last argument."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
django.setup()

from benchmarks.figures import Figure  # noqa: E402 (models need the set-up above)
from benchmarks.populating import populate  # noqa: E402
from benchmarks.reporting import history, report  # noqa: E402
from benchmarks.worlds import SIZES, Size  # noqa: E402

BENCHMARKS: dict[str, Callable[[Size], Iterator[Figure]]] = {
    "report": report,
    "history": history,
}


def main(size_name: str, only: str, target: str) -> None:
    """Fill the databases, run the benchmarks and store what they found."""
    size = SIZES[size_name]
    start = perf_counter()
    populate(size)
    _say(f"  {size.cases:,} cases over {size.units:,} units made up in {perf_counter() - start:.0f} s")
    found: dict[str, list[dict[str, object]]] = {}
    for name, benchmark in BENCHMARKS.items():
        if only in ("", name):
            found[name] = [_told(figure).as_json() for figure in benchmark(size)]
    Path(target).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _told(figure: Figure) -> Figure:
    _say(f"  {figure.what} / {figure.beside}: {figure.ratio:.2f}")
    return figure


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

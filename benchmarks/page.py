"""docs/benchmarks.md: one section for each size and database; a run replaces its own sections and keeps the others."""

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
MARK = "## "
HEAD = """# Measured

Printed by `make bench` (`SIZE=large make bench` for the large size; `python -m benchmarks --only NAME` for one, which
prints and does not write here). All cases are made up by `benchmarks/cases.py`, the same on every run.

- Ratios are taken in one run on one machine: the things compared are done in turns, and the medians divided.
  The times themselves say little about another machine.
- "numbers of the report" is what the report page computes: the counting queries through the ORM and every cell laid out.
  "hand-written SQL" is `benchmarks/hand_sql.py` on the same tables and indexes, as five statements and as one; the faster
  of the two stands here. It fetches the counts and lays out nothing. One unit's and a district's report read few rows;
  there the ratio shows mostly the fixed cost of the ORM and of laying out the cells.
- PostgreSQL is the embedded development server with its default memory settings, without fsync.
- A load above the number of cores means that other work shared the machine: read single milliseconds as noise then.
- The longest wait of a colleague is one sample of one import. On SQLite a writer who finds the file locked asks again
  at growing intervals of up to 100 ms, so that on a busy machine he can miss the gaps between two chunks.
"""


def updated(page: str, sections: dict[str, str]) -> str:
    """Return the page with these sections in it; title → text.

    Args:
        page: the page as it is; may be empty.
        sections: what a run found.
    """
    known = {title: text.strip() for title, _, text in (part.partition("\n") for part in page.split("\n" + MARK)[1:])}
    merged = {**known, **{title: text.strip() for title, text in sections.items()}}
    return HEAD + "".join(f"\n{MARK}{title}\n{text}\n" for title, text in sorted(merged.items(), key=_place))


def _place(section: tuple[str, str]) -> tuple[bool, bool, str]:
    title = section[0]
    return title.startswith("Large"), "PostgreSQL" in title, title

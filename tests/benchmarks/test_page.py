"""What the benchmarks print: a run replaces its own sections of the page, and a goal missed is said."""

from benchmarks.figures import Figure, table
from benchmarks.page import HEAD, updated

SMALL, LARGE = "Small: 1 case, SQLite", "Large: 9 cases, PostgreSQL"


def test_a_goal_missed_is_said() -> None:
    assert "| 4.00 | ≤ 3 | **no** |" in table([Figure("ours", 2.0, "theirs", 0.5, goal=3)])


def test_a_goal_kept_and_no_goal_are_told_apart() -> None:
    kept, free = table([Figure("ours", 1.0, "theirs", 0.5, goal=3), Figure("ours", 1.0, "theirs", 0.5)]).splitlines()[
        2:
    ]
    assert kept.endswith("| 2.00 | ≤ 3 | yes |")
    assert free.endswith("| 2.00 |  |  |")


def test_a_note_stands_under_the_table() -> None:
    assert table([Figure("ours", 1.0, "theirs", 0.5, note="on a busy machine")]).endswith(
        "\n\n- ours: on a busy machine"
    )


def test_a_run_replaces_its_own_section_and_keeps_the_others() -> None:
    page = updated(updated("", {SMALL: "old", LARGE: "kept"}), {SMALL: "new"})
    assert page == f"{HEAD}\n## {SMALL}\nnew\n\n## {LARGE}\nkept\n"


def test_a_run_without_change_writes_the_same_page() -> None:
    page = updated("", {LARGE: "same", SMALL: "same"})
    assert updated(page, {LARGE: "same"}) == page

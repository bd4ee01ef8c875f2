"""Units that move into or out of a subtree with days off of its own: the terms of their open cases follow, each logged."""

from datetime import datetime

from openness.organs.models import Organ, User
from openness.organs.moving import follow_moves
from requests_app.calendars import Calendars, entered
from requests_app.operations.calendar import await_other_changes
from requests_app.operations.recalculation import move_terms


@follow_moves
def move_terms_along(organs: list[Organ], by: User | None, at: datetime) -> str:
    """Move the terms of the units' open cases to what the calendar of their new place says; return how many moved.

    Args:
        organs: the moved units, where they stand now.
        by: who moved them; None is the system itself.
        at: the instant.
    """
    await_other_changes()
    calendars = Calendars(entered())
    moved = sum(1 for organ in organs for _ in move_terms(by=by, at=at, organ=organ, calendars=calendars, why=WHY))
    return f"改隶后适用的休假日不同，{moved} 件未办结申请的期限已重算，每件的日志里都有记录。" if moved else ""


WHY = "单位改隶：所在单位树适用的休假日变动"

"""What rows are checked against besides the law: the day, and the units that the person may write to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.ledger.problems import CellError


@dataclass(frozen=True)
class Basis:
    """The day and the units of one import.

    Args:
        today: no date may lie after it.
        default_code: the unit of rows that name none.
        within: unit code → id, where the person may import.
        outside: codes of units that exist but where the person may not.
    """

    today: date
    default_code: str
    within: Mapping[str, int]
    outside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *, organ: Organ, by: User | None, today: date) -> Self:
        """Read the units; the system itself (`by` is None) may write to all.

        Args:
            organ: the default unit.
            by: who imports.
            today: the day.
        """
        every = dict(Organ.objects.order_by().values_list("code", "pk"))
        if by is None:
            return cls(today, organ.code, every)
        mine = Organ.objects.within(by.organ).order_by() if may(by, Action.LEDGER_IMPORT) else Organ.objects.none()
        within = dict(mine.values_list("code", "pk"))
        return cls(today, organ.code, within, frozenset(set(every) - set(within)))

    def organ_id(self, code: str) -> int:
        """Return the id of the unit that a row names.

        Raises:
            CellError: no such unit, or one where the person may not import.
        """
        wanted = code or self.default_code
        if wanted in self.within:
            return self.within[wanted]
        if wanted in self.outside:
            raise CellError(
                "unit_outside", f"单位代码“{wanted}”不在您的管辖范围内，不能导入。请由该单位或其主管部门导入。"
            )
        raise CellError("unknown_unit", f"没有代码为“{wanted}”的单位。请核对代码；新单位先用 load_organs 录入。")

"""The system's own running numbers: without gaps or duplicates, also under concurrent entry."""

from collections.abc import Callable

from openness.organs.models import Organ
from requests_app.models import DisclosureRequest, NumberSeries, PaperKind
from requests_app.paper_law import document_number


def take_request_number(*, organ: Organ, year: int) -> str:
    """Return the next registration number of `organ` in `year`; call it inside the transaction that uses it.

    A number that the office's own ledger already used is passed over.
    """

    def printed(number: int) -> str:
        return f"{organ.document_prefix}申〔{year}〕{number}号"

    used = DisclosureRequest.objects.filter(organ=organ, register_year=year)
    return printed(_next(organ, PaperKind.REQUEST, year, is_used=lambda n: used.filter(number=printed(n)).exists()))


def take_paper_number(*, organ: Organ, kind: PaperKind, year: int) -> tuple[int, str]:
    """Return the next running number of a kind of paper, and how it is printed; call it inside the transaction that uses it.

    Args:
        organ: the unit that issues.
        kind: which paper; it must be one that takes a number.
        year: of the paper's date.
    """
    serial = _next(organ, kind, year)
    return serial, document_number(code=kind, prefix=organ.paper_prefix, year=year, number=serial)


def _next(organ: Organ, paper: PaperKind, year: int, *, is_used: Callable[[int], bool] = lambda _: False) -> int:
    """Return the next number of a series that is not used already.

    The series row is locked until the transaction ends, so that a number is given out once, and given back when the
    transaction fails. Paper numbers come from the series alone, which never goes back: none of them can be used already.
    """
    NumberSeries.objects.get_or_create(organ=organ, paper=paper, year=year)
    series = NumberSeries.objects.select_for_update().get(organ=organ, paper=paper, year=year)
    number = series.last + 1
    while is_used(number):
        number += 1
    # not by save(): the history of a series tells who set its start, not every number that was given out
    NumberSeries.objects.filter(pk=series.pk).update(last=number)
    return number

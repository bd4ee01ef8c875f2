"""The arithmetic demands of a format, as the rules read them."""

from reports_app.cells import Relation
from reports_app.consistency.finding import Finding, Number, Sheet
from reports_app.tabulate import plain_number


def of_rule(sheet: Sheet, rule: str) -> list[Relation]:
    """The relations of the format that the rule reads; none where the format lacks that table."""
    return [relation for relation in sheet.format.relations if relation.rule == rule]


def terms(sheet: Sheet, addresses: tuple[str, ...]) -> str:
    """「一、… 21 + 二、… 0」: the addends with their numbers, blanks as 空."""
    return " + ".join(f"{sheet.label(address)} {shown(sheet.numbers.get(address))}" for address in addresses)


def shown(number: Number | None) -> str:
    """A number, or 空 where the cell is blank."""
    return "空" if number is None else plain_number(number)


def wrong_total(sheet: Sheet, relation: Relation, *, hint: str) -> Finding | None:
    """The finding of a total that differs from the sum of its parts, or is blank; None where all parts are blank.

    Blank parts count as nothing: in print an office leaves them blank for zero.
    """
    parts = sheet.known(relation.right)
    if not parts:
        return None
    total, expected = sheet.numbers.get(relation.left[0]), sum(parts)
    if total == expected:
        return None
    label = sheet.label(relation.left[0])
    message = f"{label}为{shown(total)}，各项相加为{plain_number(expected)}。"
    return Finding(relation.rule, relation.severity, False, relation.cells, message, hint)

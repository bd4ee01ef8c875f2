"""Lays counted facts and typed figures into a format: every address gets its value, or stays unknown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from reports_app.cells import Cell, CountedSource, Format, RateSource, Source, SumSource, TypedSource
from reports_app.facts import Counted
from reports_app.format_relations import parts_of

OWN_WORDS = ("P/", "X/")  # figures in the report's own words: the format need not know them
RATE_DECIMALS = 2  # decimals of a rate whose format states none
HUNDRED = Decimal(100)

Number = int | Decimal


class ComputedCell(ValueError):
    """A number was entered where the report computes it."""


class UnknownCell(ValueError):
    """A number was entered for an address that the format of the year does not have."""


@dataclass(frozen=True, slots=True)
class TypedValue:
    """One figure that a unit entered.

    value: None = the unit has not entered it yet. by: the unit's name. unit, label: in the report's own words, for P/
    and X/. of: (part, whole), the two figures of a rate.
    """

    value: Decimal | None
    by: str
    unit: str = ""
    label: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A number and where it comes from.

    value: None = not entered, which is not zero. counted: from cases; typed: entered, by whom in typed_by. unit, label,
    of: of P/ and X/ figures.
    """

    value: Number | None
    counted: Number | None = None
    typed: Decimal | None = None
    typed_by: tuple[tuple[str, Decimal], ...] = ()
    unit: str = ""
    label: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """All values of a report by address: printed, derived, P/ and X/ alike."""

    format: Format
    values: Mapping[str, Value]

    @property
    def numbers(self) -> dict[str, Number | None]:
        """The bare numbers, as the consistency checks read them."""
        return {address: value.value for address, value in self.values.items()}


def tabulate(*, format: Format, counted: Counted | None, typed: Mapping[str, Sequence[TypedValue]]) -> Grid:
    """Return the values of every address of the format, and of the further P/ and X/ figures that were typed.

    Args:
        counted: what the cases yield; None = nobody keeps cases here, so that what is not typed is unknown.
        typed: address → the figures that units entered for it; they are added to each other and to the counted number.

    Raises:
        ComputedCell: a typed figure for a total or rate that the report computes.
        UnknownCell: a typed figure for an address that this format does not have.
    """
    for address in typed:
        check_enterable(format, address, typed[address])
    return Grid(format, _Filling(format, counted, typed).values())


def check_enterable(format: Format, address: str, figures: Sequence[TypedValue] = ()) -> None:
    """Refuse an address that nobody may type.

    Raises:
        ComputedCell, UnknownCell: as `tabulate`.
    """
    cell = format.cell(address)
    if cell is None and not address.startswith(OWN_WORDS):
        raise UnknownCell(
            f"{address}：{format.id}年格式的报告中没有这个单元格。请核对地址与年度，或改用 P/、X/ 开头的自拟指标。"
        )
    if cell is None or isinstance(cell.source, CountedSource | TypedSource):
        return
    # a rate names its two figures, and may be stated so that it is printed: it is computed all the same
    if isinstance(cell.source, RateSource) and all(figure.of for figure in figures) and figures:
        return
    raise ComputedCell(
        f"{address}（{cell.label}）由系统计算，不能填报。请填报它的组成部分：{'、'.join(parts_of(cell.source))}。"
    )


def rate(part: Number, whole: Number, *, decimals: int = RATE_DECIMALS) -> Decimal | None:
    """Return part of whole in percent, rounded half up; None where the whole is zero: 27.15 of 27.19 → 99.85."""
    if not whole:
        return None
    return (Decimal(part) / Decimal(whole) * HUNDRED).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain_number(value: Number) -> str:
    """A number as it is printed: zero as 0, no thousands marks, no idle decimals."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass
class _Filling:
    """One run of tabulate; a total asks for its parts, wherever in the format they stand."""

    format: Format
    counted: Counted | None
    typed: Mapping[str, Sequence[TypedValue]]
    done: dict[str, Value] = field(default_factory=dict)

    def values(self) -> dict[str, Value]:
        known = (*self.format.cells, *self.format.derived, *self.format.figures)
        for address in (*known, *self.typed):
            self.value(address)
        return self.done

    def value(self, address: str) -> Value:
        if address not in self.done:
            self.done[address] = self._fill(address, self.format.cell(address))
        return self.done[address]

    def _fill(self, address: str, cell: Cell | None) -> Value:
        figures = self.typed.get(address, ())
        if cell is None:
            return self._own_words(figures)
        fill: dict[type[Source], Callable[[], Value]] = {
            SumSource: lambda: self._sum(cell),
            RateSource: lambda: self._rate(cell),
            CountedSource: lambda: self._count(cell, figures),
            TypedSource: lambda: self._own_words(figures, cell),
        }
        return fill[type(cell.source)]()

    def _sum(self, cell: Cell) -> Value:
        assert isinstance(cell.source, SumSource)  # noqa: S101
        parts = [self.value(part) for part in cell.source.parts]
        numbers = [part.value for part in parts]
        counted = [part.counted for part in parts if part.counted is not None]
        return Value(
            value=_total(numbers, cell.type),
            counted=sum(counted) if counted else None,
            typed=_typed_total(parts),
        )

    def _rate(self, cell: Cell) -> Value:
        assert isinstance(cell.source, RateSource)  # noqa: S101
        source = cell.source
        number = self._rate_of(source.part, source.whole, source.decimals)
        own = next((figure.label for figure in self.typed.get(cell.address, ()) if figure.label), cell.label)
        return Value(number, unit=cell.unit, label=own, of=(source.part, source.whole))

    def _count(self, cell: Cell, figures: Sequence[TypedValue]) -> Value:
        assert isinstance(cell.source, CountedSource)  # noqa: S101
        counted: Number | None = None
        condition = cell.source.condition
        if self.counted is not None and self.counted.kept.covers(condition):
            counted = self.counted.fee if condition is None else self.counted.count(condition)
        typed = _added(figures)
        is_unknown = any(figure.value is None for figure in figures) or (counted is None and typed is None)
        number = None if is_unknown else _number((counted or 0) + (typed or 0), cell.type)
        return Value(number, counted, typed, _by(figures), cell.unit, cell.label)

    def _own_words(self, figures: Sequence[TypedValue], cell: Cell | None = None) -> Value:
        unit = next((one.unit for one in figures if one.unit), cell.unit if cell else "")
        label = next((one.label for one in figures if one.label), cell.label if cell else "")
        of = next((one.of for one in figures if one.of), ())
        if len(of) == 2:
            return Value(self._rate_of(of[0], of[1], RATE_DECIMALS), unit=unit, label=label, of=of)
        total = None if _is_unknown(figures, unit) else _added(figures)
        number = None if total is None else _number(total, cell.type if cell else "")
        return Value(number, None, total, _by(figures), unit, label)

    def _rate_of(self, part: str, whole: str, decimals: int) -> Decimal | None:
        number, of_whole = self.value(part).value, self.value(whole).value
        return None if number is None or of_whole is None else rate(number, of_whole, decimals=decimals)


def _is_unknown(figures: Sequence[TypedValue], unit: str) -> bool:
    # percentages of several units do not add up: only figures that name their two parts can be joined
    # nor do figures in different units
    is_mixed = len({one.unit for one in figures}) > 1
    return any(one.value is None for one in figures) or is_mixed or (unit == "%" and len(figures) > 1)


def _added(figures: Sequence[TypedValue]) -> Decimal | None:
    known = [figure.value for figure in figures if figure.value is not None]
    return sum(known, Decimal(0)) if known else None


def _by(figures: Sequence[TypedValue]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((figure.by, figure.value) for figure in figures if figure.value is not None)


def _total(numbers: Sequence[Number | None], type_: str) -> Number | None:
    known = [number for number in numbers if number is not None]
    return _number(sum(known), type_) if len(known) == len(numbers) else None


def _typed_total(parts: Sequence[Value]) -> Decimal | None:
    typed = [part.typed for part in parts if part.typed is not None]
    return sum(typed, Decimal(0)) if typed else None


def _number(number: Number, type_: str) -> Number:
    """Counts are whole numbers in every output; an amount keeps its decimals."""
    is_count = type_ in ("count", "signed") or (not type_ and number == int(number))
    return int(number) if is_count and number == int(number) else Decimal(number)

"""The papers of a case (文书) as law/papers.yaml states them: recipient, number, basis and fields of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openness.dated_law import Place, Shape, mapping_at, read_yaml
from requests_app.law_text import fields_in
from requests_app.regimes import REGULATIONS

LAW_FILE = Path(__file__).parent / "law" / "papers.yaml"

_FILE = Shape(
    {
        "number": (dict,),
        "recipients": (dict,),
        "fields": (dict,),
        "everywhere": (list,),
        "papers": (dict,),
    }
)
_NUMBERING = Shape({"form": (str,), "standing": (str,)})
_NUMBER_FIELDS = ("prefix", "word", "year", "number")
_PAPER = Shape(
    {"title": (str,), "to": (str,), "number": (dict, type(None)), "basis": (dict,), "must": (list,), "may": (list,)},
    {"note": (str,)},
)
_NUMBER = Shape({"word": (str,), "standing": (str,)})
_BASIS = Shape({"citation": (str,), "standing": (str,)}, {"note": (str,)})


class PaperError(ValueError):
    """A paper that does not exist, or not under this Regulation; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class PaperBasis:
    """What a paper rests on under one Regulation, how certain, and what a reader must know."""

    article: str
    standing: str
    note: str = ""


@dataclass(frozen=True)
class PaperRule:
    """One kind of paper.

    Args:
        code: stable code.
        title: as it stands at its head.
        to: code of the recipient: "applicant", "third_party", "joint_organ" or "file".
        word: its word in the 发文字号; empty where it takes no number.
        word_standing: how certain the word is; empty where there is none.
        basis: regime to what it rests on; None = no such paper under that Regulation.
        must: the fields its template has to use.
        may: the fields it can use besides, those of every paper included.
        note: what a reader must know.
    """

    code: str
    title: str
    to: str
    word: str
    word_standing: str
    basis: Mapping[str, PaperBasis | None]
    must: frozenset[str]
    may: frozenset[str]
    note: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether it takes a number of its own kind and year."""
        return bool(self.word)

    def basis_under(self, regime: str) -> PaperBasis:
        """Return what the paper rests on under a Regulation.

        Raises:
            PaperError: unknown Regulation, or no such paper under it.
        """
        if regime not in self.basis:
            raise PaperError("unknown_regime", f"没有代码为“{regime}”的条例。请核对本件适用的条例。")
        found = self.basis[regime]
        if found is None:
            name = REGULATIONS[regime].name
            raise PaperError(
                "no_such_paper_under_regime", f"{name}没有{self.title}：{self.note}。请核对本件适用的条例。"
            )
        return found


@dataclass(frozen=True)
class PaperLaw:
    """Everything the file says: the form of a number, recipients and fields with their Chinese names, the papers."""

    number_form: str
    recipients: Mapping[str, str]
    fields: Mapping[str, str]
    papers: Mapping[str, PaperRule]


def read_papers(path: Path) -> PaperLaw:
    """Return the papers of the law file.

    Raises:
        LawError: the file is not whole: a recipient or field that does not exist, a Regulation left out, two papers
            with one word.
    """
    place = Place(path.name)
    document = _FILE.check(read_yaml(path), place)
    form = _NUMBERING.check(document["number"], place.at("number"))["form"]
    if fields_in(form, _NUMBER_FIELDS, place.at("number.form")) != set(_NUMBER_FIELDS):
        raise place.at("number.form").error(
            "missing_field", "a part of the number is missing", f"use each of {', '.join(_NUMBER_FIELDS)}"
        )
    recipients, fields = (_labels(document[name], place.at(name)) for name in ("recipients", "fields"))
    everywhere = _fields(document["everywhere"], fields, place.at("everywhere"))
    papers: dict[str, PaperRule] = {}
    for code, entry in document["papers"].items():
        at = place.at("papers").at(code)
        found = _PAPER.check(entry, at)
        if found["to"] not in recipients:
            wrong = f"no recipient {found['to']!r}"
            raise at.at("to").error("unknown_recipient", wrong, f"use one of {', '.join(recipients)}")
        papers[code] = _paper(code, found, (fields, everywhere), at)
    _check_words(papers, place.at("papers"))
    return PaperLaw(form, MappingProxyType(recipients), MappingProxyType(fields), MappingProxyType(papers))


def paper(code: str) -> PaperRule:
    """Return the kind of paper with this code.

    Raises:
        PaperError: unknown code.
    """
    if code not in PAPERS:
        raise PaperError("unknown_paper", f"没有代码为“{code}”的文书；可用的代码：{'、'.join(PAPERS)}。")
    return PAPERS[code]


def document_number(*, code: str, prefix: str, year: int, number: int) -> str:
    """Return a 发文字号, such as 永川府公开答〔2026〕12号.

    Args:
        code: of the kind of paper.
        prefix: the unit's own (发文代字).
        year: of the number.
        number: the running number of the unit, kind and year.

    Raises:
        PaperError: unknown code, or a paper that takes no number.
    """
    rule = paper(code)
    if not rule.is_numbered:
        raise PaperError("not_numbered", f"{rule.title}不编文号。请以登记编号为准。")
    return LAW.number_form.format(prefix=prefix, word=rule.word, year=year, number=number)


def _paper(
    code: str, found: Mapping[str, Any], known: tuple[Mapping[str, str], frozenset[str]], place: Place
) -> PaperRule:
    fields, everywhere = known
    must, may = (_fields(found[name], fields, place.at(name)) for name in ("must", "may"))
    twice = sorted(must & may)
    if twice:
        raise place.at("may").error("field_both_ways", f"{', '.join(twice)} is in `must` too", "keep one of the two")
    number = {"word": "", "standing": ""}
    if found["number"] is not None:
        number = _NUMBER.check(found["number"], place.at("number"))
    basis = _bases(found, place.at("basis"))
    return PaperRule(
        code=code,
        title=found["title"],
        to=found["to"],
        word=number["word"],
        word_standing=number["standing"],
        basis=MappingProxyType(basis),
        must=must,
        may=may | (everywhere - must),
        note=found.get("note", ""),
    )


def _bases(found: Mapping[str, Any], place: Place) -> dict[str, PaperBasis | None]:
    Shape(dict.fromkeys(REGULATIONS, (dict, type(None)))).check(found["basis"], place)
    bases: dict[str, PaperBasis | None] = {}
    for regime, entry in found["basis"].items():
        at = place.at(regime)
        if entry is None and not found.get("note"):
            raise at.error("null_without_note", "null says that there is no such paper", "add a `note` saying why")
        bases[regime] = None if entry is None else _basis(entry, at)
    return bases


def _basis(entry: object, place: Place) -> PaperBasis:
    found = _BASIS.check(entry, place)
    return PaperBasis(found["citation"], found["standing"], found.get("note", ""))


def _labels(section: object, place: Place) -> dict[str, str]:
    found = mapping_at(section, place)
    return Shape(dict.fromkeys(found, (str,))).check(found, place)


def _fields(names: list[Any], known: Mapping[str, str], place: Place) -> frozenset[str]:
    for name in names:
        if not isinstance(name, str) or name not in known:
            raise place.error("unknown_field", f"no field {name!r}", "use one of `fields`, or add it there")
    return frozenset(names)


def _check_words(papers: Mapping[str, PaperRule], place: Place) -> None:
    # two kinds with one word would give two papers the same number
    taken: dict[str, str] = {}
    for code, rule in papers.items():
        if rule.word and taken.setdefault(rule.word, code) != code:
            wrong = f"{rule.word} is the word of {taken[rule.word]} too"
            raise place.at(code).at("number").error("duplicate_word", wrong, "give each kind its own")


LAW = read_papers(LAW_FILE)
PAPERS: Mapping[str, PaperRule] = LAW.papers
PAPER_FIELDS: Mapping[str, str] = LAW.fields

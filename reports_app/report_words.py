"""The words around the parts of a report: its title and the introduction drafted where nobody wrote one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from openness.dated_law import LawError, Place, Shape, read_yaml

LAW_FILE = Path(__file__).parent / "law" / "report_words.yaml"
SLOTS = frozenset(
    ("organ", "year", "prescribed_by", "start", "end", "website", "contact", "address", "postcode", "phone", "email")
)
_FILE = Shape({"title": (dict,), "area": (dict,), "introduction": (list,)})
_SENTENCE = Shape({"text": (str,), "citation": (str,), "standing": (str,)}, {"details": (list,)})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with slots, and the details that may follow it in brackets."""

    text: str
    details: tuple[str, ...] = ()

    def said(self, slots: Mapping[str, str]) -> str:
        """Return the sentence; "" where one of its slots is empty."""
        if not _is_full(self.text, slots):
            return ""
        told = "，".join(detail.format_map(slots) for detail in self.details if _is_full(detail, slots))
        end = f"（{told}）。" if told else "。"
        return self.text.format_map(slots) + (end if self.details else "")


@dataclass(frozen=True)
class ReportWords:
    """The title, the ending that a whole area's name leaves out, and the sentences of the introduction."""

    title: Sentence
    area: Sentence
    introduction: tuple[Sentence, ...]

    def area_of(self, organ_name: str) -> str:
        """Return the name of the area that a government reports on: 永川区人民政府 → 永川区."""
        return organ_name.removesuffix(self.area.text)

    def introduced(self, slots: Mapping[str, str]) -> str:
        """Return the introduction as one paragraph."""
        return "".join(sentence.said(slots) for sentence in self.introduction)


def read_report_words(path: Path) -> ReportWords:
    """Read the words of a law file.

    Raises:
        LawError: a key missing or unknown, or a slot that does not exist.
    """
    place = Place(path.name)
    data = _FILE.check(read_yaml(path), place)
    sentences = tuple(_sentence(one, place.at(f"introduction.{n}")) for n, one in enumerate(data["introduction"]))
    title, area = (_sentence(data[name], place.at(name)) for name in ("title", "area"))
    return ReportWords(title, area, sentences)


def _sentence(entry: object, place: Place) -> Sentence:
    data = _SENTENCE.check(entry, place)
    details = tuple(str(detail) for detail in data.get("details", ()))
    for text in (data["text"], *details):
        _check_slots(text, place)
    return Sentence(data["text"], details)


def _check_slots(text: str, place: Place) -> None:
    unknown = [slot for slot in _slots(text) if slot not in SLOTS]
    if unknown:
        raise place.error("unknown_slot", f"no slot {', '.join(unknown)}", f"use only {', '.join(sorted(SLOTS))}")


def _slots(text: str) -> Sequence[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _is_full(text: str, slots: Mapping[str, str]) -> bool:
    return all(slots.get(slot) for slot in _slots(text))


WORDS = read_report_words(LAW_FILE)
__all__ = ["WORDS", "LawError", "ReportWords", "Sentence", "read_report_words"]

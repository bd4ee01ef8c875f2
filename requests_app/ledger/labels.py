"""Labels of fixed lists as ledgers write them: from 中文 to code and back."""

from collections.abc import Mapping

from requests_app.choices import AppealResult, AppealRoute, ApplicantKind, Channel
from requests_app.ledger.cells import Cell, text
from requests_app.ledger.problems import CellError, shown
from requests_app.outcome_labels import normal

PENDING = "尚未审结"

CHANNELS: Mapping[str, str] = {str(one.label): one.value for one in Channel}
KINDS: Mapping[str, str] = {str(one.label): one.value for one in ApplicantKind}
ROUTES: Mapping[str, str] = {str(one.label): one.value for one in AppealRoute}
RESULTS: Mapping[str, str] = {str(one.label): one.value for one in AppealResult} | {PENDING: ""}


def code_of(cell: Cell, labels: Mapping[str, str]) -> str:
    """Return the code of a label, "" for an empty cell.

    Args:
        cell: what the file holds; width, spaces and numbering do not matter.
        labels: label → code.

    Raises:
        CellError: not in the list.
    """
    found = text(cell)
    if not found:
        return ""
    if found in labels:
        return labels[found]
    label = normal(found)
    if label in labels:
        return labels[label]
    raise CellError("unknown_label", f"填的是“{shown(found)}”，不在规定的选项内；可填：{'、'.join(labels)}。")


def label_of(code: str, labels: Mapping[str, str]) -> str:
    """Return the label of a code; a code of no list has none."""
    return next((label for label, one in labels.items() if one == code), "")

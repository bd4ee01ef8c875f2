"""The 发文代字 of a unit is its own: two units that share one give the same 文号 twice."""

from collections.abc import Sequence

from openness.organs.models import Organ
from openness.organs.organ_file import OrganRow


def taken_prefixes(rows: Sequence[OrganRow]) -> list[str]:
    """Return the rows that give a unit the 发文代字 of another; units that share one already are left alone.

    Args:
        rows: the rows of the file.
    """
    standing = dict(Organ.objects.order_by().values_list("code", "document_prefix"))
    given = {row.code: row.profile["document_prefix"] for row in rows if row.profile.get("document_prefix")}
    emptied = {row.code: "" for row in rows if row.profile.get("document_prefix") == ""}
    owners: dict[str, list[str]] = {}
    for code, prefix in {**standing, **emptied, **given}.items():
        owners.setdefault(prefix, []).append(code)
    return [
        f"第{row.row}行 “document_prefix”填的是“{given[row.code]}”，单位“{others[0]}”也用它，文号会重复。"
        "请另填一个，或先清空另一单位的。"
        for row in rows
        if given.get(row.code, standing.get(row.code, "")) != standing.get(row.code, "")
        and (others := [code for code in owners[given[row.code]] if code != row.code])
    ]

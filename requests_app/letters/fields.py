"""The closed list of fields that templates may use: Chinese names as an office types them into Word, with examples."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from requests_app.choices import PaperKind
from requests_app.paper_law import PAPER_FIELDS, PAPERS


class Lines(tuple[Any, ...]):
    """A list that templates may go through with `for`, or print as it is."""

    def __str__(self) -> str:
        return "；".join(str(one) for one in self)


LISTS: Mapping[str, tuple[str, ...]] = {
    "fee_lines": (),
    "enclosures": (),
    "papers": ("序号", "名称", "文号", "日期", "备注"),
}
"""The fields that are lists, with the names of the parts of one entry; a plain text has none."""

EXAMPLES: Mapping[str, Any] = {
    "organ_name": "永川区示例局",
    "organ_signature": "重庆市永川区示例局",
    "organ_address": "永川区示例路1号",
    "organ_postcode": "402160",
    "organ_phone": "023-00000000",
    "organ_email": "example@example.org",
    "organ_website": "www.example.org",
    "document_number": "永川示例公开答〔2026〕12号",
    "issued_on": "2026年3月2日",
    "case_number": "永川示例公开申〔2026〕31号",
    "basis": "《中华人民共和国政府信息公开条例》第三十六条第（二）项",
    "applicant_name": "张三（示例）",
    "applicant_kind": "自然人",
    "applicant_id_number": "000000000000000000",
    "applicant_phone": "13000000000",
    "applicant_address": "永川区示例路2号",
    "applicant_postcode": "402160",
    "representative": "李四（示例）",
    "contact_name": "王五（示例）",
    "channel": "信函",
    "arrived_on": "2026年2月9日",
    "received_on": "2026年2月10日",
    "receipt_basis": "邮寄签收之日",
    "content": "2025年度绿化工程合同（示例）\n及其验收报告",
    "desired_form": "纸质",
    "desired_delivery": "邮寄",
    "due_on": "2026年3月16日",
    "due_on_before": "2026年3月16日",
    "correction_items": "请写明所需信息的文件名称、文号或者其他特征性描述（示例）",
    "correction_due_on": "2026年3月31日",
    "reasons_due_on": "2026年3月31日",
    "excess": "一个月内共提出三十件申请（示例）",
    "extension_days": "20",
    "extension_reason": "需要检索的档案较多（示例）",
    "recipient_name": "示例有限公司",
    "recipient_address": "永川区示例路3号",
    "recipient_postcode": "402160",
    "information": "2025年度绿化工程合同（示例）",
    "opinion": "不同意公开",
    "opinion_reasons": "涉及商业秘密（示例）",
    "opinion_due_on": "收到本函之日起15个工作日内",
    "consulted_on": "2026年2月20日",
    "override_reasons": "不公开会对公共利益造成重大影响（示例）",
    "fee_mode": "按件计收",
    "fee_lines": Lines(("第1至10件：10件，免费", "第11至30件：5件 × 100元 = 500元")),
    "fee_amount": "500.00",
    "fee_waiver": "减免100.00元，理由：示例",
    "fee_payment_way": "到本机关办公地址缴费（示例）",
    "fee_due_on": "收到本通知次日起20个工作日内",
    "facts": "本机关于2026年2月10日收到您的申请，经检索查到所申请的信息（示例）。",
    "answer_paragraph": "现将您申请的政府信息予以公开（示例）。",
    "outcome_label": "予以公开",
    "remedy": "对本告知书不服的，可以依法申请行政复议或者提起行政诉讼（示例）。",
    "enclosures": Lines(("绿化工程合同（示例）", "验收报告（示例）")),
    "papers": Lines(
        (
            {"序号": "1", "名称": "登记回执", "文号": "永川示例公开登〔2026〕1号", "日期": "2026-02-10", "备注": ""},
            {"序号": "2", "名称": "答复告知书", "文号": "永川示例公开答〔2026〕12号", "日期": "2026-03-02", "备注": ""},
        )
    ),
    "served_paper": "政府信息公开申请答复告知书（永川示例公开答〔2026〕12号）",
    "reply_way": "邮寄",
    "replied_on": "2026年3月2日",
    "served_on": "2026年3月5日",
    "proof": "挂号信000000（示例）",
    "closed_on": "2026年3月2日",
}
"""How a field reads; all of it is invented."""

LONG_LIST = 100
"""Entries of a list in the trial: more papers than a case ordinarily has."""


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field: its code in the law file, its name in a template, an example, and whether a template has to use it."""

    code: str
    name: str
    label: str
    example: str
    is_needed: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of an entry, where the field is a list of such entries."""
        return LISTS.get(self.code, ())

    @property
    def is_list(self) -> bool:
        """Whether a template may go through it with `for`."""
        return self.code in LISTS


def name_of(code: str) -> str:
    """Return how a field is written in a template: its label without punctuation, as in {{ 申请人姓名或名称 }}."""
    return re.sub(r"\W", "", PAPER_FIELDS[code])


def fields_of(kind: str) -> tuple[TemplateField, ...]:
    """Return the fields that a template of this kind of paper may use, those it has to use first."""
    rule = PAPERS[PaperKind(kind)]
    codes = [code for needed in (rule.must, rule.may) for code in PAPER_FIELDS if code in needed]
    return tuple(
        TemplateField(code, name_of(code), PAPER_FIELDS[code], str(EXAMPLES[code]), code in rule.must) for code in codes
    )


def named(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` by the names of the template, as far as this kind of paper has the field; what is missing is empty."""
    return {field.name: values.get(field.code, Lines() if field.is_list else "") for field in fields_of(kind)}


def example(kind: str) -> dict[str, Any]:
    """Return the values of an invented case, for the trial of a template."""
    return named(kind, EXAMPLES)


def long_example(kind: str) -> dict[str, Any]:
    """Return the values of an invented case with long lists, for the trial of a template."""
    values = example(kind)
    return {name: lengthened(value) if isinstance(value, Lines) else value for name, value in values.items()}


def lengthened(lines: Lines) -> Lines:
    """Return a list as long as an office ever has one."""
    return Lines(islice(cycle(lines), LONG_LIST))

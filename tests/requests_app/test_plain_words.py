"""What a form says of an empty, unknown or too small entry names the entry, and never speaks of 字段."""

from typing import Any

import pytest
from django import forms

from requests_app.forms.plain_words import speak_plainly


class Asked(forms.Form):
    """Entries of every kind."""

    name = forms.CharField(label="姓名", max_length=3)
    channel = forms.ChoiceField(label="申请渠道", choices=[("letter", "信函")])
    days = forms.IntegerField(label="延期工作日数", min_value=1, max_value=20)
    paid = forms.DecimalField(label="实缴金额")
    own = forms.CharField(label="说明", error_messages={"required": "请写明为什么。"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())


@pytest.mark.parametrize(
    ("entry", "sent", "said"),
    [
        ("name", "", "请填写姓名。"),
        ("name", "四个字的", "姓名最多 3 个字，现有 4 个字，请缩短。"),
        ("channel", "", "请选择申请渠道。"),
        ("channel", "pigeon", "申请渠道没有“pigeon”这一项，请重新选择。"),
        ("days", "0", "延期工作日数应不小于 1。"),
        ("days", "21", "延期工作日数应不大于 20。"),
        ("days", "五", "延期工作日数请填整数。"),
        ("paid", "五元", "实缴金额请填数字。"),
        ("own", "", "请写明为什么。"),
    ],
)
def test_a_complaint_names_its_entry(entry: str, sent: str, said: str) -> None:
    assert Asked({entry: sent}).errors[entry] == [said]


def test_the_class_keeps_its_sentences_for_the_next_form() -> None:
    Asked({})
    assert "姓名" not in str(Asked.base_fields["name"].error_messages["required"])

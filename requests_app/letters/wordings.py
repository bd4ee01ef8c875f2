"""What the built-in templates say, kind by kind; names in braces are fields (requests_app.letters.fields)."""

from collections.abc import Mapping
from dataclasses import dataclass

from requests_app.choices import PaperKind

Row = tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """A paragraph; with `when`, only where that field is filled, with `unless`, only where it is not."""

    text: str
    when: str = ""
    unless: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: each row label and text by turns; `loop` repeats one row for each entry of a list, under `head`."""

    rows: tuple[Row, ...] = ()
    widths: tuple[int, ...] = (30, 116)
    head: Row = ()
    loop: str = ""


Part = str | Clause | Sheet


@dataclass(frozen=True)
class Wording:
    """One template: to whom, what it says, and whether it is signed by the unit."""

    to: str = ""
    parts: tuple[Part, ...] = ()
    is_signed: bool = True
    closing: tuple[Clause, ...] = ()


CONTACT = (
    Clause("联系电话：{{ 联系电话 }}", when="联系电话"),
    Clause("办公地址：{{ 办公地址 }}", when="办公地址"),
)
APPLICANT = "{{ 申请人姓名或名称 }}"
RECIPIENT = "{{ 收件人 }}"
RECEIVED = "您（单位）提出的政府信息公开申请（登记编号：{{ 登记编号 }}），本机关于{{ 收到日期 }}收到。"

WORDINGS: Mapping[PaperKind, Wording] = {
    PaperKind.APPLICATION: Wording(
        parts=(
            Sheet(
                rows=(
                    ("登记编号", "{{ 登记编号 }}", "收到日期", "{{ 收到日期 }}"),
                    ("申请人姓名或名称", "{{ 申请人姓名或名称 }}", "申请人类型", "{{ 申请人类型 }}"),
                    ("证件号码", "{{ 申请人证件号码 }}", "联系电话", "{{ 申请人联系电话 }}"),
                    ("法定代表人", "{{ 法定代表人 }}", "联系人", "{{ 联系人 }}"),
                    ("通信地址", "{{ 申请人地址 }}", "邮政编码", "{{ 申请人邮政编码 }}"),
                    ("申请渠道", "{{ 申请渠道 }}", "到达日期", "{{ 到达日期 }}"),
                    ("信息形式", "{{ 信息形式 }}", "获取方式", "{{ 获取方式 }}"),
                ),
                widths=(28, 50, 26, 42),
            ),
            Sheet(rows=(("所需政府信息的内容描述", "{{ 所需信息内容 }}"), ("申请人签名或盖章", "\n\n年　　月　　日"))),
            "受理单位：{{ 单位名称 }}",
        ),
        is_signed=False,
    ),
    PaperKind.RECEIPT: Wording(
        to=APPLICANT,
        parts=(
            "本机关已收到您（单位）提出的政府信息公开申请，登记如下：",
            Sheet(
                rows=(
                    ("登记编号", "{{ 登记编号 }}"),
                    ("收到日期", "{{ 收到日期 }}{% if 收到日期依据 %}（{{ 收到日期依据 }}）{% endif %}"),
                    ("申请渠道", "{{ 申请渠道 }}"),
                    ("所需信息内容", "{{ 所需信息内容 }}"),
                    ("答复期限", "{{ 答复期限 }}"),
                )
            ),
            "需要补正、征求第三方意见或者延期答复的，答复期限依法另行计算，本机关将另行告知。",
            *CONTACT,
        ),
    ),
    PaperKind.CORRECTION: Wording(
        to=APPLICANT,
        parts=(
            RECEIVED,
            "您（单位）申请获取：{{ 所需信息内容 }}",
            "经审查，上述申请内容不明确。根据{{ 依据 }}的规定，请您（单位）补正以下事项：",
            "{{ 需要补正的内容 }}",
            Clause("请于{{ 补正期限 }}前提交补正材料。", when="补正期限"),
            "答复期限自本机关收到补正材料之日起重新计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。",
            *CONTACT,
        ),
    ),
    PaperKind.REASONS: Wording(
        to=APPLICANT,
        parts=(
            RECEIVED,
            "经核，您（单位）申请公开政府信息的数量、频次明显超过合理范围：{{ 数量频次情况 }}",
            "根据{{ 依据 }}的规定，请您（单位）说明理由。",
            Clause("请于{{ 说明理由的期限 }}前提交书面说明。", when="说明理由的期限"),
            "本机关认为申请理由不合理的，将告知不予处理；申请理由合理但无法在规定期限内答复的，可以确定延迟答复的合理期限并告知您（单位）。",
            *CONTACT,
        ),
    ),
    PaperKind.EXTENSION: Wording(
        to=APPLICANT,
        parts=(
            RECEIVED,
            "您（单位）申请获取：{{ 所需信息内容 }}",
            Clause("因以下原因，本机关不能在规定期限内答复：{{ 延期理由 }}", when="延期理由"),
            Clause(
                "根据{{ 依据 }}的规定，经本机关政府信息公开工作机构负责人同意，延长答复期限{{ 延长的工作日 }}个工作日，"
                "将于{{ 答复期限 }}前作出答复。",
                when="延长的工作日",
            ),
            Clause(
                "根据{{ 依据 }}的规定，本机关确定延迟答复的合理期限，将于{{ 答复期限 }}前作出答复。",
                unless="延长的工作日",
            ),
            *CONTACT,
        ),
    ),
    PaperKind.CONSULTATION: Wording(
        to=RECIPIENT,
        parts=(
            "本机关收到一件政府信息公开申请（登记编号：{{ 登记编号 }}），所申请的以下政府信息可能涉及您（单位）的合法权益：",
            "{{ 涉及的政府信息 }}",
            "根据{{ 依据 }}的规定，现书面征求您（单位）的意见。"
            "请{% if 答复意见的期限 %}于{{ 答复意见的期限 }}{% endif %}填写所附反馈表并书面答复本机关；不同意公开的，请说明理由。",
            "逾期未提出意见的，由本机关依法决定是否公开。您（单位）不同意公开但理由不合理，"
            "或者不公开可能对公共利益造成重大影响的，本机关可以决定公开，并将决定公开的内容和理由书面告知您（单位）。",
            *CONTACT,
        ),
    ),
    PaperKind.CONSULTATION_REPLY: Wording(
        parts=(
            Sheet(
                rows=(
                    ("登记编号", "{{ 登记编号 }}"),
                    ("征求意见单位", "{{ 单位名称 }}"),
                    ("被征求意见人", "{{ 收件人 }}"),
                    ("涉及的政府信息", "{{ 涉及的政府信息 }}"),
                    (
                        "意见",
                        "{% if 意见 %}{{ 意见 }}{% else %}□ 同意公开　　□ 不同意公开　　□ 部分同意公开{% endif %}",
                    ),
                    ("不同意公开的理由", "{% if 意见的理由 %}{{ 意见的理由 }}{% else %}　{% endif %}"),
                    ("签名或盖章", "\n\n年　　月　　日"),
                )
            ),
            Clause("请于{{ 答复意见的期限 }}填写并退回本表。", when="答复意见的期限"),
            Clause("退回地址：{{ 办公地址 }}", when="办公地址"),
        ),
        is_signed=False,
    ),
    PaperKind.CONSULTATION_NOTICE: Wording(
        to=APPLICANT,
        parts=(
            RECEIVED,
            "您（单位）申请公开的政府信息可能涉及第三方合法权益，本机关已于{{ 征求意见日期 }}书面征求第三方的意见。",
            "根据{{ 依据 }}的规定，征求意见所需时间不计入答复期限。特此告知。",
            *CONTACT,
        ),
    ),
    PaperKind.OVERRIDE: Wording(
        to=RECIPIENT,
        parts=(
            "本机关办理一件政府信息公开申请（登记编号：{{ 登记编号 }}）时，就以下政府信息"
            "{% if 征求意见日期 %}于{{ 征求意见日期 }}{% endif %}征求了您（单位）的意见，您（单位）不同意公开：",
            "{{ 涉及的政府信息 }}",
            Clause("您（单位）提出的意见：{{ 意见的理由 }}", when="意见的理由"),
            "经审查，根据{{ 依据 }}的规定，本机关决定公开上述政府信息，理由如下：",
            "{{ 决定公开的理由 }}",
            Clause("{{ 救济途径 }}", when="救济途径"),
            *CONTACT,
        ),
    ),
    PaperKind.JOINT: Wording(
        to=RECIPIENT,
        parts=(
            "本机关收到一件政府信息公开申请（登记编号：{{ 登记编号 }}），所申请的以下政府信息由本机关牵头、与贵机关共同制作：",
            "{{ 涉及的政府信息 }}",
            "根据{{ 依据 }}的规定，现征求贵机关的意见。请于{{ 答复意见的期限 }}提出意见；逾期未提出意见的，视为同意公开。",
            *CONTACT,
        ),
    ),
    PaperKind.FEE: Wording(
        to=APPLICANT,
        parts=(
            RECEIVED,
            "根据{{ 依据 }}的规定，本机关{{ 计收方式 }}信息处理费，计算如下：",
            "{% for 行 in 计算明细 %}{{ 行 }}。{% endfor %}",
            Clause("{{ 减免情况 }}", when="减免情况"),
            "应缴信息处理费{{ 应缴金额 }}元，请于{{ 缴费期限 }}缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该申请。",
            Clause("缴费方式：{{ 缴费方式 }}", when="缴费方式"),
            *CONTACT,
        ),
    ),
    PaperKind.ANSWER: Wording(
        to=APPLICANT,
        parts=(
            "您（单位）提出的政府信息公开申请（登记编号：{{ 登记编号 }}）收悉。您（单位）申请获取：{{ 所需信息内容 }}",
            "{{ 事实 }}",
            "{{ 答复内容 }}",
            "以上答复的依据：{{ 依据 }}。",
            "{{ 救济途径 }}",
            Clause("附件：{{ 附件 }}", when="附件"),
            *CONTACT,
        ),
    ),
    PaperKind.ABANDONED: Wording(
        to=APPLICANT,
        parts=(
            "您（单位）提出的政府信息公开申请（登记编号：{{ 登记编号 }}）收悉。",
            "{{ 事实 }}",
            "{{ 答复内容 }}",
            "依据：{{ 依据 }}。",
            Clause("{{ 救济途径 }}", when="救济途径"),
            *CONTACT,
        ),
    ),
    PaperKind.SERVICE: Wording(
        parts=(
            Sheet(
                rows=(
                    ("登记编号", "{{ 登记编号 }}"),
                    ("送达文书", "{{ 送达文书 }}"),
                    ("受送达人", "{{ 收件人 }}"),
                    ("送达地址", "{{ 收件人地址 }}"),
                    ("送达方式", "{{ 送达方式 }}"),
                    ("送出日期", "{{ 送出日期 }}"),
                    ("送达凭证", "{{ 送达凭证 }}"),
                    ("受送达人签收", "{% if 签收日期 %}{{ 签收日期 }}{% else %}\n\n年　　月　　日　　时{% endif %}"),
                    ("送达人", "\n\n年　　月　　日"),
                    ("备注", "\n"),
                )
            ),
        ),
    ),
    PaperKind.ARCHIVE: Wording(
        parts=(
            "登记编号：{{ 登记编号 }}",
            Clause("申请人：{{ 申请人姓名或名称 }}", when="申请人姓名或名称"),
            Clause("办理结果：{{ 办理结果 }}", when="办理结果"),
            Clause("办结日期：{{ 办结日期 }}", when="办结日期"),
            Sheet(
                head=("序号", "名称", "文号", "日期", "备注"),
                rows=(("{{ 件.序号 }}", "{{ 件.名称 }}", "{{ 件.文号 }}", "{{ 件.日期 }}", "{{ 件.备注 }}"),),
                widths=(14, 40, 48, 26, 18),
                loop="件 in 文书目录",
            ),
        ),
    ),
}

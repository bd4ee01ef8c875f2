"""Words for invented applicants and requests; each says that it is invented."""

from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
MATTERS = (
    "房屋征收补偿安置方案", "建设用地批准文件", "道路改造工程招标文件", "环境影响评价审批文件", "财政专项资金使用情况",
    "农村宅基地审批材料", "中小学招生划片方案", "行政处罚案卷目录", "公租房分配结果", "土地出让合同", "河道整治工程验收报告",
    "食品抽检结果", "公交线路调整依据", "社区养老服务补贴发放情况", "户籍政策文件", "工程建设规划许可证及附图",
)  # fmt: skip
FIRMS = {
    "ent": "示例商贸有限公司", "res": "示例研究所", "pub": "示例公益促进会", "law": "示例律师事务所", "oth": "示例业主委员会",
}  # fmt: skip


def applicant(dice: Random, kind: str) -> str:
    """Return an invented applicant of that kind."""
    if kind in FIRMS:
        return f"{FIRMS[kind]}{dice.randint(1, 40)}（虚构）"
    return f"{dice.choice(SURNAMES)}某{dice.choice('一二三四五六七八九')}（虚构）"


def phone(dice: Random) -> str:
    """Return a number of the form 100…, which no carrier gives out."""
    return f"100{dice.randint(0, 99_999_999):08}"


def identity(dice: Random, kind: str) -> str:
    """Return a number of a person, born on the day 00 of a month, or of a unit, that nobody can have."""
    if kind in FIRMS:
        return f"00000000{dice.randint(0, 9_999_999_999):010}"
    return f"50011819{dice.randint(60, 99)}0100{dice.randint(0, 9999):04}"


def matter(dice: Random, year: int) -> str:
    """Return what an invented request asks for."""
    return f"{year - dice.randint(0, 3)}年{dice.choice(MATTERS)}（虚构示例）"

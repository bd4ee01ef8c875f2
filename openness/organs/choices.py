"""Fixed lists of the unit tree: what a unit is, and what a person does in it."""

from django.db.models import TextChoices


class OrganKind(TextChoices):
    """What a unit is."""

    GOVERNMENT = "government", "政府"
    DEPARTMENT = "department", "部门"
    TOWNSHIP = "township", "乡镇"
    SUBDISTRICT = "subdistrict", "街道"
    ZONE = "zone", "开发区"
    OTHER = "other", "其他"


class Role(TextChoices):
    """What a person does here (design, "What it is and for whom")."""

    CLERK = "clerk", "经办人"
    HEAD = "head", "审核人"
    COORDINATOR = "coordinator", "主管部门"
    MANAGER = "manager", "领导"
    AUDITOR = "auditor", "审计员"
    ADMINISTRATOR = "administrator", "系统管理员"


class Scope(TextChoices):
    """Whose cases a report counts."""

    OWN = "own", "本机关"
    AGGREGATE = "aggregate", "汇总"


class TrailKind(TextChoices):
    """What somebody did that leaves a trace (操作留痕)."""

    LOGIN = "login", "登录"
    LOGOUT = "logout", "退出"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOCKED = "locked", "登录锁定"
    EXPORT = "export", "导出"
    LOOK = "look", "查看个人信息"
    DOWNLOAD = "download", "下载附件或文书"
    COMMAND = "command", "运行命令"
    ACCOUNT = "account", "账号变动"

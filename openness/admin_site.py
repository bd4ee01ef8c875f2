"""The admin site of the project."""

from django.contrib.admin import AdminSite


class OpennessAdminSite(AdminSite):
    """Django's admin under the project's own name."""

    site_header = "政府信息公开管理"
    site_title = "政府信息公开管理"
    index_title = "工作台"
    enable_nav_sidebar = False  # the menu in the header leads everywhere; lists need the width

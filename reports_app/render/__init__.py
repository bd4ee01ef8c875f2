"""Writes a finished report as tables, pages and files; counts nothing."""

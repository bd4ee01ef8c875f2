"""How dates and numbers are written on every page, by language (FORMAT_MODULE_PATH)."""

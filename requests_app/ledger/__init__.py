"""Ledgers (台账): reading, checking, importing, taking back and exporting (interfaces, "Ledger")."""

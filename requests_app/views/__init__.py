"""Pages about requests outside the admin."""

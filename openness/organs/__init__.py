"""Units, where they stood in which year, and the people who work in them."""

"""One disclosure case from receipt to appeal."""

"""Pages of the yearly report: each reads the clock once, makes one domain call and draws the result."""

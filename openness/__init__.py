"""The openness project: settings, wiring, units and people."""

"""Tests of settings, environment, wiring and the files that describe a production site."""

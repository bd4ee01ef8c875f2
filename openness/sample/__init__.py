"""The sample district 永川区: real totals of 2018 from its published report, invented single cases, invented later years."""

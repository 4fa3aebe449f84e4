"""Comparisons: staff look at two records and say whether they are one person's."""

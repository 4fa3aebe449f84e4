"""Figures by county and hour, counted from the tables' streams."""

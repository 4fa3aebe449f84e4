"""Ratings of regions: published by two where anybody gets worse, seen by everybody."""

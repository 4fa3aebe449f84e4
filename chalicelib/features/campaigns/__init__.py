"""Campaigns: work on everybody whom something touches, in units that are done once, paused, resumed and stopped."""

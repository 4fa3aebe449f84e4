"""Contact tracing by overlapping visits."""

"""A person as the desk sees them: found by document, the header, the time line, and any past day again."""

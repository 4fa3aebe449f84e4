"""The breaker: what turns too many people of a county worse in an hour is held until a supervisor releases it."""

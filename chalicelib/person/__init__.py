"""The person: the one aggregate of facts, state, code, messages and account that features change."""

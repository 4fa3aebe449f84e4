"""Retention: what is due to go goes, with a ledger of it; what is held of somebody; the end of the whole."""

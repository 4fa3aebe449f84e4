"""Presentation of a code, and the phones that may show it."""

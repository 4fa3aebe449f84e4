"""Every route against everybody who may ask."""

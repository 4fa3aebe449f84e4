"""The features: what the system does, a folder for each."""

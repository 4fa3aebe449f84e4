"""What the system does, a folder for each feature."""

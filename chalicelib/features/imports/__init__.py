"""Imports: files of offices read, checked, agreed to by two and put in force line by line."""

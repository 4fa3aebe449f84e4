"""Exports: a list as a csv file, made by a job and fetched by a link."""

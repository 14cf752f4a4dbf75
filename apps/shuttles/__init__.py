"""Shuttles (班车): a seat to the fields and to school."""

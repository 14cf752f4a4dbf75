"""Thousands are separated."""

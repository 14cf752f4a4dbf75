"""The import of rosters (花名册): reading a workbook as offices really fill it in, checking every cell, comparing with
the register, and applying what a person has looked at, in one transaction.

The way of a file: files (is it safe to open) → reader (cells) → columns and header (what stands where) → rows and
checks (households and faults) → diff (against the register) → staging (kept for people to look at) → apply.
"""

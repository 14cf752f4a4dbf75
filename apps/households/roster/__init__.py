"""The import of rosters (花名册): reading a workbook as offices really fill it in, checking every cell, comparing with
the register, and applying what a person has looked at, in one transaction.

The engine is apps/core/sheets; register.py is the roster's side of it. The way of a file: columns (what stands where) →
content, grouping and checks (households and faults) → snapshot and diff (against the register) → staging and absences
(kept for people to look at) → apply.
"""

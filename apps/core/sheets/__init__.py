"""Sheets that offices send, read as they really are filled in: what any register's import shares.

The way of a file: files (is it safe to open) → reader (cells) → headings and table (what stands where)
→ cells and dates (values, or a fault that names the cell).
"""

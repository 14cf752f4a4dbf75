"""Questionnaires as versioned data: what is asked, when, and how it is scored."""

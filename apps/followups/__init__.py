"""Visits and how people settle in: caseloads, tasks, integration and livelihood."""

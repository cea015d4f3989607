"""Dyspozytor: first-line triage, in Polish, for faults of network devices."""

"""The caller's own escalation."""

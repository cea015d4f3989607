"""The state of one's own contracts."""

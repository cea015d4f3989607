"""The web page for callers."""

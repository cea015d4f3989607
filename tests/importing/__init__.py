"""The operator's files: what is read, what is refused and why, and what an import does to the store."""

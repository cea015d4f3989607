"""Small helpers that keep long patterns readable."""


def any_of(*alternatives: str) -> str:
    """One group that matches any of the alternatives; each may hold several parts joined with |."""
    return f"(?:{'|'.join(alternatives)})"

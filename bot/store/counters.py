"""Numbers drawn one after another without gaps: a draw that is rolled back is drawn again."""

from sqlalchemy import Connection, text

CASES = "case"
FIRST_CASE = 1001

_DRAW = text("""
    INSERT INTO counter (name, value) VALUES (:name, :first)
    ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
""")


def draw(c: Connection, name: str, first: int) -> int:
    """The next number of a counter that starts at `first`; the counter's row stays locked until the commit."""
    value: int = c.execute(_DRAW, {"name": name, "first": first}).scalar_one()
    return value

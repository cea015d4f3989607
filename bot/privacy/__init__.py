"""What the law gives a person: to see what is held of them, to have it mended, and to have it forgotten (RODO)."""

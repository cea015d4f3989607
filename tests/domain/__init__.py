"""The business rules: tables with the arithmetic in a comment, and properties."""

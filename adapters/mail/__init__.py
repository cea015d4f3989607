"""E-mail, a way out only: to the addresses of the house, and to callers who have no chat."""

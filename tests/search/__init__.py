"""Claims about the knowledge base and its search."""

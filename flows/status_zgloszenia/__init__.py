"""What became of a reported case, and why its deadline is what it is."""

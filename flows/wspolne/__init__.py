"""What every flow shares: greeting, asides, cancelling, not understanding."""

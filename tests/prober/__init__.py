"""People of six organisations who ask about each other: what each may hear, and turns taken without the network."""

"""How a conversation works: pure values and rules, without a clock, a database or the network."""

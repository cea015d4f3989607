"""Teams: its fake, its form of things, and its doors."""

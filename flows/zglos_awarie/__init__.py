"""Reporting a fault: from the first sentence to a case in front of an engineer."""

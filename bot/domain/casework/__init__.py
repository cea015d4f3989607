"""What people do to a case: each change takes a case and gives the new one with its event, or raises Refused."""

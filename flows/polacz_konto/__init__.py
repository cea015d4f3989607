"""Somebody proves who they are, so that an account counts as theirs."""

"""An account that is to be nobody's any more."""

"""Labels drawn after the look of both makers, photographed badly, and what is read off them."""

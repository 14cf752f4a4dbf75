"""How numbers look, by language."""

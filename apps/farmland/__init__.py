"""Fields (承包地块): whose they are, how far they lie, and when they must be worked."""

"""Measures the product as it runs: real servers, a real county beside a small community. docs/bench.md explains."""

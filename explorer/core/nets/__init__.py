"""Tiny nets: their data, their training, and honest slices of the land of their weights."""

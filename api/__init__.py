"""Delivery: how the world reads what was released. Knows editions, never pages."""

"""Simulators: small worlds whose outcome is the height of a landscape."""

"""Measurements that are run by hand: speed of a render, endurance against random input."""

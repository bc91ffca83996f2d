"""Parse -> positions: what parties demand, offer, promise, refuse, threaten ..."""

from twosource.find.positions.code import find_positions

__all__ = ["find_positions"]

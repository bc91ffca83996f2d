"""Parses -> Register: the parties of a story, one identity across its accounts."""

"""Lexicons of the compare stage."""

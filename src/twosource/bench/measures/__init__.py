"""Measures that several stages share: B-cubed F1, ranking curves, peak memory."""

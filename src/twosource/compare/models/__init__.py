"""Small trained models, as plain arrays."""

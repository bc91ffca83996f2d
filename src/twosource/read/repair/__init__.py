"""Text whose encoding was misread, put right; clean text left alone."""

from twosource.read.repair.mend import Edit, Plan, apply, detect, mend, repair

__all__ = ["Edit", "Plan", "apply", "detect", "mend", "repair"]

"""Words of a section, and what the word lists and the spelling of a name say.

In: a parsed section, or a bare text.  Out: plain lists of its words; names, nouns and offices
made comparable.  Knows no mention and no party: everything above stands on it.
"""

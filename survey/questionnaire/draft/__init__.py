"""Drafts: a questionnaire while it is being written, in a loose form that may lack anything."""

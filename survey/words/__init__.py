"""People's own words: what is found in them, masked, shortened, and who may read what."""

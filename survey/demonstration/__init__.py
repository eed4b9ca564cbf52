"""A demonstration: two years of made-up history whose truth is known, told as a story."""

"""The thirteen sections, a file each: material in, a section out; None where it does not belong."""

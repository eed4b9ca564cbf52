"""The involvement report: what the partners of an initiative meet over, as one piece of plain data."""

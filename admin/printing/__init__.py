"""What is printed: posters, door cards and letters. Plain data in, PDF out; knows no web."""

"""The only writers of files of answers: CSV row by row, and Excel workbooks."""

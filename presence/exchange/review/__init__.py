"""A review as a file to keep or to show: a web page, a picture, a PDF."""

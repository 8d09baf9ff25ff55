"""The commands behind the command line: each opens a desk, calls operations and prints."""

"""The desk file: SQL and the file on disk live here and nowhere else."""

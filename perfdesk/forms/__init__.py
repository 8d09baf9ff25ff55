"""The official tables as data: one definition serves recogniser, grid, PDF and workbook."""

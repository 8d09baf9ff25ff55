"""Documents in and out: readers, recogniser, page layout, PDF and workbook writers."""

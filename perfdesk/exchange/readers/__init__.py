"""One reader per format: a file's bytes to grids. They run in the child process of `exchange.child`."""

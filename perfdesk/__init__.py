"""perfdesk (绩效台): the performance-target desk of a public body."""

__version__ = "0.1.0"

"""Findings (疑点): one pure function per check; none blocks, each can be answered with a note."""

from perfdesk.domain.findings.finding import Finding, Severity
from perfdesk.domain.findings.registry import CHECKS, find_all

__all__ = ["CHECKS", "Finding", "Severity", "find_all"]

"""Findings (疑点): one pure function per check; none blocks, each can be answered with a note."""

from perfdesk.domain.findings.finding import Finding, Severity
from perfdesk.domain.findings.registry import ACROSS, CHECKS, Finder, find_all
from perfdesk.domain.findings.rules import RULES, Rule

__all__ = ["ACROSS", "CHECKS", "RULES", "Finder", "Finding", "Rule", "Severity", "find_all"]

"""The desk's verbs: take in, record, arrange, check, report, keep."""

"""The report: scorecards, ledgers and manifest in one value, written to JSON and read back."""

"""A rule file to start from, made from an export by whoever has no rules yet."""

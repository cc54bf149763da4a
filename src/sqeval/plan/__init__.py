"""Rules bound to tables: which rows each indicator looks at, in one query per table and clock."""

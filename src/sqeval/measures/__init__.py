"""What can be measured: one kind per file, as a model and a reading in the expression language."""

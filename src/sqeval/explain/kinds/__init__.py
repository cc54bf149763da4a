"""What one kind of measure alone says of itself, in both languages: one file for each."""

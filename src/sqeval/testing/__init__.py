"""The rules' own unit tests: rows that someone can check by hand, and the figures they make."""

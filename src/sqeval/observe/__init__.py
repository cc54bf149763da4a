"""The only stage that aggregates: a plan becomes figures, each with its n and its interval."""

"""One case looked at: how it counted in every indicator, or which cases cost an indicator most."""

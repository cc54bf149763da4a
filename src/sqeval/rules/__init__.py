"""YAML text to a rule set: the gate, the loader, the models, and what they must agree on."""

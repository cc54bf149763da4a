"""The JSON Schema of rule files, made from the models, for editors that complete and check."""

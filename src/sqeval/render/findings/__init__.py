"""Renderers of what is found in rule files, one format per file; the registry names them all."""

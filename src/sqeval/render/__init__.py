"""Renderers: a report as text, one format per file; the registry names them all."""

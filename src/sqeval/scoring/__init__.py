"""Observations and targets become scorecards: status, points, weights, grade, gates, outcome."""

"""Reads across everything that is published: what answers a question, the best first."""

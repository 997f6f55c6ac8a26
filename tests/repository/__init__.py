"""Tests of the code as text: what may stand where, and what may import what."""

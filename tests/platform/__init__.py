"""Tests of the settings, the embedded server and the commands."""

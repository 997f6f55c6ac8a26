"""What the public may see of each record and fact, on any day, made once and kept as JSON.

A module for each noun says what its documents hold; `builder` is what they have in common, `store`
keeps them, `days` answers what a day decides.
"""

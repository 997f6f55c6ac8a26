"""A newsroom where every embedding occurs, what is done to it, and what the API tells."""

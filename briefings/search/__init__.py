"""Search over everything that is published: the hits of a question, the best first."""

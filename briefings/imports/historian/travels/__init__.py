"""The travel lists of the Office of the Historian: what their rows say, and how they belong."""

"""The Historian's travel lists: rows joined to journeys, persons and meetings read from words."""

"""The files of the Office of the Historian, US Department of State, as rows of our tables."""

"""The seven files of the Office of the Historian, US Department of State, mapped to our tables."""

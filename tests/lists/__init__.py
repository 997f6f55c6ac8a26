"""What every list does alike, on every face: pages, API and downloads."""

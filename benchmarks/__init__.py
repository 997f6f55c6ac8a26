"""What the newsroom costs at size: `make bench`. Not run by the tests, nor shipped with the app."""

"""The pages as readers get them."""

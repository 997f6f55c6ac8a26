"""What is asked wrongly is answered in words: no address, form or header makes the server fail."""

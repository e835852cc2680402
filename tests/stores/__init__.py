"""One suite for every store, and what is true of only one of them."""

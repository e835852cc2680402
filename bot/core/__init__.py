"""The tutor itself: no file, no socket, no environment, no reading of a clock."""

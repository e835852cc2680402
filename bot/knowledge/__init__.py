"""From files to what the tutor uses: decks and notes, checked, and the search over them."""

"""Where the tutor speaks: each platform lays replies out and hands in what people do."""

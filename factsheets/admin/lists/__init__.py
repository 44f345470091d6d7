"""Lists of the admin: every type of content with its languages and their state on each row."""

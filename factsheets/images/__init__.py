"""Pictures on the way from a person's computer to an edition: uploading, checking, keeping."""

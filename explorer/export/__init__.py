"""Pictures, animations and tables of a document: one format a file."""

"""What is open: the document, its history and file, and the work it asks for. No widgets."""

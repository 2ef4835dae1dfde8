"""The operations of the document, a module each."""

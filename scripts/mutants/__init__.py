"""Proof that the tests bite: copies of the client, and of its document, that have one thing wrong."""

"""The service: articles in over HTTP, records out."""

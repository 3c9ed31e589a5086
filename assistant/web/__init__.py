"""The HTTP API, the chat page, and the service that carries both."""

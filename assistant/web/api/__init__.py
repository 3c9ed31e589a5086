"""The HTTP API: one router a noun, thin; what they share is in ``portal``."""

from assistant.web.api.build import create_api

__all__ = ["create_api"]

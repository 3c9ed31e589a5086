"""Shapes of the API's requests and responses; pydantic at the edge."""

"""The gate of the first promise: nothing is shown that the cited text does not say."""

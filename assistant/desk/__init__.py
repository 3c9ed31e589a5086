"""The inquiry desk: where a matter goes, what to reply, and wording once approved."""

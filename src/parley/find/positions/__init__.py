"""Where sides of a negotiation stand: from what is said and from the outlet's own sentences."""

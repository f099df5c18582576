"""Who a record's words are ascribed to: from the words that name the speaker to one actor, or to none."""

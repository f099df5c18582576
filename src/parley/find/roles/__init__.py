"""Which offices a page gives the persons it names: ``Tavria's defence minister, Ana Weber``."""

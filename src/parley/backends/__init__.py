"""Back ends: others' answers, held to the same rule as ours. What is no span of the page is dropped."""

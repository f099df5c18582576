"""Finds clues to the day on which a page was written.

Each module reads one kind of words: `printed` dates of publication, datelines and dated pictures or posts,
`foreign` dates of publication in other languages;
`named` years and months that are certainly past or to come; `weekdays`; `wars` and how long they have lasted;
`rounds` of talks, which two pages may share. None of them settles the day alone.
"""

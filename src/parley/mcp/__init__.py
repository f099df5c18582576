"""The record for a language model's client, over the Model Context Protocol: read-only, and what pages say is data.

`wrapped` puts rows into an envelope of bounded size that their words cannot close; `rows` says what of a row is told;
`tools` asks the record; `server` offers the tools with the official SDK (the extra ``mcp``).
"""

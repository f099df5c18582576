"""Pictures of a record: rows in, a value that describes the drawing, SVG text out.

A picture is a pure function of rows: the same rows give the same bytes. Every mark has words of its own (a title)
and, where its record has a place in the views, a link; what is not drawn is counted in a note; and a table says the
same in text.
"""

"""What does not belong to a position's content at its end, though its words go on."""

from __future__ import annotations

from parley.language.line import Line, Range


def unjudged(line: Line, content: Range) -> Range:
    """What is refused, without what it is refused as: ``rejected the plan | as favouring Velm``."""
    for k in range(content[0] + 1, content[1] - 1):
        judged = line.words[k] == "as" and line.tags[k - 1] in ("NN", "NNS", "NNP", '"')
        if judged and line.tags[k + 1] in ("VBG", "JJ", "DT") and line.words[k + 1] != "such":
            return content[0], k
    return content


def without_closing(line: Line, content: Range) -> Range:
    """Content without the mark that closes a quotation which it does not open: ``wants “ | a truce now | .”``."""
    start, end = content
    if end - start < 2 or line.tags[end - 1] != '"' or line.tags[start:end].count('"') % 2 == 0:
        return content
    end -= 1
    return start, end - (line.words[end - 1] in (",", ".") and end - start > 1)

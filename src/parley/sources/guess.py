"""The encoding of bytes that declare none and are not UTF-8, or None where it cannot be told.

charset-normalizer tells scripts apart well, but within the Latin script it takes what comes first: of 41
Spanish articles in windows-1252 it called 33 windows-1250, which prints ``ň`` for ``ñ``. So it is asked
for the script only. In the Latin script the language decides, and the decoded words must look like words.
"""

from __future__ import annotations

import re
import unicodedata

_SAMPLE = 65_536
_DEFAULT = "cp1252"  # as browsers take it
# Of other scripts, those that pages were written in; all that Python knows called one Ukrainian
# text Thai and one Greek text Mac Cyrillic.
_OTHER = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256",
    "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949",
]  # fmt: skip
_BY_LANGUAGE = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
}
# Letters that tell one other script from another: of 20 and 40 letters, Japanese was called Korean; from
# 60 on, Japanese, Chinese, Korean, Russian and Greek were all told right.
_ENOUGH = 60
_C1 = re.compile(rb"[\x80-\x9f]")
_IN_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f](?=[^\W\d_])|(?<=[a-z])[^\x00-\x7f](?![^\W\d_])")
_WORD = re.compile(r"(?:(?![\x00-\x7f])[^\W\d_]){3,}")
_JOINERS = frozenset("’‘·­–—…´”“»«™®©")
_MISFITS = 0.05  # share of the characters in words that may look wrong, for typing errors


def guess(content: bytes) -> str | None:
    """Python's name of the encoding that `content` is most likely in; it may still fail on other parts."""
    from charset_normalizer import from_bytes

    sample = _telling(content)
    best = from_bytes(sample, cp_isolation=_OTHER).best()
    if best is not None and _other_script(text := sample.decode(best.encoding, "ignore")):
        return best.encoding if _letters(text) >= _ENOUGH else None
    likely = _BY_LANGUAGE.get(_language(sample), _DEFAULT)
    if likely == "cp1250" and not _C1.search(sample):
        likely = "iso8859-2"  # windows-1250 holds its š, ś, ž and quotation marks there, ISO-8859-2 nothing
    return next((e for e in dict.fromkeys((likely, _DEFAULT)) if _reads_well(sample, e)), None)


def _telling(content: bytes) -> bytes:
    """The lines that hold bytes beyond ASCII: only they tell anything."""
    out = bytearray()
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            out += line
        if len(out) >= _SAMPLE:
            break
    return bytes(out[:_SAMPLE])


def _other_script(text: str) -> bool:
    """Whether the letters beyond ASCII are of a script that is not Latin, and form words of their own.

    The words matter: Italian's lone ``è`` and the pound sign are letters in windows-1251.
    """
    letters = _letters(text)
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in text if c > "\x7f" and c.isalpha())
    in_words = sum(map(len, _WORD.findall(text)))
    return latin * 2 < letters and in_words * 2 > letters


def _letters(text: str) -> int:
    return sum(c > "\x7f" and c.isalpha() for c in text)


def _language(sample: bytes) -> str:
    import py3langid

    code: str = py3langid.classify(sample.decode(_DEFAULT, "replace"))[0]
    return code


def _reads_well(sample: bytes, encoding: str) -> bool:
    """Whether what stands inside and at the end of words are letters in the case of their neighbours."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    places = [m.start() for m in _IN_WORD.finditer(text)]
    return sum(not _fits(text[at - 1], text[at]) for at in places) <= _MISFITS * len(places)


def _fits(before: str, char: str) -> bool:
    if char in _JOINERS or char.isspace():
        return True
    return unicodedata.category(char) in ("Ll", "Lu", "Lo") and not (before.islower() and char.isupper())

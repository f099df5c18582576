"""What a page reports of agreements: what sides agreed, signed, carried out or broke."""

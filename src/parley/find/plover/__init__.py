"""Events of PLOVER in sentences, and the incidents of a page that they give."""

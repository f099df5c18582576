"""The meetings that a page reports: talks, summits, visits, calls, past and to come."""

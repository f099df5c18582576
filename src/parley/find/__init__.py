"""Finders: functions from one analysed document to records of one kind."""

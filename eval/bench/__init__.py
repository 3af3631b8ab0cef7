"""Stopwatches: how fast the parts are on the machine that this runs on."""

"""Language model runtimes, one file each behind the Protocol in `model`."""

"""Other people's question sets, read as ours: one file a format, and `load` to tell them apart."""

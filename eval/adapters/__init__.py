"""Other people's question sets, read as ours."""

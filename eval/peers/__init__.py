"""The same questions through the stacks that a reader could have written instead, side by side."""

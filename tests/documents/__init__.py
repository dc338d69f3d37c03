"""Documents: from a file to marks, links and comparisons. The sentences are our own."""

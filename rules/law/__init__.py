"""The law as rows: value, source, in force since, reviewed on; interpreted, never branched on."""

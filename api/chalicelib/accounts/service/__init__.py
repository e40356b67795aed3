"""The use cases of accounts, one file for each thing that people do."""

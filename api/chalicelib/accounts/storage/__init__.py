"""Accounts in DynamoDB: CITIZEN#<hash> holds what login needs, ACCOUNT#<id> all that belongs to a person."""

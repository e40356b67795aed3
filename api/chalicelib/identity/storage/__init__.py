"""Cases in DynamoDB: IDENTITY#<case id> holds the case, its pictures and who looked at them."""

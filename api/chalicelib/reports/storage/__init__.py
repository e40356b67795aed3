"""Reports in DynamoDB: REPORT#<id> holds the report, its history and its reporter; indexes make the lists."""

"""How long what is kept, and when it is due to go: pure, over records as DynamoDB has them. No AWS, no clock."""

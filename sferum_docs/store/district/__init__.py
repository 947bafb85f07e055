"""What an office asks of many bodies at once."""

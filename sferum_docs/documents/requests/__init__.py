"""What a person asked for: questions answered, days, what earlier packets said."""

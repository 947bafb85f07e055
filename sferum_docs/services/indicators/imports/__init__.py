"""Files of indicators brought in: kept, understood, compared with what is kept, written as a person decided."""

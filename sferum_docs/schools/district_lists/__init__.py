"""The schools of a district out of the tables that its office keeps: organisations and their staff, in any layout."""

"""The sheet of a district for one school: which rows are its own, what a person is asked, what will change."""

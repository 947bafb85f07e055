"""What programs may ask, part by part of the program: operations with the schemas of what they take and give."""

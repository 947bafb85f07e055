"""What an office knows of the bodies that it watches, as its papers print it. Pure."""

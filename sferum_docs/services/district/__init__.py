"""What the office of a district does: it watches bodies, gives them acts, makes their papers in bulk."""

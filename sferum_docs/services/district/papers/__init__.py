"""Papers of an office: what they tell of the bodies that it watches, letters to those whom they concern."""

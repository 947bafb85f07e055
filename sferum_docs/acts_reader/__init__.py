"""The reader of acts: the text of any act → its clause tree, with a doubt wherever a rule was not sure."""

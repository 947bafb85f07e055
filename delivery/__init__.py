"""How the program reaches a school and stays whole there. Standard library only: nothing is installed yet."""

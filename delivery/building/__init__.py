"""What a school is given is made here, where there is a network; none of this goes into it."""

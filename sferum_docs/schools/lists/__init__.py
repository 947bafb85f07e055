"""Lists of a school as people write them: whom a name means, for whom a chat is, how a word is spelt."""

"""Lists of the school edited in place: the staff, the chats; one page for all lists."""

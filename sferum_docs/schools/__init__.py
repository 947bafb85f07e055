"""A school: requisites, staff, chats, and what is missing in them. Pure."""

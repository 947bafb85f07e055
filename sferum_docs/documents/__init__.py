"""What a template may say and how a document is made from a pack and a school. Pure."""

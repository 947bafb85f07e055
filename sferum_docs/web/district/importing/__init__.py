"""The way of bodies out of tables: its pages, what they show, what they are sent."""

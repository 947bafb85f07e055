"""The words a template may say, each declared once: name, kind, meaning, and where its value comes from."""

"""The documents of an office that watches others carry out an act: written once, fitted to every act. Pure."""

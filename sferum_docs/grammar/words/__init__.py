"""Words in six forms: lexicon, rules, search."""

"""Russian: cases, names, posts, organisations, numerals, dates, typography. Pure.

Each form has its source and says whether it is certain; a doubtful one carries the choices to ask a person about.
A person's decision goes before the school's list, that before the district's, then the lexicon, then the rules
(`exceptions.py`). The tables are for people to edit: `names.toml` (rules of names), `nouns.toml` (head words),
`phrases.toml` (service words), `gender.toml`, `first_names.toml`, `counted.toml`.
Templates use `values.py` and `filters.py`.

>>> decline_full_name("Алиева Патимат Омаровна", Gender.FEMALE, Case.DATIVE).text
'Алиевой Патимат Омаровне'
>>> name_paradigm("Заяц", "last", Gender.MALE).at("gen")
Declined(text='Зайца', certain=False, source='правило R12', note='Выпадает ли гласная при склонении', \
choices=('Зайца', 'Заяца'))
"""

from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.organisations import decline_organisation, organisation_paradigm
from sferum_docs.grammar.persons.gender import detect_gender
from sferum_docs.grammar.persons.names import decline_full_name, decline_name, full_name_paradigm, name_paradigm
from sferum_docs.grammar.persons.split import initials
from sferum_docs.grammar.posts import decline_post, post_paradigm
from sferum_docs.grammar.words.paradigm import Choice, Declined, Paradigm

__all__ = [
    "Case",
    "Choice",
    "Declined",
    "Gender",
    "Paradigm",
    "Part",
    "decline_full_name",
    "decline_name",
    "decline_organisation",
    "decline_post",
    "detect_gender",
    "full_name_paradigm",
    "initials",
    "name_paradigm",
    "organisation_paradigm",
    "post_paradigm",
]

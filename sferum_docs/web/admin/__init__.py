"""Pages of the administrator: templates and their versions, the pack, the dictionary of tags, backups, the doctor."""

from sferum_docs.web.admin import (
    acts_reading,
    backup,
    doctor,
    journal,
    mail,
    network,
    new_template,
    own_document,
    pack,
    template,
    template_report,
    users,
    vocabulary,
)

BLUEPRINTS = (
    *acts_reading.BLUEPRINTS,
    *(
        page.blueprint
        for page in (
            users,
            journal,
            template,
            template_report,
            own_document,
            new_template,
            pack,
            vocabulary,
            backup,
            mail,
            doctor,
            network,
        )
    ),
)

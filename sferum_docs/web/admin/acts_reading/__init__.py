"""Pages of an act that is read: what is being read, the review, the pack that is made of it."""

from sferum_docs.web.admin.acts_reading import begin, review

BLUEPRINTS = (begin.blueprint, review.blueprint)

"""Load what the work on every part needs, when this module is imported: a process that is forked off then has it."""

import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.corpus import Corpus
from corpus_tools.store.found import FINDERS, shipped_actors

_corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["قال وزير الخارجية الروسي إن الهدنة في حمص بدأت أمس."]}))
_mentions = find_mentions(_corpus, shipped_actors())
for _finder in FINDERS.values():
    _finder.find(_corpus, _mentions)

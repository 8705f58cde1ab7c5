# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     notebook_metadata_filter: -jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who is mentioned, and with whom?
#
# A state, an army, a movement or a person goes by many names: «روسيا» (Russia), «الروسية» (the Russian …), «موسكو»
# (Moscow). Who is named in the corpus, under which name, together with whom, and who gets to speak?

# %% tags=["parameters"]
from pathlib import Path

# A folder of articles, such as "/home/me/articles". The one that ships is
# found from the folder of the notebooks and from the one above it.
corpus = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# %%
from IPython.display import Markdown, display

import corpus_tools as ct

documents = ct.read_corpus(corpus)
texts, edits = ct.clean(documents)
tokens = ct.tokenize(texts)
actors = ct.load_actors()
mentions = ct.find_mentions(texts, actors, tokens=tokens)
ct.show(mentions[["surface", "actor_id", "kind", "alias", "rule"]])

# %% [markdown]
# `alias` is the name in the list of actors that was recognised, and `kind` says how the actor is referred to: by
# `name`, by an `adjective` («الروسية»), by a `metonym` (a capital that stands for its government) or by a `description`
# («المعارضة», the opposition).

# %%
try:
    display(ct.plot_mentions(mentions, actors, documents=texts))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# **What it shows.** How often each actor is referred to, how, and where in the text: news tells the main thing first.
#
# **What it cannot show.** Who is not on the list of actors; `load_actors` takes a list of your own. Pronouns are not
# counted, so that an actor who is spoken of at length may have few mentions. A mention is neither approval nor blame.
#
# ## How sure are the counts?
#
# Where a name may mean several actors, the mention keeps its `candidates`, and each of them has a minimum, without such
# mentions, and a maximum, with them. `share` is the share of the documents that mention the actor, `low` and `high` its
# 95 % interval: for one article it says nothing.

# %%
counts = ct.actor_frequency(mentions, texts)
ct.show(counts[["actor_id", "mentions", "mentions_max", "documents", "documents_max", "share", "low", "high"]])

# %%
ambiguous = mentions[mentions["candidates"].notna()]
ct.show(ambiguous[["doc_id", "surface", "candidates", "rule"]])

# %% [markdown]
# ## By which names?
#
# The choice of a name is a choice of words: «الحكومة» (the government) and «النظام» (the regime) may be one actor. For
# each source, the names that it uses for an actor, their `share` there and in the other sources; a `q` below 0.05 says
# that the two differ. Adjectives are left out, since grammar asks for them.

# %%
names = ct.naming(mentions, texts)
several = names.groupby(["actor_id", "source"], dropna=False)["alias"].transform("size") > 1
ct.show(names.loc[several, ["actor_id", "source", "alias", "n", "share", "share_elsewhere", "q"]])

# %%
try:
    display(ct.plot_naming(names, actors, mentions=mentions, documents=texts))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# **What it shows.** The names of the actor that is mentioned most often by several, source by source; `actor="ISIS"`
# asks for another.
#
# **What it cannot show.** Why. And with a single source there is nobody to compare it with.
#
# ## Who is mentioned with whom

# %%
links = ct.co_mentions(mentions, documents=texts)
ct.show(links[["actor_a", "actor_b", "n", "documents", "expected", "log_ratio", "low", "high"]])

# %%
try:
    figure = ct.plot_co_mentions(links, actors=actors, mentions=mentions, documents=texts)
    of_first_pair = figure.evidence[figure.evidence["mark"] == 0]
    display(figure, ct.show(of_first_pair[["surface", "surface_b", "words"]], rows=8, width=200))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# **What it shows.** How many sentences name both. `expected` is how many would if the two were spread over the
# sentences independently of one another, and `log_ratio` how far the count is from that, in powers of two, with its
# 95 % interval: where that includes 0, the pair may be together by chance. For a larger corpus, `ct.plot_network` draws
# the pairs that are not.
#
# **What it cannot show.** What the two have to do with one another: the sentences do. Those of the first pair stand
# below the figure, and `figure.evidence` has them for all.
#
# ## Who says what?
#
# Reported and quoted speech, its verb and its speaker. `stance` is the verb's: «قال» (said) asserts, «زعم» (claimed)
# keeps a distance (`hedged`), «نفى» (denied) says that it is not so. `direct` speech stands between quotation marks.

# %%
said = ct.quotations(texts, mentions, actors=actors)
ct.show(said[["speaker", "actor_id", "actor_kind", "verb", "stance", "direct", "surface"]], width=120)

# %% [markdown]
# `actor_id` is the actor that the speaker is or speaks for, where the list has it. If `actor_kind` is `adjective`, it
# says no more than where the speaker comes from: «ضابط روسي» (a Russian officer) is not Russia, and not counted here:

# %%
spoken = said[said["actor_kind"] != "adjective"]
by_stance = spoken.groupby(["actor_id", "stance"], observed=True).size().rename("n").reset_index()
ct.show(by_stance.sort_values("n", ascending=False, kind="stable"))

# %% [markdown]
# **What it shows.** Whose words the corpus carries, and with which reserve.
#
# **What it cannot show.** Whether it was said. Where a sentence names no speaker and another actor was mentioned
# since, none is given.
#
# ## Who is missing from the list?
#
# Names that recur where names stand, such as after a title or beside a verb of speech, and that the list does not
# have. To take one in, paste its `stub` into a list of your own. One article is too little to see who recurs.

# %%
missing = ct.suggest_actors(tokens, actors, mentions=mentions)
ct.show(missing[["name", "type", "documents", "after_title", "as_group", "with_verb", "in_quotes", "together"]])

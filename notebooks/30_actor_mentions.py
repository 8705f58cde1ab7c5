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
# (Moscow). Who is named in the corpus, under which name, where in the text, and together with whom?

# %% tags=["parameters"]
from pathlib import Path

# A folder of articles, such as "/home/me/articles". The one that ships is
# found from the folder of the notebooks and from the one above it.
corpus = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# %%
import corpus_tools as ct
from corpus_tools.display import show
from corpus_tools.places import add_sentences

documents = ct.read_corpus(corpus)
texts, edits = ct.clean(documents)
tokens = ct.tokenize(texts)
actors = ct.load_actors()
mentions = ct.find_mentions(texts, actors, tokens=tokens)
show(mentions[["surface", "actor_id", "kind", "alias", "rule"]])

# %% [markdown]
# `alias` is the name in the list of actors that was recognised, and `kind` says how the actor is referred to: by
# `name`, by an `adjective` («الروسية»), by a `metonym` (a capital that stands for its government) or by a `description`
# («المعارضة», the opposition). Where several actors may be meant, `actor_id` is missing.

# %%
ct.plot_mentions(mentions, actors, documents=texts)

# %% [markdown]
# **What it shows.** How often each actor is referred to, how, and where in the text: news tells the main thing first.
#
# **What it cannot show.** Who is not on the list of actors; `load_actors` takes a list of your own. Pronouns are not
# counted, so that an actor who is spoken of at length may have few mentions. A mention is neither approval nor blame.
#
# ## Who is mentioned with whom

# %%
links = ct.co_mentions(mentions, documents=texts)
show(links[["actor_a", "actor_b", "n", "documents", "expected", "log_ratio", "low", "high"]])

# %%
ct.plot_co_mentions(links, actors=actors, mentions=mentions, documents=texts)

# %% [markdown]
# **What it shows.** How many sentences name both. `expected` is how many would if the two were spread over the
# sentences independently of one another, and `log_ratio` how far the count is from that, in powers of two, with its
# 95 % interval: where that includes 0, the pair may be together by chance.
#
# **What it cannot show.** What the two have to do with one another: the sentence does.
#
# ## Back to the words
#
# The sentences that name both actors of the first pair, a row for each mention:

# %%
of_pair = mentions[mentions["actor_id"].isin(links.loc[0, ["actor_a", "actor_b"]])]
named = of_pair.groupby(["doc_id", "sentence"])["actor_id"].transform("nunique")
spoken = add_sentences(of_pair[named == 2], texts, ct.split_sentences(texts))
show(spoken[["actor_id", "surface", "words"]], width=160)

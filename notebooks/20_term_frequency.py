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
# # Which words carry the coverage?
#
# Arabic writes the article, conjunctions and prepositions onto the word: «اتفاق» (agreement), «الاتفاق» (the agreement)
# and «وللاتفاق» (and for the agreement) are one term. Which terms are the most frequent, and what do they stand beside?

# %% tags=["parameters"]
from pathlib import Path

# A folder of articles, such as "/home/me/articles". The one that ships is
# found from the folder of the notebooks and from the one above it.
corpus = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# %%
import corpus_tools as ct
from corpus_tools.display import show

documents = ct.read_corpus(corpus)
texts, edits = ct.clean(documents)
tokens = ct.tokenize(texts)
stop_words = ct.load_stop_words()
frequencies = ct.term_frequency(tokens, stop_words=stop_words)
show(frequencies[["term", "label", "n", "documents", "per_million"]])

# %% [markdown]
# Words are counted by lemma; `label` is the form that is written most often. Function words, such as «في» (in), are
# left out here. `documents` says how many documents have the term: one that is frequent in a single long article does
# not carry the coverage.

# %%
ct.plot_terms(frequencies, tokens=tokens)

# %% [markdown]
# **What it shows.** What the corpus speaks of most.
#
# **What it cannot show.** What is peculiar to it: that takes a second corpus to compare it with. A lemma is found by
# rule and by list, without reading the sentence, so that two words of one spelling are one term.
#
# ## Terms of two words

# %%
pairs = ct.term_frequency(tokens, ngram=2, stop_words=stop_words, min_n=2)
show(pairs[["label", "n", "documents"]])

# %% [markdown]
# ## Back to the words
#
# The occurrences of the most frequent term, with what stands before and after each:

# %%
lines = ct.concordance(tokens, frequencies["term"].iloc[0], form="lemma")
show(lines[["before", "match", "after"]])

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
# and «وللاتفاق» (and for the agreement) are one term. Which terms are the most frequent, what do they stand beside, and
# does their use change?

# %% tags=["parameters"]
from pathlib import Path

# A folder of articles, such as "/home/me/articles". The one that ships is
# found from the folder of the notebooks and from the one above it.
corpus = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# Leave out of the company of a word what meets it less often. 2 is for a
# single article; 5 or more for a corpus.
fewest = 2

# %%
from IPython.display import Markdown, display

import corpus_tools as ct

documents = ct.read_corpus(corpus)
texts, edits = ct.clean(documents)
tokens = ct.lemmatize(ct.tokenize(texts))
stop_words = ct.load_stop_words()
frequencies = ct.term_frequency(tokens, stop_words=stop_words)
ct.show(frequencies[["term", "label", "n", "documents", "per_million"]])

# %% [markdown]
# Words are counted by lemma; `label` is the form that is written most often. Function words, such as «في» (in), are
# left out here. `documents` says how many documents have the term: one that is frequent in a single long article does
# not carry the coverage.

# %%
ct.plot_terms(frequencies, tokens=tokens)

# %% [markdown]
# **What it shows.** What the corpus speaks of most.
#
# **What it cannot show.** What is peculiar to it: that takes a second corpus, or another part of this one, and
# `ct.keyness(target, reference)`. A lemma is found by rule and by list, without reading the sentence, so that two words
# of one spelling are one term.
#
# ## The words behind the bars
#
# The three most frequent terms where they stand, five occurrences of each, drawn at random (the same at each run). It
# is read from right to left: what comes before the term is on its right.

# %%
import pandas as pd

lines = [
    ct.concordance(tokens, term, form="lemma", width=45, sample=5).assign(term=label)
    for term, label in frequencies[["term", "label"]].head(3).itertuples(index=False)
]
ct.show(pd.concat(lines)[["term", "before", "match", "after"]])

# %% [markdown]
# ## Terms of two words

# %%
pairs = ct.term_frequency(tokens, ngram=2, stop_words=stop_words, min_n=2)
ct.show(pairs[["label", "n", "documents"]])

# %% [markdown]
# ## The company of the most frequent term
#
# Which words stand within five words of it, in the same sentence? `expected` is how often they would by chance, `g2`
# how little chance explains it (from about 11 on it hardly does), and `log_dice` how closely the two go together, at
# most 14, whatever the size of the corpus.

# %%
top = frequencies["term"].iloc[0]
company = ct.collocations(tokens, top, stop_words=stop_words, min_n=fewest)
ct.show(company[["label", "n", "n_before", "n_after", "expected", "g2", "log_dice"]])

# %%
try:
    display(ct.plot_collocations(company, tokens=tokens))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# **What it shows.** Set phrases and fixed names first, then what the corpus has to say of the term.
#
# **What it cannot show.** With one article, next to nothing: its `g2` are small. Company is not opinion, either.
#
# ## Does it change?
#
# The rate of the most frequent terms from month to month, each on a scale of its own, with its 95 % interval. `slope`
# is the change from one month to the next, per million words; a `q` below 0.05 says that there is one. A trend takes
# documents of five months or more, or of as many weeks or days.

# %%
terms = frequencies.head(4)
try:
    trend = ct.term_trend(tokens, terms["term"].tolist(), by="month").merge(terms[["term", "label"]], on="term")
    display(ct.show(trend.drop_duplicates("term")[["label", "slope", "p", "q"]]))
    display(ct.plot_trend(trend, tokens=tokens))
except ValueError as too_few:
    display(Markdown(str(too_few)))

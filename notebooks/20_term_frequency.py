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
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# Where to write the figures, each with its table, its places in the texts and
# a passport: a folder, such as "my-report". None writes nothing.
report = None

# Leave out of the company of a word what meets it less often. 2 is for a
# single article; 5 or more for a corpus.
fewest = 2

# %%
from IPython.display import display

import corpus_tools as ct

corpus = ct.load_corpus(folder)
# Copies of an article count once in the figures; without `copies`, each counts.
findings = ct.analyze(corpus, copies=ct.find_duplicates(corpus))
locale = ct.Locale()  # ct.Locale("en") for English; digits="arab" for ٢٠١٧
look = {"locale": locale, "source": f"{Path(folder).name} · {locale.counted(len(corpus.articles), 'article')}"}
figures = {}

# %%
stop_words = ct.load_stop_words()
frequencies = ct.term_frequency(corpus, stop_words=stop_words)
ct.show(frequencies[["term", "label", "n", "documents", "per_million"]])

# %% [markdown]
# Words are counted by lemma; `label` is the form that is written most often. Function words, such as «في» (in), are
# left out here. `documents` says how many documents have the term: one that is frequent in a single long article does
# not carry the coverage. The figure also leaves out what any report says, such as «قال» (said) and «يوم» (day):
# `ct.load_news_words()`.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="terms", **look)
    display(figures["terms"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** What the corpus speaks of most. A number is a count of places, and each of them is in
# `figures["terms"].evidence`, in random order: read the first twenty, and you have read a fair sample.
#
# **What it cannot show.** What is peculiar to it: that takes another corpus, or another part of this one (below). A
# lemma is found by rule and by list, without reading the sentence, so that two words of one spelling are one term.
#
# ## The words behind the bars
#
# The three most frequent terms where they stand, five occurrences of each, drawn at random (the same at each run). It
# is read from right to left: what comes before the term is on its right.

# %%
import pandas as pd

lines = [ct.concordance(corpus, term, width=45, sample=5).assign(term=term) for term in frequencies["term"].head(3)]
ct.show(pd.concat(lines)[["term", "before", "match", "after"]])

# %% [markdown]
# ## Terms of two words

# %%
pairs = ct.term_frequency(corpus, ngram=2, stop_words=stop_words, min_n=2)
ct.show(pairs[["label", "n", "documents"]])

# %% [markdown]
# ## The company of a word
#
# Which words stand within five words of the most frequent term, in the same sentence? `expected` is how often they
# would by chance, `documents` in how many articles they do, and `log_dice` how closely the two go together, at most 14,
# whatever the size of the corpus. `q` says whether they are nearer than they would be if the words of each sentence
# were shuffled: up to 0.05 is worth a claim. `g2` is no such test; it is large in shuffled texts, too.

# %%
company = ct.collocations(corpus, frequencies["term"].iloc[0], stop_words=stop_words, min_n=fewest)
ct.show(company[["node", "label", "n", "n_before", "n_after", "documents", "expected", "log_dice", "q"]])

# %% [markdown]
# The figure asks the same of the actor's name of one word that is used most, or where none is, of the most frequent
# term. It draws what meets it five times or more, in three articles or more, with a `q` of up to 0.05.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="collocations", **look)
    display(figures["collocations"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** Set phrases and fixed names first, then what the corpus has to say of the word.
#
# **What it cannot show.** With one article, nothing: it takes three. Company is not opinion, either.
#
# ## What sets its parts apart?
#
# Words that one source has more often than another; where there are no two of them, the later articles against the
# earlier ones. `ct.keyness(corpus, by="category", per_group=True)` compares each category with the rest, and
# `ct.keyness(corpus.select(…), corpus.select(…))` parts of your own. The test counts articles: a word that one long
# article repeats fifty times sets nothing apart. `log_ratio` says how much (1 is twice as often), `q` whether other
# articles of the same sources would show it too.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="keyness", **look)
    display(figures["keyness"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# ## Does it change?
#
# The share of the articles that have the most frequent terms, from period to period, with its 95 % interval. `slope` is
# the change in a year (0.25 is a quarter more each year), and `q` says whether there is one: up to 0.05 it is worth a
# claim. A trend takes five periods with ten articles each; what has fewer is joined with its neighbours or left grey.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="trend", **look)
    display(
        figures["trend"],
        ct.show(figures["trend"].rows.drop_duplicates("term")[["label", "slope", "slope_low", "slope_high", "q"]]),
    )
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# ## Themes of your own
#
# A dictionary lists words, patterns and phrases by theme; the small one that ships has four. Write your own as a YAML
# file and pass its path to `load_dictionary`; [the recipes](../docs/en/how-to/recipes.md) show how.

# %%
themes = ct.load_dictionary()
counts = ct.dictionary_counts(corpus, themes)
ct.show(counts[["label", "n", "documents", "total", "share", "low", "high"]])

# %%
try:
    figures["positions"] = ct.plot_positions(counts, corpus, **look)
    display(figures["positions"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** How much of the coverage speaks of a theme, and whether early in the text or late.
#
# **What it cannot show.** In which sense a word was used: `ct.find_themes(corpus, themes)` has every place; read some.
#
# ## Take the figures along
#
# Where `report` names a folder, each figure is written to it with what is drawn, the places in the texts and a passport
# that `corpus-tools verify` checks.

# %%
if report:
    for name, figure in figures.items():
        ct.save_figure(figure, Path(report, name), corpus)

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
# # What is in the corpus?
#
# Before any count: which documents are there, from when, and in which state? What could not be read, and what did
# cleaning change? The corpus that ships is one article, on the last evacuation of al-Waer in Homs. Name a folder of
# your own below and run the notebook again.

# %% tags=["parameters"]
from pathlib import Path

# A folder of articles, such as "/home/me/articles". The one that ships is
# found from the folder of the notebooks and from the one above it.
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# Where to write the figures, each with its table, its places in the texts and
# a passport: a folder, such as "my-report". None writes nothing.
report = None

# %%
import corpus_tools as ct

corpus = ct.load_corpus(folder)
corpus

# %%
ct.show(corpus.documents[["doc_id", "title", "published", "published_precision", "encoding", "problem"]])

# %% [markdown]
# A file that cannot be read is a row with a `problem` and without a text, so that the rows always add up to the files.
# `published` is missing where neither the file nor a `metadata.csv` beside it says when the document came out; it is
# never guessed. The article that ships does not say it: its `metadata.csv` does, with the evidence for it. The counts:

# %%
ct.show(ct.summarize_corpus(corpus))

# %% [markdown]
# `corpus.select(sources=…, categories=…, dates="2017-05")` and `corpus.sample(100)` give the corpus of some of the
# documents, which takes its place in all that follows.
#
# ## What cleaning changed
#
# Cleaning never touches the raw text: it is a list of recorded edits. Vowel marks, hamza forms, hashtags and digits
# stay as they were written.

# %%
ct.show(corpus.edits.groupby("step", sort=False).size().rename("edits").reset_index())

# %%
ct.show(corpus.edits[["doc_id", "step", "raw_start", "raw_end", "before", "after"]], rows=8)

# %% [markdown]
# Every span of the clean text leads back to the raw one. The first sentences of the clean text, with the place where
# each stands in the raw file:

# %%
ct.show(corpus.to_raw(corpus.sentences.head(5)))

# %% [markdown]
# ## How long are the sentences?
#
# Dates and actors are counted by sentence, so it matters whether the sentences were found.

# %%
from corpus_tools.figures import use_style

style = use_style()
lengths = (corpus.sentences["end"] - corpus.sentences["start"]).clip(upper=600)
axes = lengths.plot.hist(bins=range(0, 601, 25), figsize=(8, 3.5))
axes.set_title("أطوال الجمل")
axes.set_xlabel("عدد الحروف والمسافات، وما زاد على 600 في العمود الأخير")
axes.set_ylabel("عدد الجمل")
axes.yaxis.get_major_locator().set_params(integer=True)
axes.invert_xaxis()
axes.yaxis.tick_right()
axes.yaxis.set_label_position("right")
if report:
    ct.save_figure(axes.figure, Path(report, "sentence_lengths"), corpus, data=lengths.to_frame("length"))

# %% [markdown]
# **What it shows.** Most sentences of a news text are one or two lines long. Many in the last column mean that full
# stops are missing or that paragraphs were glued together when the text was copied; look at those texts before you
# count pairs of actors within a sentence.
#
# **What it cannot show.** Whether a sentence boundary is right. And a corpus is what somebody collected: what the
# sources left out is not in any table here.
#
# ## Is a story here more than once?
#
# What an agency sends out is printed by many. Each row is a document of a group of copies, the same or nearly, with the
# one that came first. `similarity` is how many words the two have in common, in the same order. Pass it as `copies=` to
# the verbs that count, and a story counts once; the figures of `corpus-tools figures` do.

# %%
ct.show(ct.find_duplicates(corpus))

# %% [markdown]
# ## What does a text itself say of its date?
#
# Where `published` is missing, the words may still bound it: a weekday, a past date, a year that is counted from an
# event. The first articles, read here as if nobody knew when they came out:

# %%
bounds = ct.infer_published(corpus.texts[["doc_id", "text"]].head(3)).explode("evidence")
bounds["surface"] = bounds["evidence"].str[2]
bounds["tells"] = bounds["evidence"].str[3]
ct.show(bounds[["doc_id", "surface", "tells", "earliest", "latest", "reason"]])

# %% [markdown]
# The article that ships came out on a Saturday in the seventh year of the war, says its text. That leaves
# 52 Saturdays, and 20 May 2017, which its `metadata.csv` gives, is one of them. An inferred date is never put into
# `published`: that is left to whoever knows the corpus.

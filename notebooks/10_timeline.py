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
# # When did it happen?
#
# A news text tells of many days, and seldom says the full date of one: «اليوم السبت» (today, Saturday), «في مارس/ آذار»
# (in March), «نهاية العام الماضي» (the end of last year). Which days, months and years does the corpus tell of, and in
# which words?

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
dates = ct.find_dates(texts, tokens=tokens)
show(dates[["surface", "kind", "value", "earliest", "latest", "precision", "anchor"]])

# %% [markdown]
# A date is an interval, from `earliest` up to and without `latest`, and as wide as the words leave it: a month stays a
# month. `value` is the same in TIMEX3, the usual notation for dates in texts. `anchor` says what it was counted from:
# nothing (`absolute`), the day of publication, another date of the text, or an event that is known. What has no place
# on the calendar says why:

# %%
undated = dates[dates["earliest"].isna() & dates["latest"].isna()]
show(undated[["surface", "kind", "value", "reason"]])

# %% [markdown]
# ## The timeline
#
# An event is a sentence with a date, in order of time, with the actors that the sentence names.

# %%
mentions = ct.find_mentions(texts, ct.load_actors(), tokens=tokens)
events = ct.timeline(texts, dates, mentions)
show(events[["earliest", "latest", "precision", "surface", "words", "actors"]])

# %%
ct.plot_timeline(events, documents=texts)

# %% [markdown]
# **What it shows.** When the corpus says that things happened: a day is a point, anything longer a bar of its own
# length, and the words that date it are in colour. More than sixty events are counted by day, month or year instead.
#
# **What it cannot show.** Whether it happened, or happened then: it is what the text says. A sentence without a date
# is not on it. And an expression that counts from an event, such as «العام السابع من الحرب» (the seventh year of the
# war), is placed by the day that a list of events gives for its beginning; `anchor` tells such dates apart.
#
# ## Back to the words
#
# Each mark is a span of a text, and the offsets of the first one give its words:

# %%
first = events.iloc[0]
text = texts.set_index("doc_id").loc[first["doc_id"], "text"]
text[first["start"] : first["end"]]

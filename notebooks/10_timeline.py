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
# (in March), «نهاية العام الماضي» (the end of last year). Which days, months and years does the corpus tell of, in
# which words, and how long after the event?

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
dates = ct.find_dates(texts, tokens=tokens)
ct.show(dates[["surface", "kind", "value", "earliest", "latest", "precision", "anchor"]])

# %% [markdown]
# A date is an interval, from `earliest` up to and without `latest`, and as wide as the words leave it: a month stays a
# month. `value` is the same in TIMEX3, the usual notation for dates in texts. `anchor` says what it was counted from:
# nothing (`absolute`), the day of publication, another date of the text, or an event that is known. What has no place
# on the calendar says why:

# %%
undated = dates[dates["earliest"].isna() & dates["latest"].isna()]
ct.show(undated[["surface", "kind", "value", "reason"]])

# %% [markdown]
# ## The timeline
#
# An event is a sentence with a date, in order of time, with the actors that the sentence names. A story that was
# printed twice is counted once.

# %%
mentions = ct.find_mentions(texts, tokens=tokens)
copies = ct.find_duplicates(texts, tokens=tokens)
events = ct.timeline(texts, dates, mentions, copies=copies)
ct.show(events[["earliest", "latest", "precision", "surface", "words", "actors"]])

# %%
try:
    display(ct.plot_timeline(events, documents=texts))
except ValueError as too_few:
    display(Markdown(str(too_few)))

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
# Each event has its place in a text, down to the characters:

# %%
ct.show(events[["doc_id", "start", "end", "surface", "words"]], rows=8)

# %% [markdown]
# ## How long after the event was it reported?
#
# Publication minus event, in days. A date of a month or a year has no single distance, so there are two: from its last
# day and from its first. Below 0, the text tells of what is to come.

# %%
import pandas as pd

published = events["published"].dt.normalize()
last_day = (events["latest"] - pd.Timedelta("1s")).dt.normalize()
lag = events[["surface", "precision"]].assign(
    days_at_least=(published - last_day).dt.days.astype("Int64"),
    days_at_most=(published - events["earliest"].dt.normalize()).dt.days.astype("Int64"),
)
ct.show(lag)

# %%
try:
    display(ct.plot_lag(events))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# **What it shows.** Whether the corpus reports the day or tells history.
#
# **What it cannot show.** How fast anybody was: that takes the first report of an event, and the same event is told in
# many words.
#
# ## Days and bursts, for a larger corpus
#
# The calendar shows on which days most happened. `find_bursts` looks for weeks of which more documents tell than
# chance would have it, given how many came out (`among`); each has a `q`, the share of false bursts to expect. Where
# there is too little to tell, both say so and what it would take, as for the article that ships; a table without rows
# says that nothing stands out.

# %%
try:
    display(ct.plot_calendar(events))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %%
try:
    bursts = ct.find_bursts(events, by="week", among=texts, copies=copies)
    display(ct.show(bursts[["earliest", "latest", "n", "expected", "weight", "q"]]))
except ValueError as too_few:
    display(Markdown(str(too_few)))

# %% [markdown]
# ## Take it along
#
# The ending of the name is the format: `.csv` and `.parquet` for the table, `.ics` for a calendar program, `.json` for
# [TimelineJS](https://timeline.knightlab.com), `.timemap.csv` for maps. A month stays a month in all of them. Here they
# are written to a folder that is thrown away, and the table is read again:

# %%
import tempfile

with tempfile.TemporaryDirectory() as folder:
    for name in ["timeline.csv", "timeline.ics", "timeline.json"]:
        ct.write_timeline(events, Path(folder, name))
    again = pd.read_csv(Path(folder, "timeline.csv"), parse_dates=["earliest", "latest"])
ct.show(again[["surface", "earliest", "latest", "precision"]], rows=5)

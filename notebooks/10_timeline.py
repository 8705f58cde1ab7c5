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
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")

# Where to write the figures, each with its table, its places in the texts and
# a passport: a folder, such as "my-report". None writes nothing.
report = None

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
dates = findings.dates
ct.show(dates[["surface", "kind", "value", "earliest", "latest", "precision", "anchor"]])

# %% [markdown]
# A date is an interval, from `earliest` up to and without `latest`, and as wide as the words leave it: a month stays a
# month. `value` is the same in TIMEX3, the usual notation for dates in texts. `anchor` says what it was counted from:
# nothing (`absolute`), the day of publication, another date of the text, or an event that is known. What has no place
# on the calendar says why:

# %%
ct.show(dates.loc[dates["earliest"].isna() & dates["latest"].isna(), ["surface", "kind", "value", "reason"]])

# %% [markdown]
# ## The timeline
#
# An event is a sentence with a date, in order of time, with the actors that the sentence names, and with its place in a
# text, down to the characters. Where stories are printed twice,
# `ct.timeline(corpus, dates, findings.mentions, copies=ct.find_duplicates(corpus))` tells which rows report one event.

# %%
events = findings.events
ct.show(events[["earliest", "latest", "precision", "surface", "words", "actors", "doc_id", "start", "end"]])

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="timeline", **look)
    display(figures["timeline"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** When the corpus says that things happened: a day is a point, anything longer a bar of its own
# length, and the words that date it are in colour. More than sixty events are counted by day, month or year instead.
#
# **What it cannot show.** Whether it happened, or happened then: it is what the text says. A sentence without a date
# is not on it. And an expression that counts from an event, such as «العام السابع من الحرب» (the seventh year of the
# war), is placed by the day that a list of events gives for its beginning; `anchor` tells such dates apart.
#
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
    figures |= ct.draw_figures(corpus, findings, only="lag", **look)
    display(figures["lag"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** Whether the corpus reports the day or tells history.
#
# **What it cannot show.** How fast anybody was: that takes the first report of an event, and the same event is told in
# many words.
#
# ## Days and bursts, for a larger corpus
#
# The calendar shows on which days most happened. `find_bursts` looks for weeks of which more documents tell than usual,
# given how many came out (`among`); `q` is the chance that the strongest burst of an ordinary series, one that varies
# and grows as this one does, weighs as much. Where there is too little to tell, both say so and what it would take, as
# for the article that ships; a table without rows says that nothing stands out.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="calendar", **look)
    display(figures["calendar"])
except ct.NothingToDrawError as reason:
    print(reason)

# %%
try:
    bursts = ct.find_bursts(corpus, events, by="week", among=corpus, copies=ct.find_duplicates(corpus))
    display(ct.show(bursts[["earliest", "latest", "n", "expected", "weight", "q"]]))
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# ## Take it along
#
# The ending of the name is the format: `.csv` and `.parquet` for the table, `.ics` for a calendar program, `.json` for
# [TimelineJS](https://timeline.knightlab.com), `.timemap.csv` for maps. A month stays a month in all of them. Where
# `report` names a folder, they are written to it, and beside them the figures with what is drawn, the places in the
# texts and a passport that `corpus-tools verify` checks.

# %%
if report:
    for name, figure in figures.items():
        ct.save_figure(figure, Path(report, name), corpus)
    for ending in ["ics", "json", "parquet"]:
        ct.write_timeline(events, Path(report, f"events.{ending}"))

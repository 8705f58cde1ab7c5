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
mentions = findings.mentions
ct.show(mentions[["surface", "actor_id", "kind", "alias", "rule"]])

# %% [markdown]
# `alias` is the name in the list of actors that was recognised, and `kind` says how the actor is referred to: by
# `name`, by an `adjective` («الروسية»), by a `metonym` (a capital that stands for its government) or by a `description`
# («المعارضة», the opposition).

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="mentions", **look)
    display(figures["mentions"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** How often each actor is referred to, how, and where in the text: news tells the main thing first.
#
# **What it cannot show.** Who is not on the list of actors; `ct.analyze(corpus, actors="my-actors.yaml")` takes a list
# of your own. Pronouns are not counted, so that an actor who is spoken of at length may have few mentions. A mention is
# neither approval nor blame.
#
# ## How sure are the counts?
#
# Where a name may mean several actors, the mention keeps its `candidates`, and each of them has a minimum, without such
# mentions, and a maximum, with them. `share` is the share of the documents that mention the actor, `low` and `high` its
# 95 % interval: for one article it says nothing.

# %%
counts = ct.actor_frequency(corpus, mentions)
ct.show(counts[["actor_id", "mentions", "mentions_max", "documents", "documents_max", "share", "low", "high"]])

# %%
ct.show(mentions.loc[mentions["candidates"].notna(), ["doc_id", "surface", "candidates", "rule"]])

# %% [markdown]
# With ten articles in each of five months, weeks or days, the share is followed over time:

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="actor_trend", **look)
    display(figures["actor_trend"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# ## By which names?
#
# The choice of a name is a choice of words: «الحكومة» (the government) and «النظام» (the regime) may be one actor. For
# each source, the names that it uses for an actor, in how many of its `articles` (`documents`), their `share` there and
# in the other sources; a `q` up to 0.05 says that the two differ by more than chance would have articles differ.
# Adjectives are left out, since grammar asks for them.

# %%
names = ct.actor_names(corpus, mentions)
several = names.groupby(["actor_id", "source"], dropna=False)["alias"].transform("size") > 1
ct.show(
    names.loc[several, ["actor_id", "source", "alias", "n", "documents", "articles", "share", "share_elsewhere", "q"]]
)

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="actor_names", **look)
    display(figures["actor_names"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** The names of the actor that is mentioned most often by several, source by source, or where there is
# one source, month by month; `ct.plot_actor_names(names, corpus, findings.actors, actor="ISIS")` draws another.
#
# **What it cannot show.** Why. And with a single source there is nobody to compare it with.
#
# ## Who is mentioned with whom

# %%
links = findings.links
ct.show(links[["actor_a", "actor_b", "n", "documents", "expected", "log_ratio", "low", "high", "q"]])

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="co_mentions", **look)
    evidence = figures["co_mentions"].evidence
    of_first_pair = evidence.loc[evidence["mark"] == 0, ["surface", "surface_b", "words"]]
    display(figures["co_mentions"], ct.show(of_first_pair, rows=8, width=200))
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# **What it shows.** How many sentences name both. `expected` is how many would if each actor stood in sentences of its
# own articles at random, `log_ratio` how far the count is from that, in powers of two, with its 95 % interval, and `q`
# whether chance explains it: up to 0.05 is worth a claim. The network draws only such pairs that meet in two articles
# or more, and leaves out a state and its own leader. A pair with n 0 never meets though it should.
#
# **What it cannot show.** What the two have to do with one another: the sentences do. Those of the first pair stand
# below the figure, in random order, and `figures["co_mentions"].evidence` has them all.

# %%
try:
    figures |= ct.draw_figures(corpus, findings, only="network", **look)
    display(figures["network"])
except ct.NothingToDrawError as reason:
    print(reason)

# %% [markdown]
# ## Who says what?
#
# Reported and quoted speech, its verb and its speaker. `stance` is the verb's: «قال» (said) asserts, «زعم» (claimed)
# keeps a distance (`hedged`), «نفى» (denied) says that it is not so. `direct` speech stands between quotation marks.

# %%
said = ct.quotations(corpus, mentions, findings.actors)
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
missing = ct.suggest_actors(corpus, findings.actors, mentions=mentions)
ct.show(missing[["name", "type", "documents", "after_title", "as_group", "with_verb", "in_quotes", "together"]])

# %% [markdown]
# ## Take the figures along
#
# Where `report` names a folder, each figure is written to it with what is drawn, the places in the texts and a passport
# that `corpus-tools verify` checks.

# %%
if report:
    for name, figure in figures.items():
        ct.save_figure(figure, Path(report, name), corpus)

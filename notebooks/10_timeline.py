# ---
# jupyter:
#   jupytext:
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

# %% [markdown] lang="en"
# # When did it happen?
#
# A news text tells of many days, and seldom says the full date of one: «اليوم السبت» (today, Saturday), «في مارس/
# آذار» (in March), «نهاية العام الماضي» (the end of last year). Which days, months and years does the corpus tell of,
# in which words, and how long after the event?

# %% [markdown] lang="ar"
# # متى وقعت الأحداث؟
#
# يروي الخبر أياماً كثيرة وقلّما يذكر تاريخ أحدها كاملاً: «اليوم السبت»، «في مارس/ آذار»، «نهاية العام الماضي». فعن أي
# أيام وشهور وسنوات تروي المدونة، وبأي كلمات، وبعد كم من وقوع الحدث؟

# %% tags=["parameters"] lang="en"
from pathlib import Path

# A folder of articles, such as "/home/me/articles"; here the one that ships.
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")
lang = "en"

# %% tags=["parameters"] lang="ar"
from pathlib import Path

# مجلد المقالات؛ وهذا هو الذي يأتي مع الأداة
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")
lang = "ar"

# %%
import corpus_tools as ct

corpus = ct.load_corpus(folder)
findings = ct.analyze(corpus, copies=ct.find_duplicates(corpus))
locale = ct.Locale(lang)
source = f"{Path(folder).name} · {locale.counted(len(corpus.articles), 'article')}"

# %% [markdown] lang="en"
# ## 1. Which times does the corpus tell of?
#
# **Method.** Every expression of time becomes an interval on the calendar, as wide as its words leave it: a month
# stays a month. What is told from the day of publication («أمس», yesterday) is counted from it, and a dated sentence
# is an event.

# %% [markdown] lang="ar"
# ## 1. عن أي أوقات تروي المدونة؟
#
# **الطريقة.** تصير كل عبارة زمن مدةً على التقويم بقدر ما تقوله كلماتها، فيبقى الشهر شهراً. وما نُسب إلى يوم النشر
# («أمس») يُحسب منه، وكل جملة مؤرَّخة حدث.

# %%
ct.show_section("timeline", corpus, findings, number=1, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** When the corpus says that things happened. Up to sixty events are drawn one by one, in the order
# of time; more are counted by day, month or year. The table begins with the times of which most is told, or where
# events stand one by one, with those nearest to the day of publication.
#
# **What it cannot show.** Whether it happened, or happened then: it is what the texts say. A sentence without a date
# is not on it.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** متى تقول المدونة إن الأمور وقعت. وتُرسم الأحداث واحداً واحداً بترتيب الزمن حتى ستين حدثاً، فإن زادت
# عُدّت بالأيام أو الشهور أو السنوات. ويبدأ الجدول بأكثر الأوقات ذكراً، أو بأقرب الأحداث إلى يوم النشر حين تُسرد واحداً
# واحداً.
#
# **ما لا يُظهره.** هل وقع ذلك حقاً، أو وقع حينئذ: فهو ما تقوله النصوص. والجملة التي لا تاريخ فيها ليست فيه.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 2. By which words, and are they read rightly?
#
# **Method.** These are dates drawn at random from all that were found, each with its sentence and with what was read
# in it. Read ten, and you know whether to trust the figure; `40_report` turns that into a number.

# %% [markdown] lang="ar"
# ## 2. بأي كلمات، وهل قُرئت كما يجب؟
#
# **الطريقة.** هذه تواريخ اختيرت عشوائياً من كل ما عُثر عليه، ومع كل منها جملته وما قُرئ فيها. اقرأ عشرة منها تعرف هل
# تثق بالرسم؛ والدفتر الأخير يجعل ذلك رقماً.

# %%
ct.show_places(findings.dates, corpus, locale=locale)

# %%
dates = findings.dates
nowhere = dates[dates["earliest"].isna() & dates["latest"].isna()]
ct.show(nowhere[["surface", "reason"]].value_counts().rename("n").reset_index(), rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** How a text says when, and what was made of it. The second table has what is no place on the
# calendar, and why; nothing is invented for it.
#
# **What it cannot show.** What was overlooked: that takes reading whole articles.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** كيف يقول النص متى، وماذا فُهم منه. وفي الجدول الثاني ما ليس له موضع على التقويم ولماذا، ولا يُختلق له
# شيء.
#
# **ما لا يُظهره.** ما فات: فذلك لا يُعرف إلا بقراءة مقالات كاملة.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 3. How long after the event was it told?
#
# **Method.** The days from the event, as the sentence dates it, to the publication of the article. An event whose date
# is too wide for one row is told by itself.

# %% [markdown] lang="ar"
# ## 3. بعد كم من الحدث رُوي؟
#
# **الطريقة.** الأيام من الحدث كما تؤرّخه الجملة إلى نشر المقالة. والحدث الذي تاريخه أوسع من صفّ واحد يُذكر وحده.

# %%
ct.show_section("lag", corpus, findings, number=2, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** Whether the corpus reports the day, tells history, or announces what is to come.
#
# **What it cannot show.** How fast anybody was: that takes the first report of an event, and one event is told in many
# words.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** هل تنقل المدونة خبر اليوم أم تروي تاريخاً أم تعلن ما سيأتي.
#
# **ما لا يُظهره.** مَن كان أسرع: فذلك يقتضي أول خبر عن الحدث، والحدث الواحد يُروى بكلمات شتى.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 4. On which days did most happen?
#
# **Method.** A sentence counts on a day if its words give that very day; a month counts on none. A week stands out
# (`q` up to 0.05) if more documents tell of it than in series that vary and grow as this one does, given how many came
# out.

# %% [markdown] lang="ar"
# ## 4. في أي أيام وقع أكثر ذلك؟
#
# **الطريقة.** تُعدّ الجملة في يوم إذا دلّت كلماتها عليه بعينه، والشهر لا يُعدّ في يوم. ويبرز أسبوع (إذا لم تزد `q` على
# 0.05) إذا روت عنه وثائق أكثر مما في سلاسل تتقلب وتنمو مثل هذه، بحسب ما نُشر.

# %%
ct.show_section("calendar", corpus, findings, number=3, locale=locale, source=source)

# %%
columns = ["earliest", "latest", "n", "expected", "weight", "q"]
try:
    weeks = ct.find_bursts(corpus, findings.events, by="week", among=corpus, copies=findings.copies)
except ct.NothingToDrawError:
    weeks = findings.events.head(0).reindex(columns=columns)
ct.show(weeks.sort_values("q", kind="stable")[columns], rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** The days that are told of most, and the weeks that stand out. A table without rows says that none
# does, or that there is too little to tell: it takes twenty documents in eight weeks.
#
# **What it cannot show.** Why: an anniversary is told of as much as an event.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أكثر الأيام ذكراً، والأسابيع البارزة. والجدول الخالي معناه أن لا أسبوع يبرز، أو أن المادة أقل من أن
# تقول ذلك: فهو يقتضي عشرين وثيقة في ثمانية أسابيع.
#
# **ما لا يُظهره.** السبب: فالذكرى السنوية تُذكر كما يُذكر الحدث.
#
# **خلاصتك.** *اكتبها هنا.*

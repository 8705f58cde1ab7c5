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
# # What is in the corpus?
#
# Before any count: which documents are there, from where and when, and in which state? What could not be read, what
# did cleaning change, and what is there more than once?
#
# A number with an arrow opens what it counts. To ask the same of articles of your own, name their folder below and run
# the notebook again, or write in a terminal:
#
# ```
# corpus-tools notebooks FOLDER --lang en --out DIR
# ```

# %% [markdown] lang="ar"
# # ماذا في المدونة؟
#
# قبل أي عدّ: ما الوثائق التي بين أيدينا، ومن أين ومتى، وفي أي حال؟ وما الذي تعذّرت قراءته، وما الذي غيّرته التنقية،
# وما الذي تكرر؟
#
# كل رقم إلى جانبه سهم يفتح ما يعدّه. ولتسأل مقالاتك السؤال نفسه سمِّ مجلدها في الخلية التالية وشغّل الدفتر من جديد،
# أو اكتب في الطرفية:
#
# ```
# corpus-tools notebooks FOLDER --lang ar --out DIR
# ```

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
# ## 1. What was read?
#
# **Method.** Every file that is found is a row, also one that cannot be read: it has a problem instead of a text, so
# that nothing is lost in silence. The day of publication is taken from the file or from a `metadata.csv` beside it,
# and never guessed.

# %% [markdown] lang="ar"
# ## 1. ما الذي قُرئ؟
#
# **الطريقة.** لكل ملف عُثر عليه صفّ، حتى ما تعذّرت قراءته، فله مشكلة مكان النص، لكيلا يضيع شيء في صمت. ويؤخذ يوم النشر
# من الملف أو من جدول `metadata.csv` إلى جانبه، ولا يُخمَّن أبداً.

# %%
ct.show_section("overview", corpus, findings, number=1, locale=locale)

# %%
ct.show(corpus.documents[["title", "source", "published", "problem", "doc_id"]], rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** How much there is to count, what its sources and days are, and what is wrong with it.
# `corpus.select(sources=…, categories=…, dates="2017-05")` and `corpus.sample(100)` give the corpus of some of the
# documents, which takes its place in all that follows.
#
# **What it cannot show.** What nobody collected. Whatever the sources left out is in no table here.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** مقدار ما يُعدّ، ومصادره وأيامه، وما فيه من خلل. وتعطي `corpus.select(sources=…, categories=…,
# dates="2017-05")` و`corpus.sample(100)` مدونة من بعض الوثائق تحلّ محلّها في كل ما يلي.
#
# **ما لا يُظهره.** ما لم يجمعه أحد: فما أغفلته المصادر لا يظهر في أي جدول هنا.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 2. What did cleaning change?
#
# **Method.** Cleaning never touches the raw text: it is a list of recorded edits, and every place in the clean text
# leads back to the raw one. Vowel marks, hamza, hashtags and digits stay as they were written.

# %% [markdown] lang="ar"
# ## 2. ماذا غيّرت التنقية؟
#
# **الطريقة.** لا تمسّ التنقية النص الأصلي، بل هي قائمة تعديلات مدوَّنة، وكل موضع في النص المنقّى يقود إلى موضعه في
# الأصل. ويبقى التشكيل والهمزات والوسوم والأرقام كما كُتبت.

# %%
ct.show(corpus.edits["step"].value_counts().rename("edits").reset_index(), locale=locale)

# %%
ct.show(corpus.edits[["step", "before", "after", "raw_start", "raw_end", "doc_id"]], rows=5, locale=locale)

# %%
ct.show(corpus.to_raw(corpus.sentences.head(3))[["sentence", "start", "end", "raw_start", "raw_end"]], locale=locale)

# %% [markdown] lang="en"
# **What it shows.** Which steps found something to mend and how often, the first edits, and where the first sentences
# stand in the raw file.
#
# **What it cannot show.** Whether a text is whole: a sentence that the site cut off has left no trace.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أي الخطوات وجدت ما تصلحه وكم مرة، وأوائل التعديلات، ومواضع أول الجمل في الملف الأصلي.
#
# **ما لا يُظهره.** هل النص تام: فالجملة التي قطعها الموقع لا تترك أثراً.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 3. How long are the sentences?
#
# **Method.** A text is split at full stops, question marks and ends of paragraphs, but not after abbreviations and
# inside numbers. Dates and pairs of actors are counted by sentence, so it matters whether the sentences were found.

# %% [markdown] lang="ar"
# ## 3. كم تطول الجمل؟
#
# **الطريقة.** يُقسم النص عند النقط وعلامات الاستفهام ونهايات الفقرات، لا بعد المختصرات ولا داخل الأرقام. والتواريخ
# وأزواج الفاعلين تُعدّ بالجملة، فيهمّ أن تكون الجمل قد عُرفت.

# %% lang="en"
names = ["Letters and spaces; what is longer is in the last bar", "Sentences"]

# %% lang="ar"
names = ["عدد الحروف والمسافات، وما زاد ففي العمود الأخير", "عدد الجمل"]

# %%
from corpus_tools.figures import use_style

style = use_style()
lengths = (corpus.sentences["end"] - corpus.sentences["start"]).clip(upper=600)
axes = lengths.plot.hist(bins=range(0, 601, 25), figsize=(8, 3))
axes.set(xlabel=names[0], ylabel=names[1])
axes.yaxis.get_major_locator().set_params(integer=True)
if locale.rtl:
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.yaxis.set_label_position("right")

# %% [markdown] lang="en"
# **Figure 1.** Lengths of the sentences.

# %% [markdown] lang="ar"
# **الشكل 1.** أطوال الجمل.

# %% [markdown] lang="en"
# **What it shows.** Most sentences of a news text are one or two lines long. Many in the last bar mean that full stops
# are missing, or that paragraphs were glued together when the text was copied: look at those texts before you count
# pairs of actors within a sentence.
#
# **What it cannot show.** Whether each boundary is right: that takes reading.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أكثر جمل الخبر سطر أو سطران. فإن كثر ما في العمود الأخير فالنقط ناقصة أو الفقرات التصقت عند النسخ:
# انظر في تلك النصوص قبل أن تعدّ أزواج الفاعلين في الجملة.
#
# **ما لا يُظهره.** هل كل حدّ في موضعه: فذلك لا يُعرف إلا بالقراءة.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 4. Is a story there more than once?
#
# **Method.** Documents that have most of their words in common, in the same order, are one group of copies; the
# earliest is the first. The figures of all notebooks and of `corpus-tools figures` count a group once.

# %% [markdown] lang="ar"
# ## 4. هل يتكرر الخبر الواحد؟
#
# **الطريقة.** الوثائق التي تشترك في معظم كلماتها، وعلى الترتيب نفسه، مجموعة نسخ واحدة، وأولها أقدمها. ورسوم الدفاتر
# كلها ورسوم `corpus-tools figures` تعدّ المجموعة مرة واحدة.

# %%
copies = ct.find_duplicates(corpus)
size = copies.groupby("cluster")["doc_id"].transform("size")
largest = copies.assign(n=size).sort_values("n", ascending=False, kind="stable")
ct.show(largest[["cluster", "doc_id", "first_doc_id", "similarity"]], rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** The largest groups first. What an agency sends out is printed by many, and its words would count
# as often.
#
# **What it cannot show.** Who wrote it first: the earliest that was collected need not be the source.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أكبر المجموعات أولاً. فما ترسله الوكالة ينشره كثيرون، ولولا ذلك لعُدّت كلماته بعددهم.
#
# **ما لا يُظهره.** مَن كتبه أولاً: فأقدم ما جُمع ليس بالضرورة هو المصدر.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 5. What does a text itself say of its date?
#
# **Method.** A weekday, a past date or a year counted from an event bound the day on which a text can have come out.
# The first three articles are read here as if nobody knew their day.

# %% [markdown] lang="ar"
# ## 5. ماذا يقول النص نفسه عن تاريخه؟
#
# **الطريقة.** يوم الأسبوع أو تاريخ مضى أو سنة محسوبة من حدث تحصر اليوم الذي يمكن أن يكون النص قد نُشر فيه. وتُقرأ هنا
# أول ثلاث مقالات كأن أحداً لا يعرف يومها.

# %%
bounds = ct.infer_published(corpus.texts[["doc_id", "text"]].head(3)).explode("evidence")
bounds = bounds.assign(surface=bounds["evidence"].str[2], tells=bounds["evidence"].str[3])
ct.show(bounds[["doc_id", "surface", "tells", "earliest", "latest"]], locale=locale)

# %% [markdown] lang="en"
# **What it shows.** Between which days a text must have come out, and by which words.
#
# **What it cannot show.** The very day, unless its words name it. An inferred day is never put into the corpus: that
# is left to whoever knows it.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** بين أي يومين نُشر النص لا محالة، وبأي كلمات عُرف ذلك.
#
# **ما لا يُظهره.** اليوم بعينه، إلا إذا سمّته كلماته. واليوم المستنتج لا يُكتب في المدونة أبداً، فذلك لمن يعرفها.
#
# **خلاصتك.** *اكتبها هنا.*

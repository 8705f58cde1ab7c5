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
# # From a corpus to a report, and how right it is
#
# Figures convince, also wrong ones. What can be printed of this corpus, where are the sentences behind each number,
# and how many of the dates are right?

# %% [markdown] lang="ar"
# # من المدونة إلى تقرير، وما مدى صحته
#
# الرسوم تُقنع ولو أخطأت. فماذا يمكن أن يُطبع من هذه المدونة، وأين الجمل وراء كل رقم، وكم من التواريخ صحيح؟

# %% tags=["parameters"] lang="en"
from pathlib import Path

# A folder of articles, such as "/home/me/articles"; here the one that ships.
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")
lang = "en"

# Where the report goes.
report = Path("my-report")

# A sample that was judged: the sheet of section 2, filled in. None until you have one of your own corpus.
judged = Path("judged_dates.csv") if Path("judged_dates.csv").is_file() else None

# %% tags=["parameters"] lang="ar"
from pathlib import Path

# مجلد المقالات؛ وهذا هو الذي يأتي مع الأداة
folder = Path("../seeds") if Path("../seeds").is_dir() else Path("seeds")
lang = "ar"

# أين يُكتب التقرير
report = Path("my-report-ar")

# عيّنة حُكم عليها: ورقة القسم الثاني بعد ملئها، أو لا شيء إلى أن تكون لك ورقة من مدونتك
judged = Path("judged_dates.csv") if Path("judged_dates.csv").is_file() else None

# %%
import corpus_tools as ct

corpus = ct.load_corpus(folder)
findings = ct.analyze(corpus, copies=ct.find_duplicates(corpus))
locale = ct.Locale(lang)
source = f"{Path(folder).name} · {locale.counted(len(corpus.articles), 'article')}"

# %% [markdown] lang="en"
# ## 1. What can be printed?
#
# **Method.** All standard figures that the corpus has enough for are drawn, and written to a folder with what is
# drawn, its places in the texts and a passport that `corpus-tools verify` checks. Beside them is one page with all of
# them, in which each number opens its sentences, the same as `corpus-tools report` writes.

# %% [markdown] lang="ar"
# ## 1. ماذا يمكن أن يُطبع؟
#
# **الطريقة.** تُرسم كل الرسوم المعيارية التي في المدونة ما يكفيها، وتُكتب في مجلد مع ما رُسم ومواضعه في النصوص وبيان
# إنتاج يفحصه `corpus-tools verify`. وإلى جانبها صفحة واحدة فيها كلها، يفتح كل رقم فيها جمله، كما يكتبها
# `corpus-tools report`.

# %%
figures = ct.draw_figures(corpus, findings, locale=locale, source=source)
page = ct.report_page(corpus, findings, figures, name=Path(folder).name, locale=locale)
report.mkdir(exist_ok=True)
(report / "report.html").write_bytes(page)
for name, figure in figures.items():
    ct.save_figure(figure, report / name, corpus)

# %%
import pandas as pd

drawn = [(f"{name}.png", figure.heading) for name, figure in figures.items()]
ct.show(pd.DataFrame(drawn, columns=["path", "title"]), locale=locale)

# %% [markdown] lang="en"
# **What it shows.** Which figures there are now: open `my-report/report.html` in a browser and press a number.
#
# **What it cannot show.** What the other figures would say: `figures.not_drawn` tells what each of them takes.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أي رسوم صارت لديك: افتح `my-report-ar/report.html` في المتصفح واضغط رقماً.
#
# **ما لا يُظهره.** ما تقوله سائر الرسوم: ويقول `figures.not_drawn` ما يلزم كلاً منها.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 2. Which places are to be judged?
#
# **Method.** A hundred dates are drawn at random from all that were found, and written as a sheet: the sentence, what
# was read in it, and an empty cell. Judge every row with نعم or لا (yes or no) without looking at how it was found,
# and save the sheet under a name of its own.

# %% [markdown] lang="ar"
# ## 2. أي المواضع يُحكم عليها؟
#
# **الطريقة.** تُسحب مئة تاريخ عشوائياً من كل ما عُثر عليه وتُكتب ورقةً: الجملة، وما قُرئ فيها، وخانة فارغة. احكم على
# كل صف بنعم أو لا من غير أن تنظر كيف عُثر عليه، واحفظ الورقة باسم آخر.

# %%
if len(findings.dates):
    ct.validation_sample(findings.dates, corpus, n=100, locale=locale, path=report / "dates.csv")
ct.show_places(findings.dates, corpus, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** The rows of the sheet `my-report/dates.csv`, in its order. `corpus-tools sample` writes the same
# as .xlsx, also of mentions, terms and quotations.
#
# **What it cannot show.** What was overlooked: a sample of what was found has none of it.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** صفوف الورقة `my-report-ar/dates.csv` على ترتيبها. ويكتب `corpus-tools sample` مثلها بصيغة `xlsx`، وكذلك
# للذكر والكلمات والأقوال.
#
# **ما لا يُظهره.** ما فات: فعيّنة مما عُثر عليه ليس فيها شيء منه.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 3. How many are right?
#
# **Method.** The share of right rows, with Wilson's 95 % interval, which is wide where few were judged. Given to
# `draw_figures` or to `corpus-tools figures --validation`, it is printed below each figure that stands on dates.

# %% [markdown] lang="ar"
# ## 3. كم منها صحيح؟
#
# **الطريقة.** نسبة الصفوف الصحيحة مع فترة ويلسون 95%، وهي واسعة حيث قلّ ما حُكم عليه. وإذا مُرّرت إلى `draw_figures`
# أو إلى `corpus-tools figures --validation` طُبعت تحت كل رسم يقوم على التواريخ.

# %%
answers = [ct.read_validation(judged, table=findings.dates, corpus=corpus)] if judged else []
empty = pd.DataFrame(columns=["n", "correct", "precision", "low", "high"])
ct.show(pd.concat([*answers, empty])[empty.columns], locale=locale)

# %%
ct.show_section("timeline", corpus, findings, number=1, locale=locale, source=source, validation=answers)

# %% [markdown] lang="en"
# **What it shows.** How far the timeline can be trusted: its last line says it. Without a judged sample the table is
# empty, and the figure says nothing of the kind.
#
# **What it cannot show.** Whether another judge would say the same: have a second person fill in a copy of the sheet.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** إلى أي حد يوثق بالخط الزمني: سطره الأخير يقول ذلك. وبلا عيّنة حُكم عليها يخلو الجدول ولا يقول الرسم
# شيئاً من ذلك.
#
# **ما لا يُظهره.** هل يقول حَكَم آخر مثل ذلك: فاجعل شخصاً ثانياً يملأ نسخة من الورقة.
#
# **خلاصتك.** *اكتبها هنا.*

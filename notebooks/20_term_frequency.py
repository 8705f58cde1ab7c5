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
# # Which words carry the coverage?
#
# Arabic writes the article, conjunctions and prepositions onto the word: «اتفاق» (agreement), «الاتفاق» (the
# agreement) and «وللاتفاق» (and for the agreement) are one term. Which terms are the most frequent, what do they stand
# beside, what sets the parts of the corpus apart, and does the use of words change?

# %% [markdown] lang="ar"
# # أي الكلمات تحمل التغطية؟
#
# تتصل أل التعريف وحروف العطف والجر بالكلمة: فـ«اتفاق» و«الاتفاق» و«وللاتفاق» كلمة واحدة. فما أكثر الكلمات وروداً، وإلى
# جوار ماذا ترد، وما الذي يميّز أجزاء المدونة بعضها من بعض، وهل يتغير استعمال الكلمات؟

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
locale = ct.Locale(lang, gloss="name" if lang == "en" else "none")
source = f"{Path(folder).name} · {locale.counted(len(corpus.articles), 'article')}"

# %% [markdown] lang="en"
# ## 1. Which words are the most frequent?
#
# **Method.** All forms of a word are counted together, and a name of several words is one term. Function words («في»,
# in) and words that any report uses («قال», said) are left out.

# %% [markdown] lang="ar"
# ## 1. ما أكثر الكلمات وروداً؟
#
# **الطريقة.** تُعدّ صيغ الكلمة كلها معاً، والاسم المؤلف من عدة كلمات مادة واحدة. وتُترك الأدوات («في») والكلمات التي
# ترد في كل خبر («قال»).

# %%
ct.show_section("terms", corpus, findings, number=1, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** What the corpus speaks of most. A number is a count of places, and the articles say whether it
# carries the coverage: a word may be frequent in one long article only.
#
# **What it cannot show.** What is peculiar to it: that takes another corpus, or another part of this one (below). Two
# words of one spelling are one term.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أكثر ما تتحدث عنه المدونة. والرقم عدد مواضع، وعدد المقالات يقول هل تحمل الكلمة التغطية: فقد تكثر في
# مقالة طويلة واحدة.
#
# **ما لا يُظهره.** ما تختص به: فذلك يقتضي مدونة أخرى أو جزءاً آخر منها (أدناه). والكلمتان اللتان تُكتبان كتابة واحدة
# مادة واحدة.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 2. How are they used?
#
# **Method.** The three most frequent terms where they stand, drawn at random and the same at each run. Each line reads
# from right to left: what comes before the term is on its right.

# %% [markdown] lang="ar"
# ## 2. كيف تُستعمل؟
#
# **الطريقة.** أكثر ثلاث كلمات وروداً حيث ترد، في مواضع اختيرت عشوائياً وهي هي في كل تشغيل. ويُقرأ كل سطر من اليمين:
# فما قبل الكلمة عن يمينها.

# %%
import pandas as pd

counted = findings.with_names_joined(corpus)
terms = ct.term_frequency(counted, stop_words=findings.stop_words, copies=findings.copies)
lines = [ct.concordance(counted, term, width=45, sample=5) for term in terms["term"].head(3)]
ct.show(pd.concat(lines)[["before", "match", "after"]] if lines else terms[[]], locale=locale)

# %% [markdown] lang="en"
# **What it shows.** In which sense and in whose mouth a word stands. `corpus-tools kwic` writes all lines of any word.
#
# **What it cannot show.** How usual a use is: fifteen lines are read, not counted.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** بأي معنى وعلى لسان مَن ترد الكلمة. ويكتب `corpus-tools kwic` أسطر أي كلمة كلها.
#
# **ما لا يُظهره.** مدى شيوع الاستعمال: فخمسة عشر سطراً تُقرأ ولا تُعدّ.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 3. Which two words belong together?
#
# **Method.** Two words that follow one another in a sentence are counted as one term, if neither is a function word or
# a word that any report uses. Those that occur once are left out.

# %% [markdown] lang="ar"
# ## 3. أي كلمتين تتلازمان؟
#
# **الطريقة.** تُعدّ الكلمتان المتتاليتان في الجملة مادة واحدة، إذا لم تكن إحداهما أداة أو كلمة ترد في كل خبر. ويُترك
# ما ورد مرة واحدة.

# %%
pairs = ct.term_frequency(corpus, ngram=2, stop_words=findings.stop_words, copies=findings.copies, min_n=2)
ct.show(pairs[["label", "n", "documents"]], rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** Set phrases, titles and names.
#
# **What it cannot show.** Whether the two belong together more than chance has it: the next figure asks that.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** العبارات الجاهزة والألقاب والأسماء.
#
# **ما لا يُظهره.** هل يتلازمان أكثر مما تأتي به المصادفة: وذلك سؤال الرسم التالي.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 4. What stands beside a word?
#
# **Method.** Words near the actor's name of one word that is used most, or where there is none, near the most frequent
# term, compared with what would be near it if the words of each sentence were shuffled. Drawn is what meets it five
# times or more, in three articles or more, and more often than chance has it.

# %% [markdown] lang="ar"
# ## 4. ماذا يرد إلى جوار الكلمة؟
#
# **الطريقة.** الكلمات المجاورة لأكثر أسماء الفاعلين المفردة وروداً، أو لأكثر الكلمات وروداً إن لم يكن، مقارنةً بما
# يجاورها لو خُلطت كلمات كل جملة. ويُرسم ما جاورها خمس مرات فأكثر، في ثلاث مقالات فأكثر، وأكثر مما تأتي به المصادفة.

# %%
ct.show_section("collocations", corpus, findings, number=2, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** Set phrases and fixed names first, then what the corpus has to say of the word.
#
# **What it cannot show.** What anybody thinks of it: company is not opinion.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** العبارات الجاهزة والأسماء أولاً، ثم ما تقوله المدونة عن الكلمة.
#
# **ما لا يُظهره.** رأي أحد فيها: فالجوار ليس رأياً.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 5. What sets the parts of the corpus apart?
#
# **Method.** The rate of a word in one source is compared with its rate in another, or where there are no two of them,
# in the later articles with the earlier ones. The test counts articles and not words: a word that one long article
# repeats fifty times sets nothing apart.

# %% [markdown] lang="ar"
# ## 5. ما الذي يميّز أجزاء المدونة؟
#
# **الطريقة.** تُقارن نسبة الكلمة في مصدر بنسبتها في آخر، أو في أحدث المقالات بنسبتها في أقدمها إن لم يكن مصدران.
# والاختبار على المقالات لا على الكلمات: فالكلمة التي تكررها مقالة طويلة خمسين مرة لا تميّز شيئاً.

# %%
ct.show_section("keyness", corpus, findings, number=3, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** Words that other articles of the same parts would show as well.
#
# **What it cannot show.** Why they differ: two sources may differ in subject, country or year before they differ in
# view.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** كلمات تُظهرها أيضاً مقالات أخرى من الأجزاء نفسها.
#
# **ما لا يُظهره.** سبب اختلافها: فقد يختلف المصدران في الموضوع أو البلد أو السنة قبل أن يختلفا في الرأي.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 6. Does it change?
#
# **Method.** The share of the articles of each time that have the word, with its 95 % interval. A trend takes five
# stretches of time with ten articles each, and is told only where it holds under shuffled articles.

# %% [markdown] lang="ar"
# ## 6. هل يتغير ذلك؟
#
# **الطريقة.** نسبة المقالات التي وردت فيها الكلمة من مقالات كل مدة، مع فترة ثقة 95%. ويقتضي الاتجاه خمس مدد في كل
# منها عشر مقالات، ولا يُقال إلا إذا ثبت بعد خلط المقالات.

# %%
ct.show_section("trend", corpus, findings, number=4, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** Which words come and go, and when.
#
# **What it cannot show.** Whether the world changed, or the choice of articles: compare with how many came out of
# which source.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أي الكلمات تظهر وتختفي، ومتى.
#
# **ما لا يُظهره.** هل تغيّر العالم أم تغيّر اختيار المقالات: قارن بعدد ما نُشر من كل مصدر.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 7. Which themes of your own?
#
# **Method.** A dictionary lists words, patterns and phrases by theme; the small one that ships has four. Write your
# own as a YAML file and pass its path to `load_dictionary` ([the recipes](../docs/en/how-to/recipes.md) show how), or
# to `corpus-tools figures --themes`.

# %% [markdown] lang="ar"
# ## 7. أي موضوعات تهمّك أنت؟
#
# **الطريقة.** القاموس قائمة كلمات وأنماط وعبارات بحسب الموضوع، والصغير الذي يأتي مع الأداة فيه أربعة. اكتب قاموسك في
# ملف YAML ومرّر مساره إلى `load_dictionary` (انظر [الوصفات](../docs/en/how-to/recipes.md))، أو إلى
# `corpus-tools figures --themes`.

# %%
themes = ct.load_dictionary()
counts = ct.dictionary_counts(corpus, themes, copies=findings.copies)
ct.show(counts[["label", "n", "documents", "total", "share", "low", "high"]], locale=locale)

# %%
ct.show_places(ct.find_themes(corpus, themes), corpus, rows=5, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** In how many places and articles a theme is spoken of; the share is that of the articles, with its
# interval. Below, places drawn at random.
#
# **What it cannot show.** In which sense a word was used: read the places.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** في كم موضعاً ومقالة يُتحدث عن الموضوع؛ والنسبة نسبة المقالات مع فترتها. وتحته مواضع اختيرت عشوائياً.
#
# **ما لا يُظهره.** بأي معنى استُعملت الكلمة: فاقرأ المواضع.
#
# **خلاصتك.** *اكتبها هنا.*

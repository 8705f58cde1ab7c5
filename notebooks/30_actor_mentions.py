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
# # Who is mentioned, and with whom?
#
# A state, an army, a movement or a person goes by many names: «روسيا» (Russia), «الروسية» (the Russian …), «موسكو»
# (Moscow). Who is named in the corpus, under which name, together with whom, and who gets to speak?

# %% [markdown] lang="ar"
# # مَن يُذكر، ومع مَن؟
#
# للدولة والجيش والحركة والشخص أسماء كثيرة: «روسيا» و«الروسية» و«موسكو». فمَن يُذكر في المدونة، وبأي اسم، ومع مَن، ومَن
# يُنقل كلامه؟

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
# ## 1. Who is mentioned?
#
# **Method.** Actors of a known list are looked for by name, by adjective («الروسية»), by metonym (a capital that
# stands for its government) and by description («المعارضة», the opposition). What may mean several actors is not
# counted; `ct.analyze(corpus, actors="my-actors.yaml")` takes a list of your own.

# %% [markdown] lang="ar"
# ## 1. مَن يُذكر؟
#
# **الطريقة.** نبحث عن فاعلين في سجل معلوم بأسمائهم ونسبتهم («الروسية») وكنايتهم (العاصمة عن حكومتها) ووصفهم
# («المعارضة»). وما احتمل أكثر من فاعل لا يُعدّ؛ وتأخذ `ct.analyze(corpus, actors="my-actors.yaml")` سجلّك أنت.

# %%
ct.show_section("mentions", corpus, findings, number=1, locale=locale, source=source)

# %%
ct.show_places(findings.mentions, corpus, rows=5, locale=locale, actors=findings.actors)

# %% [markdown] lang="en"
# **What it shows.** How often each actor is referred to, how, and where in the text: news tells the main thing first.
# Below, mentions drawn at random.
#
# **What it cannot show.** Who is not on the list. Pronouns are not counted, so that an actor who is spoken of at
# length may have few mentions; and a mention is neither approval nor blame.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** كم مرة يُذكر كل فاعل وكيف، وأين في النص: فالخبر يبدأ بأهمه. وتحته مواضع ذكر اختيرت عشوائياً.
#
# **ما لا يُظهره.** مَن ليس في السجل. والضمائر لا تُعدّ، فقد يقلّ ذكر مَن يطول الحديث عنه؛ وليس الذكر مدحاً ولا ذماً.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 2. How sure are the counts?
#
# **Method.** Where a name may mean several actors, each of them has a minimum, without such mentions, and a maximum,
# with them. The share is that of the articles that mention the actor for sure, with its 95 % interval.

# %% [markdown] lang="ar"
# ## 2. ما مدى اليقين في الأعداد؟
#
# **الطريقة.** حين يحتمل الاسم عدة فاعلين يكون لكل منهم حدّ أدنى بلا هذه المواضع وحدّ أعلى بها. والنسبة نسبة المقالات
# التي تذكر الفاعل يقيناً، مع فترة ثقة 95%.

# %%
counts = ct.actor_frequency(corpus, findings.mentions, copies=findings.copies)
columns = ["actor_id", "mentions", "mentions_max", "documents", "documents_max", "share", "low", "high"]
ct.show(counts[columns], rows=10, locale=locale, actors=findings.actors)

# %%
unclear = findings.mentions.dropna(subset="candidates")[["surface", "candidates"]]
ct.show(unclear.value_counts().rename("n").reset_index(), rows=10, locale=locale, actors=findings.actors)

# %% [markdown] lang="en"
# **What it shows.** How far a count may be off because of names that several bear, and which names these are.
#
# **What it cannot show.** How far it is off because a name was overlooked or misread: `40_report` draws a sample that
# says so.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** مقدار ما قد يحيد العدد بسبب أسماء مشتركة، وأي أسماء هي.
#
# **ما لا يُظهره.** مقدار ما يحيد لأن اسماً فات أو أُسيء فهمه: والدفتر الأخير يسحب عيّنة تقول ذلك.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 3. When is each mentioned?
#
# **Method.** The share of the articles of each time that mention the actor, with its 95 % interval. It takes five
# stretches of time with ten articles each.

# %% [markdown] lang="ar"
# ## 3. متى يُذكر كل منهم؟
#
# **الطريقة.** نسبة المقالات التي تذكر الفاعل من مقالات كل مدة، مع فترة ثقة 95%. وتلزم له خمس مدد في كل منها عشر
# مقالات.

# %%
ct.show_section("actor_trend", corpus, findings, number=2, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** When an actor enters the news and leaves it.
#
# **What it cannot show.** What it did: being in the news is not acting.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** متى يدخل الفاعل في الأخبار ومتى يخرج منها.
#
# **ما لا يُظهره.** ما فعله: فالحضور في الأخبار ليس فعلاً.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 4. By which names?
#
# **Method.** The names that each source, or where there is one, each month or year, uses for one actor: «الحكومة» (the
# government) and «النظام» (the regime) may be one. Adjectives are left out, since grammar asks for them, and
# differences are tested by article.

# %% [markdown] lang="ar"
# ## 4. بأي أسماء؟
#
# **الطريقة.** الأسماء التي يستعملها كل مصدر للفاعل الواحد، أو كل شهر أو سنة إن كان المصدر واحداً: فقد تكون «الحكومة»
# و«النظام» واحداً. وتُترك النسبة لأن النحو يقتضيها، وتُختبر الفروق على المقالات.

# %%
ct.show_section("actor_names", corpus, findings, number=3, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** The names of the actor that is mentioned most often by several; `ct.analyze(corpus, actor="ISIS")`
# chooses another.
#
# **What it cannot show.** Why a name was chosen. With a single source there is nobody to compare it with.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** أسماء أكثر الفاعلين ذكراً بأسماء عدة؛ وتختار `ct.analyze(corpus, actor="ISIS")` غيره.
#
# **ما لا يُظهره.** لماذا اختير الاسم. والمصدر الواحد ليس له مَن يُقارن به.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 5. Who is mentioned with whom?
#
# **Method.** Sentences that name both, beside what would be if each mention fell into any sentence of its article. The
# network and the list have only pairs that meet in two articles or more and more often than chance has it, and no
# state with its own leader.

# %% [markdown] lang="ar"
# ## 5. مَن يُذكر مع مَن؟
#
# **الطريقة.** الجمل التي تذكر الاثنين، إلى جانب ما يكون لو وقع كل ذكر في أي جملة من مقالته. وليس في الشبكة والقائمة
# إلا مَن يجتمعان في مقالتين فأكثر وأكثر مما تأتي به المصادفة، وليس فيهما دولة مع رئيسها.

# %%
ct.show_section("co_mentions", corpus, findings, number=4, locale=locale, source=source)

# %%
ct.show_section("network", corpus, findings, number=5, locale=locale, source=source)

# %%
ct.show_section("pairs", corpus, findings, number=6, locale=locale, source=source)

# %% [markdown] lang="en"
# **What it shows.** Who stands beside whom in the telling.
#
# **What it cannot show.** What the two have to do with one another: the sentences say that, and each number opens
# them.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** مَن يقف إلى جانب مَن في الرواية.
#
# **ما لا يُظهره.** ما بين الاثنين: فذلك ما تقوله الجمل، وكل رقم يفتح جمله.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 6. Who says what?
#
# **Method.** Reporting verbs are looked for with the words that follow them, quoted or reported, and with their
# speaker. The verb tells the stance: «قال» (said) asserts, «زعم» (claimed) keeps a distance, «نفى» (denied) says that
# it is not so.

# %% [markdown] lang="ar"
# ## 6. مَن يقول ماذا؟
#
# **الطريقة.** نبحث عن أفعال القول وما يتبعها من كلام، بلفظه أو بمعناه، وعن قائله. والفعل يدل على موقف الناقل: «قال»
# يؤكد، و«زعم» لا يجزم، و«نفى» ينفي.

# %%
ct.show_section("quotations", corpus, findings, number=7, locale=locale)

# %%
said = ct.quotations(corpus, findings.mentions, findings.actors)
ct.show_places(said, corpus, rows=5, locale=locale, actors=findings.actors)

# %% [markdown] lang="en"
# **What it shows.** Whose words the corpus carries, and with which reserve. «ضابط روسي» (a Russian officer) is counted
# as no actor of the list. Below, words drawn at random.
#
# **What it cannot show.** Whether it was said. Where a sentence names no speaker and another actor was mentioned
# since, none is given.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** كلام مَن تنقل المدونة، وبأي تحفظ. و«ضابط روسي» لا يُعدّ فاعلاً من السجل. وتحته أقوال اختيرت عشوائياً.
#
# **ما لا يُظهره.** هل قيل ذلك حقاً. وحيث لا تسمّي الجملة قائلاً وقد ذُكر بعده فاعل آخر، لا يُذكر قائل.
#
# **خلاصتك.** *اكتبها هنا.*

# %% [markdown] lang="en"
# ## 7. Who is missing from the list?
#
# **Method.** Names that recur where names stand, such as after a title or beside a verb of speech, and that the list
# does not have. To take one in, paste its `stub` into a list of your own.

# %% [markdown] lang="ar"
# ## 7. مَن ليس في السجل؟
#
# **الطريقة.** أسماء تتكرر حيث ترد الأسماء، كأن تلي لقباً أو تجاور فعل قول، وليست في السجل. ولإضافة أحدها ألصق `stub`
# الخاص به في سجلّ لك.

# %%
missing = ct.suggest_actors(corpus, findings.actors, mentions=findings.mentions)
columns = ["name", "type", "documents", "after_title", "as_group", "with_verb", "in_quotes"]
ct.show(missing[columns], rows=10, locale=locale)

# %% [markdown] lang="en"
# **What it shows.** Whom a list for this corpus should know.
#
# **What it cannot show.** Who is named once: one article is too little to see who recurs.
#
# **Your conclusion.** *Write it here.*

# %% [markdown] lang="ar"
# **ما يُظهره.** مَن ينبغي أن يعرفه سجلّ هذه المدونة.
#
# **ما لا يُظهره.** مَن ذُكر مرة واحدة: فالمقالة الواحدة أقل من أن تُظهر مَن يتكرر.
#
# **خلاصتك.** *اكتبها هنا.*

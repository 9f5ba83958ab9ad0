# الكلمات المعروضة، بالعربية. كلمة واحدة لكل شيء.

notebook = دفتر
notebook-of = دفتر المكان
skip = إلى محتوى الصفحة
nav = الصفحات
nav-overview = نظرة عامة
nav-differ = الاختلافات
nav-sources = المصادر
nav-log = السجل
nav-health = سلامة الدفتر
search = البحث
search-label = ابحث في الدفتر
search-help = كلمات، أو «عبارة بين علامتي اقتباس». يُعثر على الكلمة العربية كيفما كُتبت.
search-go = ابحث
foot-where = هذا الدفتر هو المجلد { $folder } على هذا الحاسوب. لا يُجلب شيء من مكان آخر.
foot-json = بيانات هذه الصفحة (JSON)
foot-public = العرض العام
foot-keeper = عرض الأمين

count-statements =
    { FORM($n) ->
        [zero] لا معلومات
        [one] معلومة واحدة
        [two] معلومتان
        [few] { $n } معلومات
        [many] { $n } معلومة
       *[other] { $n } معلومة
    }
from-sources =
    { FORM($n) ->
        [zero] من غير مصدر
        [one] من مصدر واحد
        [two] من مصدرين
        [few] من { $n } مصادر
        [many] من { $n } مصدرًا
       *[other] من { $n } مصدر
    }
count-cards =
    { FORM($n) ->
        [zero] لا بطاقات
        [one] بطاقة واحدة
        [two] بطاقتان
        [few] { $n } بطاقات
        [many] { $n } بطاقة
       *[other] { $n } بطاقة
    }
count-found =
    { FORM($n) ->
        [zero] لم يُعثر على شيء
        [one] عُثر على بطاقة واحدة
        [two] عُثر على بطاقتين
        [few] عُثر على { $n } بطاقات
        [many] عُثر على { $n } بطاقة
       *[other] عُثر على { $n } بطاقة
    }
count-found-page =
    { FORM($n) ->
        [zero] لا شيء بعد في هذه الصفحة
        [one] بطاقة واحدة في هذه الصفحة
        [two] بطاقتان في هذه الصفحة
        [few] { $n } بطاقات في هذه الصفحة
        [many] { $n } بطاقة في هذه الصفحة
       *[other] { $n } بطاقة في هذه الصفحة
    }
count-found-possibly =
    { FORM($n) ->
        [zero] لم يُعثر على شيء
        [one] عُثر على بطاقة واحدة، منها { $possibly } على سبيل الاحتمال
        [two] عُثر على بطاقتين، منهما { $possibly } على سبيل الاحتمال
        [few] عُثر على { $n } بطاقات، منها { $possibly } على سبيل الاحتمال
        [many] عُثر على { $n } بطاقة، منها { $possibly } على سبيل الاحتمال
       *[other] عُثر على { $n } بطاقة، منها { $possibly } على سبيل الاحتمال
    }
search-narrow = حصر النتائج
search-apply = اعرض هذه
search-chosen = ما اختير
search-let-go = ألغِ
search-more =
    { FORM($n) ->
        [zero] ولا قيمة أخرى
        [one] وقيمة أخرى
        [two] وقيمتان أخريان
        [few] و{ $n } قيم أخرى
        [many] و{ $n } قيمة أخرى
       *[other] و{ $n } قيمة أخرى
    }
search-dated = تاريخ
search-since = من
search-until = إلى
search-sure = ما يقع ضمن ذلك يقينًا فقط، لا احتمالًا
search-count = عُدّ أيضًا قيم
search-columns = اعرضها جدولًا بهذه الأعمدة
search-name = الاسم
search-perhaps = ربما
search-sheet = كل هذا في جدول (CSV)
search-book = في مصنف (XLSX)
search-statements = كل معلومة على حدة، لتُستورد في دفتر آخر (CSV)
search-statements-open = (ما هو مختوم مكشوف فيه: احفظه في مكان آمن)
search-passports = قائمة عيّنات لبنوك الجينات (MCPD, CSV) بلا ما هو مقيّد
search-passports-all = القائمة نفسها مع أسماء من أعطوا وجمعوا ومع الأماكن (احفظها في مكان آمن)
search-kept = عنوان هذه الصفحة يعيد البحث نفسه: احفظه بين المفضّلات.
search-now = حصر النتائج يعدّ ما يُقال الآن، من كل المصادر؛ وهنا يُبحث بالكلمات وحدها.
count-origins =
    { FORM($n) ->
        [zero] لا أصل
        [one] أصل واحد
        [two] أصلان
        [few] { $n } أصول
        [many] { $n } أصلًا
       *[other] { $n } أصل
    }
count-past =
    { FORM($n) ->
        [zero] لا قيمة قبل ذلك
        [one] قبل ذلك قيمة أخرى
        [two] قبل ذلك قيمتان أخريان
        [few] قبل ذلك { $n } قيم أخرى
        [many] قبل ذلك { $n } قيمة أخرى
       *[other] قبل ذلك { $n } قيمة أخرى
    }
count-differ =
    { FORM($n) ->
        [zero] لا تختلف المصادر في شيء
        [one] موضع واحد تختلف فيه المصادر
        [two] موضعان تختلف فيهما المصادر
        [few] { $n } مواضع تختلف فيها المصادر
        [many] { $n } موضعًا تختلف فيه المصادر
       *[other] { $n } موضع تختلف فيه المصادر
    }
count-may-differ =
    { FORM($n) ->
        [zero] ولا موضع قد تختلف فيه
        [one] وموضع قد تختلف فيه
        [two] وموضعان قد تختلف فيهما
        [few] و{ $n } مواضع قد تختلف فيها
        [many] و{ $n } موضعًا قد تختلف فيه
       *[other] و{ $n } موضع قد تختلف فيه
    }
count-sealed =
    { FORM($n) ->
        [zero] لا شيء مختوم
        [one] معلومة مختومة
        [two] معلومتان مختومتان
        [few] { $n } معلومات مختومة
        [many] { $n } معلومة مختومة
       *[other] { $n } معلومة مختومة
    }
count-entries =
    { FORM($n) ->
        [zero] لا قيود في السجل
        [one] قيد واحد في السجل
        [two] قيدان في السجل
        [few] { $n } قيود في السجل
        [many] { $n } قيدًا في السجل
       *[other] { $n } قيد في السجل
    }
count-suggestions =
    { FORM($n) ->
        [zero] لا اقتراحات تنتظر
        [one] اقتراح واحد ينتظر
        [two] اقتراحان ينتظران
        [few] { $n } اقتراحات تنتظر
        [many] { $n } اقتراحًا ينتظر
       *[other] { $n } اقتراح ينتظر
    }

overview-lead = كل ما هنا معلومة لها مصدر. إذا اختلفت المصادر عُرضت جنبًا إلى جنب، ولا يُمحى شيء.
overview-held = ما كان في المكان
overview-happened = ما حدث
overview-most-told = أكثر ما يُروى:
overview-happenings =
    { FORM($n) ->
        [zero] الخط الزمني
        [one] على الخط الزمني: حدث واحد
        [two] على الخط الزمني: الحدثان
        [few] على الخط الزمني: الأحداث كلها، وهي { $n }
        [many] على الخط الزمني: الأحداث كلها، وهي { $n } حدثًا
       *[other] على الخط الزمني: الأحداث كلها، وهي { $n } حدث
    }
count-happenings =
    { FORM($n) ->
        [zero] لا حدث مؤرّخ بعد
        [one] حدث واحد
        [two] حدثان
        [few] { $n } أحداث
        [many] { $n } حدثًا
       *[other] { $n } حدث
    }
overview-differ = حيث تختلف المصادر
overview-left = ما بقي
overview-states = تُعدّ البطاقة مرة لكل حالة يذكرها مصدر؛ فإن اختلفت المصادر عُدّت أكثر من مرة.
overview-state = الحالة المادية للأماكن
overview-states-of = ذُكرت الحالة المادية لعدد { $told } من أصل { $of } من الأماكن والمباني والمجموعات.
overview-beside = وبطاقات لأنواع أخرى:
overview-differ-all = كل الاختلافات، ولماذا
overview-left-nothing = لا مصدر يذكر ما بقي.
overview-left-more =
    { FORM($n) ->
        [zero] ولا شيء غيرها.
        [one] ومعلومة أخرى في بطاقتها.
        [two] ومعلومتان أخريان في بطاقتيهما.
        [few] و{ $n } معلومات أخرى في بطاقاتها.
        [many] و{ $n } معلومة أخرى في بطاقاتها.
       *[other] و{ $n } معلومة أخرى في بطاقاتها.
    }
overview-map = افتح الخريطة

according-to = بحسب
and-more =
    { FORM($n) ->
        [zero] وحده
        [one] وآخر
        [two] واثنين آخرين
        [few] و{ $n } آخرين
        [many] و{ $n } آخرين
       *[other] و{ $n } آخرين
    }
said-in = في
stated-on = قيل في { $date }
statement-whole = المعلومة كاملة
statement-in-text = في نص المصدر
inferred-when = { $date } (مستنتج: { $why })
said-possible = قيل إنه ممكن
said-probable = قيل إنه مرجّح
said-doubtful = قيل مع شك
with-reserve = قيل بتحفظ
possibly = ربما
sealed = مختوم
in-cell = الصف { $row }، العمود { $column }
on-page = الصفحة { $page }
in-header = في سطر «{ $page }» من الرسالة
in-paragraph = الفقرة { $page }
in-note = الحاشية { $page }
in-message = الرسالة { $page }
at-time = عند { $page }
mark-hidden = مخفي في المصدر: لا يرى قارئه هذه الكلمات
mark-recognised = تعرّفت عليه آلة في صورة: قد يكون مقروءًا خطأ
mark-deleted = محذوف في المصدر بتعديل متعقَّب
mark-comment = تعليق على المصدر
mark-quoted = مقتبس من رسالة سابقة
mark-forwarded = منقول: كتبه غير مرسله
recorded-by = دوّنه { $party }، { $date }
moment = { $date }، الساعة { $time } بالتوقيت العالمي
nameless = بلا اسم
undated = بلا تاريخ
date-said-only = يُعرف وقت القول فقط
date-inferred = مستنتج
date-completed = مستنتج بعضه
shown-first = يُعرض أولًا
shown-first-by = يُعرض أولًا برغبة

card-timeline = ما حدث له
card-remarks = عن هذه المعلومات
remark-about = عن: { $words }
card-sameness = هو نفسه أو غيره
card-links-in = مذكور في
count-more-links =
    { FORM($n) ->
        [zero] ولا مزيد
        [one] وواحدة أخرى
        [two] واثنتان أخريان
        [few] و{ $n } أخرى
        [many] و{ $n } أخرى
       *[other] و{ $n } أخرى
    }
levels = ما لم يُذكر بعد
level-complete = ذُكر كل شيء
level-reached = ذُكر { $said } من { $of }؛ ولم يُذكر بعد:
level-picture = صورة لها
level-by-others = شيء آخر يذكرها تحت «{ $label }»
card-empty = لا مصدر يقول ما يجيب عن هذا السؤال.
card-id = اسمه الدائم:
same-as = هو نفسه
different-from = ليس هو نفسه
may-be-same = ربما هو نفسه
section-identity = ما هو
section-history = تاريخه
section-holdings = ما كان فيه
section-keeping = حفظه
section-condition = الحالة المادية
section-event = ما يُروى عنه
section-links = صلاته
section-record = في هذا الدفتر
kind-heading = كل البطاقات من نوع واحد

differ = حيث تختلف المصادر
differ-lead = إذا اختلف مصدران فهما معلومتان، تُعرضان جنبًا إلى جنب مع السبب، ولا يُحكم هنا بينهما.
differ-nothing = لا اختلاف بين المصادر هنا.
differ-why = السبب:
differ-time = متى
differ-denies = ينفي ذلك
agree = حيث تتفق المصادر
independence-unknown = لا يُعرف إن كانت مستقلة بعضها عن بعض
independence-none = كلها مأخوذة عن أصل واحد

sources-lead = كل معلومة جاءت من أحد هذه المصادر أو من الأمين. افتح مصدرًا لتقرأه كما هو.
sources-title = المصدر
sources-publisher = الناشر
sources-published = نُشر
sources-statements = المعلومات
source-card = بطاقته
source-text = النص
source-statements = المعلومات المأخوذة عنه
source-withheld = لم يُنشر هذا المصدر. قد يذكر نصه أشخاصًا، فلا يُعرض إلا للأمناء.
source-withheld-here = محجوب هنا
source-hidden =
    { FORM($n) ->
        [one] مقطع واحد محجوب عن الآخرين
        [two] مقطعان محجوبان عن الآخرين
        [few] { $n } مقاطع محجوبة عن الآخرين
        [many] { $n } مقطعًا محجوبًا عن الآخرين
       *[other] { $n } مقطع محجوب عن الآخرين
    }
source-hidden-why = ما تقوله مختوم. يقرأ الآخرون مكانها «محجوب هنا»، ولا يحصلون على الملف. لإظهار أحدها من جديد، تراجع عن المعلومة التي يؤدي إليها.
source-no-text = نص هذا المصدر ليس هنا.

claim = معلومة
claim-gone = لم يعد أحد يقول بهذه المعلومة. وهذا تاريخها.
claim-sentence = موضعها في النص
claim-history = من دوّنها
ended-retracted = تراجع عنه قائله
ended-replaced = حلّت محله معلومة مصححة

moments = ما استجدّ من المعلومات
moments-lead = قارن بين يومين: أي المعلومات قيلت حتى اليوم الثاني ولم تكن قد قيلت حتى الأول، وأي اختلافات جاءت معها.
moments-earlier = ما كان معروفًا في
moments-later = وما كان معروفًا في
moments-help = مثل ⁦2032-04-15⁩ أو ⁦2032-04⁩.
moments-later-help = فارغ: اليوم.
moments-possibly = ربما قيل قبل ذلك
moments-before = كان معروفًا قبل ذلك:
moments-differ = اختلافات جديدة
moments-days = أيام قيل فيها شيء
moments-between = من { $earlier } إلى { $later }
moments-on-cards =
    { FORM($n) ->
        [zero] لا بطاقات
        [one] في بطاقة واحدة
        [two] في بطاقتين
        [few] في { $n } بطاقات
        [many] في { $n } بطاقة
       *[other] في { $n } بطاقة
    }
moments-new =
    { FORM($n) ->
        [zero] لا معلومات جديدة
        [one] معلومة جديدة
        [two] معلومتان جديدتان
        [few] { $n } معلومات جديدة
        [many] { $n } معلومة جديدة
       *[other] { $n } معلومة جديدة
    }
moments-differences =
    { FORM($n) ->
        [zero] لا اختلافات جديدة
        [one] اختلاف جديد
        [two] اختلافان جديدان
        [few] { $n } اختلافات جديدة
        [many] { $n } اختلافًا جديدًا
       *[other] { $n } اختلاف جديد
    }

question = وقت آخر، أو مصدر واحد
question-asked = هذه الصفحة تجيب عن سؤال أضيق
question-at = كما كان في
question-at-help = متى كان أو حدث، مثل ⁦2032-01⁩. فارغ: في أي وقت.
question-known = كما عُرف في
question-known-help = ما كان قد قيل حتى ذلك الوقت فقط.
question-recorded = كما دُوّن حتى
question-recorded-help = ما كان في هذا الدفتر حتى ذلك اليوم فقط.
question-from = عن مَن
question-from-help = مصدر أو قائل واحد، باسمه.
question-ask = اعرض
question-clear = عودة إلى الكل
fault-date = ليس هذا تاريخًا. اكتب سنة أو شهرًا أو يومًا مثل 2032 أو ⁦2032-04⁩ أو ⁦2032-04-15⁩، أو ⁦1948~⁩ للتقريب.
fault-past = ما كان في هذا الدفتر من قبل للأمناء وحدهم: افتح «عرض الأمين». هذا ما هو قائم الآن.
fault-time = ليس هذا يومًا. اكتبه هكذا: ⁦2032-04-15⁩.
fault-source = لا مصدر ولا قائل هنا بهذا الاسم.

turn = أجزاء القائمة
turn-back = السابق
turn-on = التالي
turn-at = { $page } من { $pages }

log-lead = كل قيد موقّع. لا يُمحى شيء: ما جرى التراجع عنه يبقى مذكورًا.
log-time = متى
log-party = باسم مَن
log-done = ما جرى
log-entry = القيد
log-not-counted = لا يُحتسب
log-recorded =
    { FORM($n) ->
        [zero] لم تُدوَّن معلومات
        [one] دُوّنت معلومة واحدة
        [two] دُوّنت معلومتان
        [few] دُوّنت { $n } معلومات
        [many] دُوّنت { $n } معلومة
       *[other] دُوّنت { $n } معلومة
    }
act-retract = تراجع عن معلومات
act-replace = تصحيح معلومة
act-grant = السماح لجهاز
act-revoke = إبعاد جهاز
act-erase = محو
act-consent = موافقة على محو
act-acknowledge = تنفيذ محو
act-close-fork = إغلاق سجل منقسم
act-correct-time = تصحيح وقت
act-join = الوثوق بدفتر آخر
act-succeed = متابعة السجل على جهاز جديد
act-other = شيء لا يعرفه هذا البرنامج

health-lead = حال هذا الدفتر، وما يمكن فعله.
health-closed = النسخ ومساحة القرص وفحص الملفات تُعرض لمن يحفظ الدفتر.
health-copies = النسخ
health-no-copy = لم تُصنع على هذا الحاسوب نسخة بعد. إن ضاع قرصه ضاع الدفتر.
health-last-copy = آخر نسخة:
health-since =
    { FORM($n) ->
        [zero] كل ما دُوّن هنا موجود فيها.
        [one] أُضيف بعدها قيد واحد ليس فيها.
        [two] أُضيف بعدها قيدان ليسا فيها.
        [few] أُضيفت بعدها { $n } قيود ليست فيها.
        [many] أُضيف بعدها { $n } قيدًا ليست فيها.
       *[other] أُضيف بعدها { $n } قيد ليست فيها.
    }
health-planned = مكان حفظ النسخ:
health-unplanned = لم يُدوَّن أين تُحفظ النسخ.
health-plan = دوّنه
health-bundle = احفظ نسخة في ملف واحد
health-bundle-help = كل المعلومات وملفات المصادر في ملف tar. ما خُتم يبقى فيه مختومًا، ولا يذهب معه أي مفتاح. احفظه على قرص آخر أو عند من تثق به. بعد حفظه أعد تحميل هذه الصفحة.
health-copies-before = نسخ قبلها
copy-bundle = ملف
copy-deposit = نسخة مختومة
copy-sync = دفتر آخر أخذ ما هنا
copy-withheld =
    { FORM($n) ->
        [zero] لم يُحجب منها شيء
        [one] حُجبت منها معلومة واحدة
        [two] حُجبت منها معلومتان
        [few] حُجبت منها { $n } معلومات
        [many] حُجبت منها { $n } معلومة
       *[other] حُجبت منها { $n } معلومة
    }
copy-checked = فُحصت فوُجدت سليمة في
health-disk = مساحة القرص
health-little = بقيت على القرص مساحة قليلة. ما دُوّن محفوظ، لكن لن تمكن الإضافة قريبًا: أفرغ مساحة، أو انقل مجلد الدفتر إلى قرص أكبر.
health-free = المساحة الباقية
health-free-unknown = لا يذكرها هذا النظام
health-whole = حجم هذا الدفتر
health-parts = حجم كل جزء
health-logs = المعلومات
health-evidence = ملفات المصادر
health-rest = ما سوى ذلك
health-folder = المجلد:
size-kb = { $size } كيلوبايت
size-mb = { $size } ميغابايت
size-gb = { $size } غيغابايت
health-index = الفهرس
health-index-level = الفهرس مطابق للسجل.
health-index-written = هناك من يدوّن في هذه اللحظة، والفهرس يلحق به.
health-index-behind = لم يُغلق الفهرس، أو هو متأخر عن السجل. لم يُفقد شيء: يُصنع من جديد عند التدوين التالي، أو الآن.
health-index-changed = تغيّر الفهرس بعد إغلاقه فلا يُستعمل. لم يُفقد شيء: اصنعه من جديد.
health-rebuild = اصنع الفهرس من جديد
health-rebuild-help = يُصنع من السجل. يمكن تصفح الدفتر في أثناء ذلك، أما التدوين فينتظر.
health-index-renewed = صُنع الفهرس من جديد.
health-time = الساعة
health-clock = الساعة بعد آخر قيد، كما ينبغي.
health-clock-behind = الساعة قبل آخر قيد: اضبط ساعة هذا الحاسوب قبل أن تدوّن.
health-now = الساعة الآن
health-last = آخر قيد
health-undated =
    { FORM($n) ->
        [zero] كل القيود معروفة الوقت.
        [one] قيد واحد لا يُعرف وقته.
        [two] قيدان لا يُعرف وقتهما.
        [few] { $n } قيود لا يُعرف وقتها.
        [many] { $n } قيدًا لا يُعرف وقتها.
       *[other] { $n } قيد لا يُعرف وقتها.
    }
health-files = الملفات كلها
health-verify = افحص كل ملف
health-verify-help = يقرأ كل شيء ويقارنه بتواقيعه. لا يتغير شيء.
health-checked = ما وجده الفحص
health-looked-at =
    { FORM($n) ->
        [zero] قُرئت ملفات المصادر كلها من جديد.
        [one] قُرئت من جديد معلومة واحدة وملفات المصادر كلها.
        [two] قُرئت من جديد معلومتان وملفات المصادر كلها.
        [few] قُرئت من جديد { $n } معلومات وملفات المصادر كلها.
        [many] قُرئت من جديد { $n } معلومة وملفات المصادر كلها.
       *[other] قُرئت من جديد { $n } معلومة وملفات المصادر كلها.
    }
health-well = كل حرف كما كُتب.
health-damage = تالف أو مفقود
health-warning = تنبيه
health-note = ملاحظة
finding-statements = تغيّرت معلومات في الملفات هنا أو فُقدت.
finding-entries = تغيّر السجل: بعض قيوده لم تعد تطابق تواقيعها.
finding-lost = ينتهي السجل قبل قيود كانت قد حُفظت هنا.
finding-settings = تغيّر ما يقوم عليه الدفتر، أو هو مفقود.
finding-file = ملف مصدر ليس كما حُفظ.
finding-file-absent = معلومات تستند إلى ملف مصدر ليس هنا.
finding-form = نموذج يستعمله الدفتر تغيّر أو فُقد.
finding-newer = كتب هنا إصدار أحدث من هذا البرنامج.
finding-index = الفهرس لا يطابق السجل. لم يُفقد من التدوين شيء.
finding-interrupted = انقطع شيء في أثناء كتابته. لم يُحسب قط.
finding-erasure = ما أُريد نسيانه ما زال في الملفات: انقطع محوه.
finding-stray = هنا ملف ليس من الدفتر، أو ينقصه ما يكمله.
finding-other = شيء ليس كما ينبغي.
finding-places =
    { FORM($n) ->
        [zero] لا موضع
        [one] في موضع واحد
        [two] في موضعين
        [few] في { $n } مواضع
        [many] في { $n } موضعًا
       *[other] في { $n } موضع
    }
finding-more =
    { FORM($n) ->
        [zero] ولا موضع آخر.
        [one] وفي موضع آخر.
        [two] وفي موضعين آخرين.
        [few] وفي { $n } مواضع أخرى.
        [many] وفي { $n } موضعًا آخر.
       *[other] وفي { $n } موضع آخر.
    }
remedy-copy = أصلحه من نسخة في أسفل هذه الصفحة، أو في الطرفية: ⁦daftar repair --from COPY⁩. وحتى ذلك الحين لا تدوّن شيئًا على هذا القرص، فقد يكون في طريقه إلى التلف.
remedy-bundle = أعده ممن عنده الملف: أصلح من نسخة في أسفل هذه الصفحة، أو أدخل ملفًا منه.
remedy-newer = استعمل برنامجًا بذلك الإصدار أو أحدث.
remedy-rebuild = اصنع الفهرس من جديد.
remedy-nothing = لا يلزم شيء: يُرتَّب ذلك عند التدوين التالي.
remedy-erase = امحه من جديد: daftar erase.
remedy-stray = انظر في الملف وانقله إلى مكان آخر؛ وإن كان من سجل فأعد ما ينقصه من نسخة.

unlock = عرض الأمين
unlock-lead = ترى ما يراه الجميع. بمفاتيح هذا الدفتر ترى أيضًا ما هو مختوم أو مقيّد، إلى أن تغلقه أو تتركه نصف ساعة.
unlock-passphrase = عبارة مرور الدفتر
unlock-help = تبقى على هذا الحاسوب.
unlock-wrong = هذا لا يفتح الدفتر. حاول ثانية؛ لم يتغير شيء.
unlock-button = أرني عرض الأمين
lock = عرض الأمين مفتوح
lock-lead = ترى ما هو مختوم أو مقيّد. لا تُرِ هذه الشاشة لغيرك.
lock-button = عودة إلى العرض العام

# الإضافة
add = أضف
add-lead = دوّن ما تعرفه. تحفظ كل معلومة مَن قالها ومتى، ولا يُمحى شيء بشيء.
add-kind = بطاقة جديدة
add-read = وثيقة
add-read-lead = مقال أو رسالة أو قائمة: تصير معلوماتها اقتراحات تنظر فيها جملة جملة.
add-card-lead = أجب عما تعرفه، واترك الباقي فارغًا.
add-more = المزيد عنه
add-save = احفظ
add-again = أنشئ بطاقة أخرى بهذا الاسم مع ذلك
add-to = أضف إلى هذه البطاقة
add-to-lead = ماذا تريد أن تقول عنه؟ إن اختلفت المصادر فأضف ما يقوله كل منها.
same = هل هو نفسه في بطاقة أخرى؟
same-lead = البطاقتان لشيء واحد تُعرضان كبطاقة واحدة. يمكن التراجع عن ذلك، فتعود لكل منهما معلوماتها.
same-go = هل هو نفسه في بطاقة أخرى؟
same-other = البطاقة الأخرى
same-other-help = اسمها كما هو على البطاقة.
same-how = هاتان البطاقتان
same-is = لشيء واحد
same-is-not = لشيئين مختلفين
same-may-be = ربما لشيء واحد
names = أسماء

value-number = العدد
value-number-help = بنقطة: 12.5
value-unit = الوحدة
value-low = على الأقل
value-best = بالضبط، أو أقرب تقدير
value-high = على الأكثر
value-date-help = مثل ⁦2032-04-15⁩ أو ⁦2032-04⁩ أو 2032، أو ⁦2032~⁩ للتقريب.
value-card-help = اسم بطاقة. تُعرض الأسماء وأنت تكتب.
value-lat = خط العرض
value-lat-help = درجات شمالًا، مثل 35.0123
value-lon = خط الطول
value-lon-help = درجات شرقًا، مثل 21.0456
value-metres = بدقة كم مترًا تقريبًا
value-lang = لغة النص
value-lang-none = لا لغة، أو غير معروفة
value-code-none = لم يُختر شيء
value-another = قيمة أخرى: { $label }
value-how = ما المعروف
value-how-value = ما كُتب أعلاه
value-how-unknown = يُقال إنه غير معروف
value-how-none = يُقال إنه لا يوجد
date-ways = كيف يُكتب التاريخ
date-day = يوم
date-month = شهر
date-year = سنة
date-about = نحو تلك السنة
date-unsure = تلك السنة، من غير تأكد
date-interval = من ذلك الحين إلى ذلك الحين
date-before = حينها أو قبله
date-after = حينها أو بعده
date-season = الربيع (22 الصيف، 23 الخريف، 24 الشتاء)
date-decade = سنة ما من ذلك العقد
date-bce = 3200 قبل الميلاد: أقل بواحد، مع علامة ناقص
which-card = أيها المقصود؟
which-none = لم يُختر بعد
make-card = أو أنشئ بطاقة جديدة بهذا الاسم
make-none = لا، سأكتب اسمًا آخر

origin-summary = رأيته بنفسي اليوم. غيّر هذا
origin = كيف تعرف ذلك؟
origin-me = رأيته أو أعرفه بنفسي
origin-told = أخبرني به أحد
origin-teller = مَن
origin-teller-help = اسم أو اسم مستعار.
origin-source = ورد في مصدر
origin-which = أي مصدر
origin-which-help = عنوانه كما هو على بطاقته.
origin-speaker = مَن يقول ذلك فيه
origin-speaker-help = فارغ: المصدر نفسه.
origin-stated = متى قيل
origin-stated-help = يوم الرؤية أو الإخبار أو الكتابة.
origin-when = متى كان أو حدث
origin-when-help = فارغ: لم يُذكر.
origin-quote = بأي كلمات
origin-quote-help = الجملة كما هي حرفًا بحرف.
origin-page = أين في المصدر
origin-page-help = صفحة أو سطر أو رقم رف.
sure = بأي قدر من اليقين قيل
sure-plain = قيل دون تحفظ
sure-possible = على أنه ممكن
sure-probable = على أنه مرجّح
sure-doubtful = مع شك

privacy = مَن يجوز له أن يراه
restricted = مقيّد: للأمناء فقط
restricted-help = يُختم: لا تستطيع النسخ الأخرى من الدفتر قراءته.
restricted-one = مقيّد: للأمناء فقط
held-back =
    { FORM($n) ->
        [zero] يُعرض هذا للجميع فور قوله، ما لم يُقيَّد.
        [one] يُعرض هذا للجميع بعد يوم واحد من قوله، ما لم يُقيَّد.
        [two] يُعرض هذا للجميع بعد يومين من قوله، ما لم يُقيَّد.
        [few] يُعرض هذا للجميع بعد { $n } أيام من قوله، ما لم يُقيَّد.
        [many] يُعرض هذا للجميع بعد { $n } يومًا من قوله، ما لم يُقيَّد.
       *[other] يُعرض هذا للجميع بعد { $n } يوم من قوله، ما لم يُقيَّد.
    }
concerns-ask = يخص شخصًا
concerns = مَن يخصه
concerns-help = أسماء بطاقات بينها فاصلة منقوطة. إن رغب أحدهم أُتلفت هذه المعلومة.

changes = ما يمكن فعله بها
change-back = عودة إلى المعلومة
edit = تصحيح معلومة
edit-lead = لما دُوّن خطأً. إن قال مصدر غير ذلك فأضف قوله إلى جانبها.
edit-pair = ما تكتبه باللغة الأخرى يُضاف معلومةً قائمة بذاتها.
edit-go = صحّح
edit-save = احفظ التصحيح
retract = التراجع عن معلومة
retract-lead = لم تعد تقول بها. يبقى تاريخها مذكورًا؛ وإن دوّنها غيرك أيضًا بقيت قائمة.
retract-go = تراجع عنها
deny = نفي
deny-lead = هناك مَن يقول إن الأمر ليس كذلك. يُعرض القولان.
deny-go = نفاها أحد
deny-words = بأي كلمات
deny-words-help = كما قيلت.
deny-speaker = مَن ينفيها
deny-speaker-help = فارغ: أنت.
prefer = يُعرض أولًا، ولماذا
prefer-lead = تقف هذه القيمة قبل غيرها، ومعها سببك واسمك. وتبقى القيم الأخرى.
prefer-go = اعرضها أولًا
prefer-over = قبل هذه
prefer-alone = لا قيمة أخرى إلى جانبها.
prefer-why = لماذا
prefer-why-help = يقرأ هذا كل مَن يرى البطاقة.
assess = كيف تم التحقق منها
assess-lead = ما فعله أحد للتحقق منها. تدوين المعلومة ليس تصديقًا لها.
assess-go = اذكر كيف تم التحقق منها
assess-how = كيف تم التحقق منها
assess-when = متى
seen = كيف عُرف ذلك
seen-lead = في الموقع، أو في صور وتواريخها، أو بشهادة: كما يقول مصدر المعلومة.
seen-go = اذكر كيف عُرف ذلك
seen-how = كيف
seen-sensor = المستشعر
seen-sensor-help = للصور: القمر الصناعي أو آلة التصوير كما يسميها المصدر.
seen-image = تاريخ الصورة
seen-image-help = متى التُقطت الصورة التي ظهر فيها ذلك.
seen-compared = تاريخ الصورة التي قورنت بها
seen-compared-help = متى التُقطت الصورة الأقدم.
seen-nothing = املأ حقلًا واحدًا على الأقل.
grade-mapped = هذه درجة المصدر نفسه. وما يقابلها هنا قراءتنا لها، وفيها فقد:
grade-source = الدرجات مأخوذة من:
grade-unchecked = كُتبت من الذاكرة ولم تُقارن بذلك المصدر.
seal = ختم معلومة
seal-lead = لا يقرؤها بعد ذلك إلا الأمناء. تُمحى المعلومة المفتوحة هنا وفي كل نسخة يبلغها ذلك.
seal-go = اختمها

read = قراءة وثيقة
read-lead = تصير معلوماتها اقتراحات، وأنت تقرر في كل منها. وتُحفظ الوثيقة نفسها كما هي.
read-go = اقرأ
read-files = الوثائق
read-files-help = يُقرأ النص وملفات PDF ووثائق وورد (.docx) وصفحات الشبكة المحفوظة والبريد (.eml) والمحادثات المصدَّرة من واتساب أو تلغرام والترجمات المصاحبة للأفلام، بالعربية والإنكليزية. أما الصور والتسجيلات فتُحفظ ملفاتِ مصادر. ويمكنك إفلاتها على هذه الصفحة.
read-published = هل نُشرت؟
read-published-help = مَن تذكره وثيقة منشورة يُعرض للجميع؛ ومَن تذكره غيرها يُعرض للأمناء فقط.
read-private = لا، أو لا أعرف
read-public = نعم، نُشرت
read-publisher = مَن نشرها
read-publisher-help = صحيفة أو مكتب أو موقع.
read-date = متى
read-restricted = لا، ولا يجوز أن يراها غير الأمناء: احفظها مشفّرة
graphic-show = وُصفت بأنها قاسية. أظهرها.
graphic-marked = وُصفت بأنها قاسية: جرحى أو قتلى.
graphic-ask = فيها جرحى أو قتلى
graphic-ask-help = تُطمس مثل هذه الصور في الصفحات حتى يطلب أحد رؤيتها.
collect = كيف جرى الحصول عليها
collect-where = من أين
collect-where-help = عنوان الصفحة أو المنشور، أو مكان. مثل https://…
collect-captured = وقت الالتقاط
collect-captured-help = يوم حُفظت أو التُقطت صورة الشاشة: ⁦2032-03-04⁩
collect-by = من التقطها، إن لم تكن أنت
collect-by-help = يُختم عليه: لا يقرؤه إلا الأمناء.
collect-tool = بأي أداة
collect-tool-help = كاسم المتصفح أو الهاتف.
read-more = حروف غير مألوفة؟
read-encoding = الترميز
read-encoding-known = تعرّف عليه
read-sending = في الطريق …
read-lost = الدفتر لا يجيب. لم يُفقد شيء: حاول بعد لحظة.
read-came = ما وصل
read-review = انظر في اقتراحاتها
read-kept = { $kind }، حُفظ ملفَ مصدر.
read-notes = { FORM($n) ->
    [one] أمر واحد لم يُقرأ أو كان غريبًا
    [two] أمران لم يُقرآ أو كانا غريبين
    [few] { $n } أمور لم تُقرأ أو كانت غريبة
   *[other] { $n } أمرًا لم تُقرأ أو كانت غريبة
}
file-kept-all-the-same = وحُفظ ملفَ مصدر.
read-suggestions =
    { FORM($n) ->
        [zero] قُرئت، ولا اقتراحات جديدة فيها.
        [one] قُرئت: اقتراح واحد.
        [two] قُرئت: اقتراحان.
        [few] قُرئت: { $n } اقتراحات.
        [many] قُرئت: { $n } اقتراحًا.
       *[other] قُرئت: { $n } اقتراح.
    }
file-text = نص
file-picture = صورة
file-pdf = ملف PDF
file-document = وثيقة
file-page = صفحة من الشبكة
file-mail = رسالة بريد
file-chat = محادثة
file-no-text = ليس فيه نص: لعله صور صفحات.
file-recording = تسجيل
file-unknown = شيء آخر

begin = دفتر جديد
begin-lead = ثلاثة أسئلة ويصير الدفتر لك. كل شيء يبقى على هذا الحاسوب.
begin-place = ما اسم المكان؟
begin-place-help = بلدة أو متحف أو بنك بذور. يمكنك إضافة اسمه بلغات أخرى لاحقًا.
begin-lang = لغتك
begin-copies = أين ستُحفظ النسخ؟
begin-copies-help = ذاكرة محمولة أو حاسوب آخر أو شريك. يُدوَّن هذا مختومًا للتذكير فقط: لا يُنسخ شيء من تلقاء نفسه.
begin-more = اسمك، وعبارة مرور
begin-keeper = اسمك أو اسم مستعار
begin-keeper-help = يراه كل مَن يحصل على نسخة. فارغ: «أمين الدفتر».
begin-keeper-unnamed = أمين الدفتر
begin-passphrase = عبارة مرور لما هو مختوم
begin-passphrase-help = لا يستطيع أحد استعادتها. فارغ: يستطيع كل مَن يستعمل هذا الحاسوب قراءة المختوم.
begin-again = العبارة نفسها ثانية
begin-again-help = للتأكد منها.
begin-where = سيكون الدفتر في المجلد { $folder }.
begin-go = أنشئ الدفتر
key = مفتاح الاستعادة
key-part = الجزء { $n } من { $of } من مفتاح الاستعادة
key-part-for = أيّ { $need } من هذه الأجزاء معًا تعطي المفتاح الذي يعيد الدفتر إذا ضاعت كل الحواسيب. الجزء الواحد وحده لا يقول شيئًا.
key-part-keep = احفظه كما تحفظ سند ملكية، ولا تخبر أحدًا أنه عندك.
key-part-give = لا تعطه إلا لأمين الدفتر، أو لمن يواصل عمله، إذا كنت تعرفه وتكلّمه.
key-words = بالكلمات
key-digits = بالأرقام
key-code = للكاميرا
key-any = الكلمات والأرقام والرمز تقول الشيء نفسه، وأيّ واحد منها يكفي.
key-made = صُنع في { $date }
key-lead = اكتب هذا على ورق أو اطبعه الآن. يُعرض كلما فُتح الدفتر، إلى أن تقول إنه عندك، ولا يُعرض بعد ذلك أبدًا.
key-print = احفظ الورقة بعيدًا عن هذا الحاسوب، حيث تحفظ سند الملكية.
key-away = لا تصوّره ولا ترسله.
key-for = إن ضاع هذا الحاسوب أثبت أن الدفتر لك، وفتح المفاتيح المحفوظة له.
key-lost = مَن كان عنده استطاع أن يتصرف باسمك. من دونه يعمل الدفتر، لكن ما ضاع يبقى ضائعًا.
key-kept = هو عندي على ورق
key-print-go = اطبع هذه الصفحة
welcome = هذا الدفتر فارغ، وجاهز.
welcome-lead = ابدأ بما هو أقرب إليك. كل شيء يمكن تصحيحه لاحقًا، ولا يضيع بذلك شيء.
welcome-read = أعطه وثيقة
welcome-read-help = أفلت هنا مقالًا أو رسالة أو قائمة. تصير معلوماتها اقتراحات.
welcome-card = اكتب أول بطاقة
welcome-card-help = شيء واحد كان هناك: جرّة أو بئر أو بيت.
welcome-place = قل المزيد عن المكان

keep-restored = حُفظ ما كتبته هنا، منذ
keep-discard = تخلّص منه
keep-waiting = الدفتر لا يجيب. حُفظ ما كتبته في هذا المتصفح، ويُرسل حين يجيب.
keep-private = الدفتر لا يجيب. هذا مقيّد، فلا يُحفظ إلا في هذه الصفحة: اتركها مفتوحة واحفظ ثانية بعد لحظة.
keep-refused = لم يمكن حفظه: افتح عرض الأمين ثانية في نافذة أخرى ثم احفظ مرة أخرى. ما كتبته محفوظ.
keep-sent = حُفظ ما كان ينتظر في هذا المتصفح.
keep-left = لم يمكن حفظ ما كان ينتظر في هذا المتصفح كما هو. بقي في نموذجه.
keep-waits = شيء كُتب هنا ينتظر أن يُرسل. افتح عرض الأمين فيُرسل.
keep-see = اذهب إليه

fault-fields = لم يُحفظ شيء بعد: انظر إلى الحقول المعلّمة.
fault-nothing = لم يُملأ شيء.
fault-empty = يحتاج التصحيح إلى قيمة. للتراجع عن المعلومة استعمل «تراجع عنها».
fault-key = هذا النموذج أقدم من الصفحة: افتحها ثانية.
fault-nobody = لا بطاقة بهذا الاسم.
fault-one = هناك بطاقة بهذا الاسم. أهي المقصودة؟ احفظ مرة أخرى لاعتمادها.
fault-how = لا تُقال قيمة مع «غير معروف» أو «لا شيء» معًا: اختر إحداهما.
fault-too-many = يتسع النموذج لخمسين قيمة من نوع واحد: احفظها على دفعات.
fault-nobody-there = أحد هذه الأسماء ليس على أي بطاقة.
fault-several = عدة بطاقات بهذا الاسم.
fault-several-there = عدة بطاقات بأحد هذه الأسماء: اكتب الاسم الدائم للمقصودة.
fault-number = ليس هذا عددًا. اكتبه هكذا: 12.5.
fault-whole = ليس هذا عددًا صحيحًا. اكتب عددًا مثل 3500.
fault-order = يجب أن تتزايد الأعداد بهذا الترتيب: على الأقل، التقدير، على الأكثر.
fault-code = اختر من القائمة.
fault-place = لا مكان كهذا: خط العرض من 90- إلى 90، وخط الطول من 180- إلى 180.
fault-place-half = يحتاج الموقع إلى خط العرض وخط الطول معًا.
fault-source-empty = أي مصدر هو؟
fault-teller-empty = مَن أخبرك؟
fault-again = هنا بطاقة بهذا الاسم
fault-words = بأي كلمات نُفيت؟
fault-why = قل لماذا: سيسأل غيرك.
fault-other = أي بطاقة أخرى؟
fault-itself = هذه هي البطاقة نفسها.
fault-place-name = يحتاج المكان إلى اسم.
fault-passphrase = العبارتان مختلفتان.
fault-no-file = اختر وثيقة أولًا.
fault-many-files = هذه أكثر من 50 ملفًا: أرسلها على دفعات.
fault-large = هذا أكثر من 256 ميغابايت: أرسله على دفعات.
fault-broken-off = انقطع الإرسال ولم يُحفظ منه شيء: أرسله ثانية.
fault-publisher = اذكر الناشر أو تاريخ النشر.
fault-encoding = لا يمكن قراءة حروفها: اختر الترميز تحت «حروف غير مألوفة؟».
fault-file-kind = ليس هذا نصًّا ولا وثيقة ولا صورة ولا تسجيلًا ولا ملف PDF مما يُعرف هنا: لم يُحفظ.
fault-file-locked = عليه كلمة سر: احفظه بلا كلمة سر وأرسل تلك النسخة أيضًا.
fault-file-damaged = هو تالف ولا يُقرأ منه شيء: هل من نسخة أخرى؟
trouble-no-text = ليس في هذه الوثيقة نص يُقرأ.
trouble-not-yours = دوّن هذا غيرك: لا يصححه ولا يتراجع عنه إلا هو. يمكنك أن تضيف ما تعرفه، أو نفيًا.

trouble = لا توجد صفحة هنا
trouble-closed = هذا للأمناء
trouble-not-done = لم يمكن ذلك
trouble-back = إلى النظرة العامة
trouble-missing = لا يوجد في هذا العنوان ما يمكن عرضه.
trouble-refused = لم تُرسل هذا صفحةٌ من صفحات الدفتر، أو لم يُرسل إلى العنوان الذي عرضه عند تشغيله. افتح الصفحة ثانية وأعد ما فعلت.
trouble-locked = هذا يحتاج إلى عرض الأمين: افتحه أولًا (في أسفل الصفحة) ثم أعد ما فعلت.
trouble-busy = برنامج آخر يكتب في هذا الدفتر الآن. حاول بعد لحظة.
trouble-counting = دخل هذا الدفتر الكثير دفعة واحدة، وهو يُعدّ الآن. ابحث بعد دقيقة؛ وكل ما عدا ذلك يُقرأ.
trouble-inside = حدث خلل، وتفاصيله مكتوبة في النافذة التي شُغّل منها البرنامج.

# الخريطة والمخططات
nav-map = الخريطة
map-title = الخريطة
map-label = خريطة الأماكن في هذا الدفتر
map-no-script = لا خريطة هنا من دون برامج المتصفح. في القائمة كل ما تعرضه الخريطة.
map-places = { FORM($n) ->
    [zero] لا أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $n } أماكن
    [many] { $n } مكانًا
   *[other] { $n } مكان
}
map-none = لا تذكر أي معلومة موقعًا بعد.
map-crowd-all =
    { FORM($n) ->
        [zero] لا أماكن.
        [one] مكان واحد.
        [two] مكانان.
        [few] { $n } أماكن: أكثر من أن يُرسم كل منها.
        [many] { $n } مكانًا: أكثر من أن يُرسم كل منها.
       *[other] { $n } مكان: أكثر من أن يُرسم كل منها.
    }
map-crowd-inside =
    { FORM($n) ->
        [zero] لا شيء منها في المعروض.
        [one] واحد منها في المعروض.
        [two] اثنان منها في المعروض.
        [few] { $n } منها في المعروض.
        [many] { $n } منها في المعروض.
       *[other] { $n } منها في المعروض.
    }
map-crowd-somewhere =
    { FORM($n) ->
        [zero] ولا غيرها.
        [one] وواحد آخر لا يُعرف إلا أنه في منطقة ما، ولم يُرسم.
        [two] واثنان آخران لا يُعرف إلا أنهما في منطقة ما، ولم يُرسما.
        [few] و{ $n } أخرى لا يُعرف إلا أنها في منطقة ما، ولم تُرسم.
        [many] و{ $n } أخرى لا يُعرف إلا أنها في منطقة ما، ولم تُرسم.
       *[other] و{ $n } أخرى لا يُعرف إلا أنها في منطقة ما، ولم تُرسم.
    }
map-crowd-mark =
    { FORM($n) ->
        [zero] لا أماكن
        [one] مكان واحد
        [two] مكانان معًا
        [few] { $n } أماكن معًا
        [many] { $n } مكانًا معًا
       *[other] { $n } مكان معًا
    }
map-crowd-more =
    { FORM($n) ->
        [zero] ولا مربعات أخرى
        [one] ومربع آخر؛ اقترب لتراه
        [two] ومربعان آخران؛ اقترب لتراهما
        [few] و{ $n } مربعات أخرى؛ اقترب لتراها
        [many] و{ $n } مربعًا آخر؛ اقترب لتراها
       *[other] و{ $n } مربع آخر؛ اقترب لتراها
    }
map-crowd-comma = {"، "}
map-show = أظهره على الخريطة
map-close = أغلق
map-zoom-in = قرّب
map-zoom-out = بعّد
map-unnamed = بلا اسم
map-sources = { FORM($n) ->
    [zero] بلا مصدر
    [one] مصدر واحد
    [two] مصدران
    [few] { $n } مصادر
    [many] { $n } مصدرًا
   *[other] { $n } مصدر
}
map-one-origin = من أصل واحد
map-possibly = ربما
map-differ = المصادر تختلف
map-perhaps-differ = ربما تختلف المصادر
map-spots = { FORM($n) ->
    [zero] بلا موقع
    [one] موقع واحد
    [two] موقعان، كلاهما مرسوم
    [few] { $n } مواقع، كلها مرسومة
    [many] { $n } موقعًا، كلها مرسومة
   *[other] { $n } موقع، كلها مرسومة
}
map-within = في مكان ما ضمن { $metres } م
map-cell = الموقع الدقيق غير منشور. يقع في مكان ما داخل هذا المربع.
map-area = العلامة تمثل منطقة لا يُعرف عنها أكثر من ذلك، وليست مكانًا بعينه.
map-legend = ما تعرضه الخريطة
map-legend-worst = يُعلَّم المكان بأسوأ حالة يذكرها مصدر؛ والقائمة تذكرها كلها.
map-level-0 = سليم أو مرمّم
map-level-1 = ربما تضرر
map-level-2 = تضرر طفيف
map-level-3 = متضرر
map-level-4 = تضرر شديد
map-level-5 = مدمّر
map-level-not-known = قيل إن حالته غير معروفة
map-level-untold = لم يذكر أحد حالته
map-mark-differ = المصادر تختلف
map-mark-radius = في مكان ما داخل هذه الدائرة
map-mark-cell = في مكان ما داخل هذا المربع: الموقع الدقيق غير منشور
map-borders = خريطة الأساس: Natural Earth بمقياس 1:10 مليون. الخطوط بين البلدان كما ترسمها Natural Earth بحسب من يسيطر على الأرض؛ وهذا الدفتر لا يقول فيها شيئًا.
map-own = التفاصيل فوقها: ملف الخريطة الخاص بمن يشغّل هذا الدفتر. الخطوط بين البلدان فيه كما يرسمها صانعوه؛ وهذا الدفتر لا يقول فيها شيئًا أيضًا.
map-plans = المخططات
map-plan-opacity = شدة ظهوره
map-plan-placed-by = وضعه { $who }
map-plan-residual = تبعد نقاطه المعلومة { $metres } م في المتوسط
map-plan-untold = نقاطه المعلومة أقل من أن تبيّن مدى مطابقته
map-plan-mirrored = يظهر معكوسًا: هل بُدّلت نقطتان؟
map-plan-unplaced = غير موضوع على الخريطة
map-plan-place = ضعه على الخريطة
plan-label = صورة المخطط
plan-marks = ما يظهر فيه
plan-show = أظهره في الصورة
place-title = وضع مخطط على الخريطة
place-how = سمِّ نقطتين أو أكثر تعرف موضعها في الصورة وموقعها على الأرض. نقطتان تديران الصورة وتضبطان مقياسها؛ وأربع نقاط متباعدة أو أكثر تبيّن كذلك مدى مطابقتها.
place-clicks = اختر سطرًا، ثم انقر على الصورة وعلى الخريطة.
place-point = النقطة { $n }
place-x = بكسل من اليسار
place-y = بكسل من الأعلى
place-latitude = خط العرض
place-longitude = خط الطول
place-uncertainty = كم قد تبعد المواقع عن الصواب، بالأمتار
place-send = دوّن هذه النقاط
place-no-number = { $found } ليس رقمًا يصلح هنا
place-half = تحتاج هذه النقطة إلى الأرقام الأربعة
place-too-few = تحتاج الصورة إلى نقطتين معلومتين أو أكثر.
place-off-the-map = النقطة { $n } أبعد شمالًا أو جنوبًا مما ترسمه الخريطة.
place-one-spot = النقاط المعلومة نقطة واحدة؛ اختر نقاطًا متباعدة.

state-recorded = مدوّنة
state-differs = مدوّنة، والمصادر تختلف
state-suggested = اقتراح لم يُدوَّن
source-back = عودة إلى كلماتها
source-also = مقاطع تغطّيها مقاطع أقصر:

review = المراجعة
review-lead = ما قُرئ من هذه الوثائق ينتظرك. تدوين أنّ مصدرًا يقول شيئًا لا يعني تصديقه.
review-nothing = لا اقتراحات تنتظر.
review-source = المصدر كما هو
review-open = راجِعه
review-hand = الاقتراح الذي بين يديك
review-legend = الكلمات المسطّرة اقتراحات؛ افتح أيًّا منها باختيار كلماته. والذي بين يديك مظلّل.
review-steps = من اقتراح إلى آخر
review-at = { $place } من { $total }
review-rule = قرأته القاعدة
review-confidence = صحّ { $n } من كل 100 اقتراح مثله عند القياس
review-record = دوّن كما ورد
review-reject = ارفض
review-correct = صحّحه
review-record-corrected = دوّن مع التصحيح
review-together = عدّة اقتراحات معًا
review-group = أيّها
review-which-card = أيّ بطاقة هذه؟
review-join-with = بطاقة أخرى للشيء نفسه
review-join-help = اسمها، أو اسمها الدائم من أسفل بطاقتها. تصير البطاقتان واحدة، ويمكن فصلهما من جديد.
review-join = هو نفسه
review-same = هو نفسه
review-not-same = ليس هو نفسه
review-why-link = اقترحه القارئ: الاسم والنوع نفساهما
review-why-name = لبطاقة هنا الاسم والنوع نفساهما
review-others = الاقتراحات في هذا الجزء
review-keys = المفاتيح
review-select = الكلمات التي تحدّدها في النص تذهب إلى الحقل الذي بين يديك، وتصير الاقتباس.
review-value = ما تقوله
review-says = هل هو معروف؟
review-lang = لغة هذه الكلمات
review-when = متى كان أو حدث
review-stated = متى قيل
review-when-help = مثل ⁦2032-04⁩ أو ⁦2032-04-15⁩ أو ⁦1948~⁩ لما هو تقريبي. فارغ: المصدر لا يذكره.
review-date-help = مثل ⁦2032-04⁩ أو ⁦2032-04-15⁩ أو ⁦1948~⁩ لما هو تقريبي.
review-certainty = مدى يقين القائل
review-voice = من يقولها
review-speaker = الاسم، أو كلمات المصدر عن القائل
review-name-help = اسم بطاقة كما هو مكتوب فيها.
review-quote = كلمات المصدر
review-about = عمّ هي
review-make = إن لم تحمل بطاقةٌ اسمًا كتبته
review-make-none = نبّهني
certainty-plain = مذكورة بلا تحفّظ
says-value = هو كما كُتب أعلاه
says-unknown = يقول المصدر إنه غير معروف
says-none = يقول المصدر إنه لا يوجد
voice-source = المصدر نفسه
voice-card = شخص أو جهة له بطاقة
voice-unnamed = من لم يسمّه المصدر
lang-unsaid = غير مذكورة
lang-en = الإنجليزية
lang-ar = العربية
group-one = هذا وحده
group-passage = كل ما قُرئ من الكلمات نفسها ({ $n })
group-naming = أسماء هذه البطاقة ونوعها ({ $n })
group-card = كل ما يخصّ هذه البطاقة ({ $n })
group-document = كل ما في هذه الوثيقة ({ $n })
done-recorded =
    { FORM($n) ->
        [zero] لم يُدوَّن اقتراح.
        [one] دُوّن اقتراح واحد.
        [two] دُوّن اقتراحان.
        [few] دُوّنت { $n } اقتراحات.
        [many] دُوّن { $n } اقتراحًا.
       *[other] دُوّن { $n } اقتراح.
    }
done-rejected =
    { FORM($n) ->
        [zero] لم يُرفض اقتراح.
        [one] رُفض اقتراح واحد.
        [two] رُفض اقتراحان.
        [few] رُفضت { $n } اقتراحات.
        [many] رُفض { $n } اقتراحًا.
       *[other] رُفض { $n } اقتراح.
    }
done-corrected = دُوّن واحد مع التصحيح.
done-joined = صارت بطاقتان بطاقة واحدة.
undo = تراجع عن هذا
undo-entry = تراجع عن القيد { $number }
key-next = التالي
key-back = السابق
key-record = دوّن كما ورد
key-correct = صحّح
key-reject = ارفض
key-undo = تراجع عن القرار الأخير
key-keys = أظهر هذه المفاتيح أو أخفها
review-fault-empty = هذا الحقل يحتاج شيئًا.
review-fault-nobody = لا بطاقة بهذا الاسم. اختر أدناه نوع بطاقة جديدة، أو اكتب اسمًا آخر.
review-fault-several = لعدّة بطاقات هذا الاسم. اكتب الاسم الدائم المذكور أسفل البطاقة المقصودة.
review-fault-number = رقم، ووحدته بعد فراغ، مثل 12.5 m أو 60 %.
fault-count = عدد مثل 60، أو 60.. للحدّ الأدنى، أو ..60 للحدّ الأعلى، أو 50..70.
fault-geometry = خط الطول ثم خط العرض مثل POINT (21.0 35.0).
fault-value = ليست هذه من القيم التي يعرفها النموذج.
fault-quote = ليست هذه الكلمات في المصدر. حدّدها في النص، أو انسخها حرفيًا.
trouble-unlock = افتح عرض الأمين

nav-timeline = الخط الزمني
timeline = ما حدث
timeline-lead = كل ما يذكر له مصدرٌ تاريخًا، على خط واحد. يبهت ما ليس مؤكدًا، ويُذكر على حدة ما لا تاريخ له.
timeline-drawn = الخط الزمني مرسومًا
timeline-empty = لا مصدر يروي ما يجيب عن هذا السؤال.
timeline-items =
    { FORM($n) ->
        [zero] لا أحداث
        [one] حدث واحد
        [two] حدثان
        [few] { $n } أحداث
        [many] { $n } حدثًا
       *[other] { $n } حدث
    }
timeline-lines =
    { FORM($n) ->
        [zero] لا معلومات تؤرّخ شيئًا
        [one] معلومة واحدة تؤرّخ شيئًا
        [two] معلومتان تؤرّخان شيئًا
        [few] { $n } معلومات تؤرّخ شيئًا
        [many] { $n } معلومة تؤرّخ شيئًا
       *[other] { $n } معلومة تؤرّخ شيئًا
    }
timeline-outlined =
    { FORM($n) ->
        [zero] لا معلومات هنا تؤرّخ شيئًا.
        [one] هنا معلومة واحدة تؤرّخ شيئًا.
        [two] هنا معلومتان تؤرّخان شيئًا.
        [few] هنا { $n } معلومات تؤرّخ شيئًا.
        [many] هنا { $n } معلومة تؤرّخ شيئًا، وهي أكثر من أن تُرسم كلٌّ منها. الأعمدة تعدّها؛ اختر عمودًا، أو يومًا من وإلى، لترى كلًّا منها.
       *[other] هنا { $n } معلومة تؤرّخ شيئًا، وهي أكثر من أن تُرسم كلٌّ منها. الأعمدة تعدّها؛ اختر عمودًا، أو يومًا من وإلى، لترى كلًّا منها.
    }
timeline-kind = ما وقع له الحدث
timeline-place = المكان
timeline-voice = بحسب
timeline-since = من
timeline-until = إلى
timeline-all = الكل
timeline-lanes = المسارات بحسب
timeline-lanes-what = ما يُروى
timeline-lanes-kind = النوع
timeline-lanes-card = البطاقة
timeline-lanes-voice = القائل
timeline-lanes-place = المكان
timeline-lanes-none = بلا مسارات، خط واحد
timeline-according = بحسب
timeline-differs = المصادر تختلف
timeline-possibly = ربما
timeline-told = رُوي في
timeline-inferred = الوقت مستنتَج
timeline-others = غير ذلك
timeline-undated = بلا تاريخ
timeline-point = في ذلك اليوم
timeline-within = في وقت ما ضمنه
timeline-about = نحو ذلك الوقت
timeline-throughout = طوال ذلك الوقت
timeline-by = بحلوله أو قبله
timeline-from = فيه أو بعده
timeline-column = العدد، وأكثره
timeline-break = زمن متروك
timeline-show = اعرض
timeline-earlier = قبل ذلك
timeline-later = بعد ذلك
timeline-wider = أوسع
timeline-whole = الكل
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

slider-at = كما كان في
slider-at-any = في أي وقت
slider-known = كما عُرف في
slider-known-any = اليوم

# ملفات المصادر والصور
files = ملفات المصدر
files-withheld =
    { FORM($n) ->
        [zero] لا ملفات محفوظة للأمناء وحدهم.
        [one] يُحفظ هنا ملف مصدر لا يناله إلا الأمناء.
        [two] يُحفظ هنا ملفا مصدر لا ينالهما إلا الأمناء.
        [few] تُحفظ هنا { $n } ملفات مصدر لا ينالها إلا الأمناء.
        [many] يُحفظ هنا { $n } ملفَّ مصدر لا ينالها إلا الأمناء.
       *[other] يُحفظ هنا { $n } ملف مصدر لا ينالها إلا الأمناء.
    }
file-take = احتفظ بنسخة
picture-of-source = صورة: { $title }
pictures = صور
picture-of = { $name } كما يظهر في { $title }
picture-add = أضف صورة
picture-add-lead = تُحفظ ملفَّ مصدر كما هي. مكان التقاطها وزمانه ومَن التقطها يبقى فيها للأمناء؛ والجمهور ينال نسخة بلا ذلك، ومما نُشر فقط.
picture-files = صور
picture-files-help = JPEG أو PNG أو GIF أو WebP.
picture-title = ما اسمها
picture-title-help = فارغ: اسم الملف.
picture-author = مَن صنعها
picture-author-help = المصوّر أو الرسّام. فارغ: لم يُذكر.
picture-credit = من عمل
picture-with = يُعرض معها
picture-manifest = لبرامج عرض الصور الأخرى (IIIF)
zoom-picture = صورة
zoom-how = اسحب الصورة أو استعمل مفاتيح الأسهم؛ + و− للتكبير والتصغير.
zoom-size = { $width } × { $height } بكسل
fault-picture-kind = ليست صورة تعرضها كل المتصفحات: JPEG أو PNG أو GIF أو WebP. لم يُحفظ شيء.
plan-add = أضف مخططًا
plan-add-lead = مخطط أو رسم أو خريطة قديمة أو صورة من الجو. بعد حفظه تذكر أين تقع نقطتان أو أكثر من نقاطه.
plan-places = أماكن تقع عليه
plan-placed = كيف يقع على الخريطة
plan-scale = يمثل البكسل نحو { $metres } م.
source-plan = بوصفه مخططًا
plan-source = بوصفه مصدرًا
plan-on-map = على الخريطة
plan-no-picture = صورته ليست هنا، أو هي للأمناء وحدهم.

# النسخ
nav-copies = النسخ
copies-lead = ما الموجود في مكان آخر، ومتى رُئي آخر مرة، وما الذي سيضيع.
stake = لو ضاع هذا الحاسوب الآن
stake-nothing = لن يضيع شيء مما دُوّن هنا: كله في نسخة في مكان آخر.
stake-lost = يضيع هذا، فلا تُعرف نسخة في مكان آخر هو فيها:
stake-since = دُوّن أول ذلك في
stake-known = تُعدّ هنا النسخ التي صُنعت من هذا الحاسوب وفيها كل شيء وهي على حاسوب آخر أو قرص آخر. أما أنها ما زالت هناك فتبيّنه تجربة الاستعادة.
stake-files =
    { FORM($n) ->
        [zero] لا ملفات مصادر
        [one] ملف مصدر واحد
        [two] ملفا مصادر
        [few] { $n } ملفات مصادر
        [many] { $n } ملف مصدر
       *[other] { $n } ملف مصدر
    }
stake-keys =
    { FORM($n) ->
        [zero] لا مفاتيح لما خُتم
        [one] مفتاح واحد لما خُتم: ليس في وديعة في مكان آخر
        [two] مفتاحان لما خُتم: ليسا في وديعة في مكان آخر
        [few] { $n } مفاتيح لما خُتم: ليست في وديعة في مكان آخر
        [many] { $n } مفتاحًا لما خُتم: ليست في وديعة في مكان آخر
       *[other] { $n } مفتاح لما خُتم: ليست في وديعة في مكان آخر
    }
stake-key = مفتاح الاستعادة ليس على ورق بعد.
stake-key-go = اعرضه
escrow-save = احفظ وديعة المفاتيح
escrow-help = مفاتيح كل ما خُتم، في ملف واحد لا يفتحه إلا مفتاح الاستعادة. احفظه في مكان آخر بدلًا من الذي قبله: ما مُحي ليس في وديعة تُصنع بعده.
recovery-go = مفتاح الاستعادة: تحقّق منه، أو أعط أجزاء منه لأمناء، أو استبدله

places = نسخ مختومة
places-lead = النسخة المختومة مشفّرة: لا يستطيع من يحفظها أن يقرأها. لا يفتحها إلا مفتاح الاستعادة، هنا أو على حاسوب جديد.
place-add = أضف مكانًا
place-name = ماذا تسمي المكان
place-name-help = مثل: الذاكرة، المكتبة
place-target = أين هو
place-target-help = مجلد على ذاكرة أو قرص آخر (⁦/media/stick/copies⁩)، أو ⁦rest:https://…⁩ أو ⁦s3:https://…/bucket⁩ أو ⁦sftp:user@host:/folder⁩
place-door = يطلب اسمًا وكلمة سر
place-user = الاسم، أو رقم المفتاح
place-secret = كلمة السر، أو سر المفتاح
place-secret-help = تُحفظ على هذا الحاسوب بجانب مفاتيحك، وليست في أي نسخة.
place-key-help = منه تأتي كلمة سر النسخ المختومة. لا يُحفظ المفتاح نفسه.
place-add-go = أضف هذا المكان
place-empty = لم تُصنع هناك نسخة من هنا بعد.
place-copy = اصنع نسخة الآن
place-rehearse = جرّب الاستعادة: أعدها وقارنها ثم امسحها
place-check = اقرأ كل بايت فيها
copy-made = صُنعت في
copy-elsewhere = هي على حاسوب آخر أو قرص آخر.
copy-beside = هي على قرص الدفتر نفسه، وتضيع معه.
copy-unknown = لا يُعرف هنا أين هي الآن.
copy-unproved = لم تُجرَّب قط.
copy-files = ملفات فيها كل شيء
copy-files-lead = ملف يفتحه أي برنامج لملفات tar، يُحمل باليد.

peers = دفاتر أخرى
peers-lead = دفتر عند غيرك فيه السجل نفسه: يأخذ كلٌّ ما عند الآخر، ولا يضيع شيء إذا كتب اثنان.
peer-invite = ادعُ دفترًا آخر
peer-name = ماذا تسميه
peer-name-help = مثل: مكتبة المرسى
peer-code-go = اصنع رمزًا
peer-code-made = الرمز لـ{ $name }:
peer-code-help = يصلح لمحاولة واحدة خلال عشر دقائق. اقرأه لهم؛ ويُكتب هناك تحت «اقترن بدفتر آخر». لن يُعرض ثانية.
peer-add = اقترن بدفتر آخر
peer-address = عنوانه
peer-address-help = ⁦http://computer:port⁩ كما يُعرض هناك، أو ⁦ssh://user@computer/path⁩ حيث يفتحه مفتاح من دون كلمة سر
peer-code = الرمز الذي صُنع هناك
peer-code-typed-help = بأحرف كبيرة أو صغيرة، بشرطات أو من دونها
peer-add-go = اقترن
peer-sync = تبادلا الآن ما ينقص
peer-calls = هو يتصل بهذا الدفتر، أو يُتصل به من الطرفية: ⁦daftar sync⁩
peer-forget = انسه
peer-unheard = لم يُسمع منه بعد.
peer-erasures =
    { FORM($n) ->
        [zero] نفّذ كل محو
        [one] لم يقل بعد إنه نفّذ محوًا واحدًا.
        [two] لم يقل بعد إنه نفّذ محوين.
        [few] لم يقل بعد إنه نفّذ { $n } عمليات محو.
        [many] لم يقل بعد إنه نفّذ { $n } عملية محو.
       *[other] لم يقل بعد إنه نفّذ { $n } عملية محو.
    }

job-copy = نسخة مختومة: { $name }
job-check = قراءة النسخ: { $name }
job-rehearse = تجربة الاستعادة: { $name }
job-sync = تبادل مع { $name }
job-goes-on = العمل مستمر أيًّا كانت الصفحة التي تنظر إليها. قد يستغرق وقتًا.
job-one-at-a-time = عمل آخر ما زال مستمرًا: انتظر حتى ينتهي.
job-copied = صُنعت النسخة.
job-replaced =
    { FORM($n) ->
        [zero] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها.
        [one] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها، وأزيلت نسخة سابقة واحدة.
        [two] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها، وأزيلت نسختان سابقتان.
        [few] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها، وأزيلت { $n } نسخ سابقة.
        [many] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها، وأزيلت { $n } نسخة سابقة.
       *[other] مُحي شيء بعد النسخة السابقة: قُرئت الجديدة كلها، وأزيلت { $n } نسخة سابقة.
    }
job-escrowed =
    { FORM($n) ->
        [zero] لا شيء مختوم: الوديعة بجانبها فارغة.
        [one] في الوديعة بجانبها مفتاح واحد.
        [two] في الوديعة بجانبها مفتاحان.
        [few] في الوديعة بجانبها { $n } مفاتيح.
        [many] في الوديعة بجانبها { $n } مفتاحًا.
       *[other] في الوديعة بجانبها { $n } مفتاح.
    }
job-not-escrowed = لا وديعة للمفاتيح بجانبها: احفظ واحدة في مكان آخر.
job-remains = ما زال ما مُحي في نسخ سابقة هناك:
job-old-key = ما زال مفتاح استعادة استُبدل يفتح هذه النسخ:
job-checked = قُرئ كل بايت، وليس فيها خطأ.
job-rehearsed = أُعيدت النسخة سليمة كاملة.
job-incomplete = أُعيدت النسخة، وينقصها شيء.
job-damaged = النسخة تالفة.
job-entries = القيود: { $both } من { $here } موجودة هنا
job-files = ملفات المصادر: { $both } من { $here } موجودة هنا
job-sent = أُرسل: { $entries } قيد و{ $files } ملف مصدر
job-taken = أُخذ: { $entries } قيد و{ $files } ملف مصدر
job-erasures = عمليات محو أُرسلت: { $sent }؛ أُكّد منها: { $heard }
job-refused = لم يؤخذ:
job-broke = انقطع قبل نهايته؛ وإذا أعدته واصل من هناك.

# مفتاح الاستعادة
recovery-lead = كلمات أو أرقام أو أجزاء الأمناء. به يصير حاسوب جديد لك ويفتح ما خُتم.
recovery-check = هل ما على الورق صحيح؟
recovery-check-go = تحقّق منه
recovery-check-help = ما تكتبه يُقارن ثم يُنسى.
recovery-typed = مفتاح الاستعادة
recovery-typed-help = بالكلمات أو الأرقام؛ أو أجزاء الأمناء، وبين الجزء والجزء سطر فارغ
recovery-right = هذا مفتاح استعادة هذا الدفتر.
recovery-new = مفتاح آخر
recovery-new-lead = إذا ضاع المفتاح أو وجده غيرك خلفه مفتاح آخر. تنتقل إليه النسخ المختومة مع النسخة التالية؛ واصنع وديعة جديدة أيضًا.
recovery-old-help = المفتاح الحالي، أو أجزاؤه
recovery-lost = ضاع: افعل ذلك بحق هذا الحاسوب
recovery-new-go = اصنع مفتاحًا آخر
recovery-back = رجوع إلى النسخ
parts = أجزاء للأمناء
parts-lead = يُقسم المفتاح بين أناس تثق بهم. يعطيه عدد منهم معًا؛ ومن هم أقل لا يعلمون شيئًا.
parts-trustees = من يأخذ جزءًا
parts-trustees-help = اسم في كل سطر. الأسماء مختومة: فمن عرفها عرف على من يضغط.
parts-need = عدد الأجزاء اللازمة
parts-go = اقسمه
parts-made = أجزاء مفتاح الاستعادة
parts-made-lead = اطبع كل جزء على ورقته الآن: لن تُعرض ثانية. أعط كلًّا منها لشخص واحد، ولا تحفظ جزأين معًا.
parts-for = لـ
parts-done = طُبعت
key-part-holds = عنده الجزء { $n } من { $of } من مفتاح الاستعادة؛ ويلزم منها { $need }
fault-recovery-key = ليس هذا مفتاح الاستعادة المعمول به في هذا الدفتر.
fault-parts = سمِّ بين شخصين و16 شخصًا، واطلب جزأين على الأقل ولا أكثر من عدد الأشخاص.
fault-place-absolute = اكتب مسار المجلد كله من أوله.
fault-place-called = سمِّ المكان.
fault-pairing = ليس هذا رمزًا: فيه عشرون حرفًا ورقمًا.
trouble-elsewhere = لم يتم ذلك:

# بعد الضياع
begin-again-go = توجد نسخة، أو مفتاح استعادة: ابدأ منه من جديد
again = ابدأ من جديد
again-lead = نسخة ومفتاح الاستعادة يعيدان الدفتر على هذا الحاسوب.
again-target = أين النسخة
again-target-help = مجلد النسخ المختومة على ذاكرة (⁦/media/stick/copies⁩)، أو ⁦rest:https://…⁩ أو ⁦s3:https://…/bucket⁩ أو ⁦sftp:user@host:/folder⁩؛ أو ملف فيه كل شيء (⁦/media/stick/notebook.tar⁩)
again-go = ابدأ من جديد
again-go-help = تُعاد النسخة ويُفحص كل بايت فيها. قد يستغرق ذلك وقتًا.
again-new = اصنع دفترًا جديدًا
again-here = عاد الدفتر
again-whole = أُعيدت النسخة، وكل بايت فيها كما كُتب. يستطيع هذا الحاسوب أن يدوّن من الآن.
again-damaged = أُعيدت النسخة، وفيها شيء تالف. ما يمكن إصلاحه يُصلح من نسخة أخرى: ⁦daftar repair⁩.
again-keys =
    { FORM($n) ->
        [zero] لم يكن شيء مختومًا.
        [one] عاد مفتاح واحد لما خُتم.
        [two] عاد مفتاحان لما خُتم.
        [few] عادت { $n } مفاتيح لما خُتم.
        [many] عاد { $n } مفتاحًا لما خُتم.
       *[other] عاد { $n } مفتاح لما خُتم.
    }
again-no-keys = لم تكن وديعة للمفاتيح بجانبها: إن وُجدت فتح الأمر ⁦daftar recovery use --escrow FILE⁩ ما خُتم.
again-open = افتح الدفتر
typed-empty = لم يُكتب شيء: اكتب كلمات الورقة أو أرقامها.
typed-words = هذه الكلمات ليست في القائمة؛ وبجانبها ما قد يُقصد:
typed-word-count = في مفتاح الاستعادة 24 كلمة وفي جزء الأمين 27: ابحث عن كلمة نُسيت أو كُتبت مرتين. عدد ما كُتب:
typed-groups = في مجموعات الأرقام هذه خطأ، معدودة من الأولى:
typed-digit-count = في مفتاح الاستعادة 102 رقم وفي جزء الأمين 114: ابحث عن رقم نُسي أو كُتب مرتين. عدد ما كُتب:
typed-check = كلٌّ منها صحيح وحده، لكنها لا تتفق معًا: أُخذ واحد مكان آخر، أو تبادل اثنان موضعيهما. قارنها بالورقة.
typed-few = يلزم مزيد من الأجزاء: اسأل أمينًا آخر. ما كُتب من اللازم:
typed-others = هذه الأجزاء ليست من مفتاح واحد: أحدها من تقسيم آخر، أو كُتب خطأ.
copy-erasures =
    { FORM($n) ->
        [zero] لم يُمح شيء بعدها
        [one] مُحي شيء بعدها (قيد واحد) وقد يكون فيها: استبدلها أو أتلفها.
        [two] مُحي شيء بعدها (قيدان) وقد يكون فيها: استبدلها أو أتلفها.
        [few] مُحي شيء بعدها ({ $n } قيود) وقد يكون فيها: استبدلها أو أتلفها.
        [many] مُحي شيء بعدها ({ $n } قيدًا) وقد يكون فيها: استبدلها أو أتلفها.
       *[other] مُحي شيء بعدها ({ $n } قيد) وقد يكون فيها: استبدلها أو أتلفها.
    }
# سجل حفظ ملف المصدر
custody = سجل الحفظ
custody-lead = من فعل ماذا بهذا الملف، بالترتيب. ما يسمّي شخصًا أو مكان حفظ فهو للأمناء.
custody-steps = الخطوات
custody-none = لا خطوة معروفة هنا.
custody-whole = آخر مرة وُجدت فيها بياناته سليمة:
custody-unproved = لم تُقارن بياناته ثانية منذ وصوله.
custody-restricted = مقيّد
custody-erased = مُحي. وما فُعل به باقٍ في السجل.
custody-not-here = ليس هنا.
custody-name = بصمة بياناته SHA-256
custody-collect = جُمع
custody-ingest = حُفظ هنا
custody-verify = قورن ثانية
custody-copy = نُسخ
custody-transfer = سُلّم إلى غيره
custody-view = اطُّلع عليه
custody-export = أُعطيت نسخة منه
custody-redact = حُجب بعضه
custody-dispose = مُحي
custody-from = من
custody-to = إلى
custody-tool = بواسطة
custody-why = السبب
custody-before = قبلها
custody-after = بعدها
custody-recorded = دُوّنت
custody-more = البصمات، ومن دوّنها
custody-break-no-arrival = لا خطوة تقول كيف وصل الملف.
custody-break-before-arrival = تُروى هذه عن وقت قبل وصول الملف.
custody-break-handover = كان قد سُلّم إلى { $expected }، ولا خطوة تقول كيف صار عند { $found }.
custody-break-hash = تسمّي هذه { $found }، وليس هذا الملف.
custody-break-changed = تغيّرت بياناته: بصمتها { $found }. أعده من نسخة.
custody-break-missing = لم يكن هنا. أعده من نسخة.
custody-break-clock-back = قالت الساعة هنا { $found } بعد خطوة عند { $expected }. وهي في مكانها حيث دُوّنت.
custody-break-foretold = تُروى هذه عن يوم بعد تدوينها.
custody-break-after-disposal = تأتي هذه بعد محو الملف.
custody-hand-out = إعطاء نسخة
custody-hand-out-lead = يبقى الأصل كما هو. أعطِ السجل معها: فيه كيف تُفحص النسخة بغير هذا البرنامج. ثم دوّن أدناه من أخذها.
custody-sidecar = السجل لغيرنا
custody-sidecar-whole = السجل مع ما هو مختوم
custody-tell = دوّن ما فُعل
custody-tell-lead = يُدوّن باسمك، ويُختم.
custody-action = ماذا فُعل
custody-to-help = إلى من أو إلى أين.
custody-giver = بيد من، إن لم تكن أنت
custody-giver-help = فقط حين سُلّم الأصل.
custody-when = متى
custody-when-help = فارغ: الآن.
custody-save = دوّنه
fault-custody-to = اكتب إلى من أو إلى أين.
redact = أعطِ نسخة محجوبة
redact-lead = تصير ملف مصدر قائمًا بذاته يجوز عرضه. ويصير الأصل مقيّدًا: مشفّرًا، للأمناء وحدهم؛ وتمحو نسخ هذا الدفتر الأصل المفتوح حين يصلها الخبر. وما قُرئ منه من معلومات يبقى كما هو.
redact-file = النسخة المحجوبة
redact-file-help = الوثيقة نفسها بغير ما لا يجوز أن يقرأه غيركم.
redact-title = ما اسمها
redact-title-help = فارغ: اسم الملف.
redact-go = احفظها وقيّد الأصل

# حال ملفات المصدر
health-proved = ملفات المصدر
health-proved-whole =
    { FORM($n) ->
        [zero] لا ملف مصدر هنا.
        [one] ملف مصدر واحد، وُجد سليمًا في آخر 90 يومًا.
        [two] ملفا مصدر، وُجدا سليمين في آخر 90 يومًا.
        [few] { $n } ملفات مصدر، وُجدت كلها سليمة في آخر 90 يومًا.
        [many] { $n } ملف مصدر، وُجدت كلها سليمة في آخر 90 يومًا.
       *[other] { $n } ملف مصدر، وُجدت كلها سليمة في آخر 90 يومًا.
    }
health-proved-stale =
    { FORM($n) ->
        [zero] لا ملف مصدر ينتظر المقارنة.
        [one] ملف مصدر واحد لم يُقارن باسمه منذ 90 يومًا.
        [two] ملفا مصدر لم يُقارنا باسميهما منذ 90 يومًا.
        [few] { $n } ملفات مصدر لم تُقارن بأسمائها منذ 90 يومًا.
        [many] { $n } ملف مصدر لم تُقارن بأسمائها منذ 90 يومًا.
       *[other] { $n } ملف مصدر لم تُقارن بأسمائها منذ 90 يومًا.
    }
health-proved-wrong =
    { FORM($n) ->
        [zero] لا ملف تالف أو مفقود.
        [one] ملف مصدر واحد وُجد آخر مرة تالفًا أو مفقودًا.
        [two] ملفا مصدر وُجدا آخر مرة تالفين أو مفقودين.
        [few] { $n } ملفات مصدر وُجدت آخر مرة تالفة أو مفقودة.
        [many] { $n } ملف مصدر وُجدت آخر مرة تالفة أو مفقودة.
       *[other] { $n } ملف مصدر وُجدت آخر مرة تالفة أو مفقودة.
    }
health-proved-help = يُقارن كل ملف باسمه ويُدوَّن ما وُجد. قد يستغرق وقتًا؛ صفحة النسخ تعرض إلى أين وصل.

# الإصلاح
mend = الإصلاح
mend-lead = ما تلف هنا أو ضاع يُستعاد من نسخة. السليم لا يُغيَّر، وما مُحي لا يعود.
mend-from = أصلح من نسخة
mend-from-help = يُقارن كل بايت بما يعرفه هذا الدفتر عنه قبل أن يُكتب. ولا يُطلب من دفتر آخر إلا ما تلف. ولا يُدوَّن شيء هنا في هذه الأثناء.
mend-none = لا نسخة معروفة هنا يمكن الوصول إليها. أعطِ واحدة بنفسك.
mend-peer = دفتر آخر
mend-go-from = أصلح من { $name }
mend-go = أصلح
mend-path = من ملف أو مجلد على هذا الحاسوب
mend-path-field = مساره كاملًا
mend-path-help = ملف نسخة، أو نسخة من مجلد الدفتر: ⁦/media/stick/town.tar⁩
mend-upload = من ملفات ترسلها
fault-mend-path = اكتب المسار كاملًا من أوله.
mended-found =
    { FORM($n) ->
        [zero] لم يوجد شيء تالف.
        [one] وُجد موضع واحد تالف أو مفقود.
        [two] وُجد موضعان تالفان أو مفقودان.
        [few] وُجدت { $n } مواضع تالفة أو مفقودة.
        [many] وُجد { $n } موضعًا تالفًا أو مفقودًا.
       *[other] وُجد { $n } موضع تالف أو مفقود.
    }
mended-heard = أعطى { $name }: { $entries } قيد و{ $files } ملف مصدر.
mended-kept-back =
    { FORM($n) ->
        [zero] لم يحجب منها معلومة.
        [one] معلومة واحدة منها يحجبها أو محاها أو لم تكن عنده.
        [two] معلومتان منها يحجبهما أو محاهما أو لم تكونا عنده.
        [few] { $n } معلومات منها يحجبها أو محاها أو لم تكن عنده.
        [many] { $n } معلومة منها يحجبها أو محاها أو لم تكن عنده.
       *[other] { $n } معلومة منها يحجبها أو محاها أو لم تكن عنده.
    }
mended-broke = ثم انقطع قبل نهايته، واستُعمل ما كان قد وصل:
mended-nothing = لم يُصلح شيء.
mended-logs =
    { FORM($n) ->
        [zero] لم يُصلح سجل معلومات.
        [one] أُصلح سجل معلومات واحد.
        [two] أُصلح سجلا معلومات.
        [few] أُصلحت { $n } سجلات معلومات.
        [many] أُصلح { $n } سجل معلومات.
       *[other] أُصلح { $n } سجل معلومات.
    }
mended-files =
    { FORM($n) ->
        [zero] لم يعد ملف مصدر.
        [one] عاد ملف مصدر واحد.
        [two] عاد ملفا مصدر.
        [few] عادت { $n } ملفات مصدر.
        [many] عاد { $n } ملف مصدر.
       *[other] عاد { $n } ملف مصدر.
    }
mended-forms =
    { FORM($n) ->
        [zero] لم يعد نموذج.
        [one] عاد نموذج واحد.
        [two] عاد نموذجان.
        [few] عادت { $n } نماذج.
        [many] عاد { $n } نموذجًا.
       *[other] عاد { $n } نموذج.
    }
mended-settings =
    { FORM($n) ->
        [zero] لم تُكتب الإعدادات.
       *[other] كُتبت الإعدادات من جديد.
    }
mended-whole = كل ما دُوّن هنا سليم الآن.
mended-left =
    { FORM($n) ->
        [zero] لا شيء تالف أو مفقود.
        [one] ما زال موضع واحد تالفًا أو مفقودًا.
        [two] ما زال موضعان تالفين أو مفقودين.
        [few] ما زالت { $n } مواضع تالفة أو مفقودة.
        [many] ما زال { $n } موضعًا تالفًا أو مفقودًا.
       *[other] ما زال { $n } موضع تالفًا أو مفقودًا.
    }
mended-next = ليس عند { $name } سليمًا. اسأل نسخة أخرى بعدها: أقدم منها، أو دفترًا آخر. كل ما هو معروف:
mended-details = ما الذي فُعل
job-mend = إصلاح: { $name }
job-prove = مقارنة كل ملفات المصادر
job-bundle = ملف لـ{ $name }
job-take = إدخال { $name }
job-proved =
    { FORM($n) ->
        [zero] لم يوجد ملف مصدر سليم.
        [one] ملف مصدر واحد سليم.
        [two] ملفا مصدر سليمان.
        [few] { $n } ملفات مصدر سليمة.
        [many] { $n } ملف مصدر سليم.
       *[other] { $n } ملف مصدر سليم.
    }
job-proved-changed =
    { FORM($n) ->
        [zero] لا ملف مصدر تالف.
        [one] ملف مصدر واحد تالف.
        [two] ملفا مصدر تالفان.
        [few] { $n } ملفات مصدر تالفة.
        [many] { $n } ملف مصدر تالف.
       *[other] { $n } ملف مصدر تالف.
    }
job-proved-missing =
    { FORM($n) ->
        [zero] لا ملف مصدر مفقود.
        [one] ملف مصدر واحد مفقود.
        [two] ملفا مصدر مفقودان.
        [few] { $n } ملفات مصدر مفقودة.
        [many] { $n } ملف مصدر مفقود.
       *[other] { $n } ملف مصدر مفقود.
    }
job-proved-unread =
    { FORM($n) ->
        [zero] قُرئت كل ملفات المصادر.
        [one] ملف مصدر واحد لم تمكن قراءته.
        [two] ملفا مصدر لم تمكن قراءتهما.
        [few] { $n } ملفات مصدر لم تمكن قراءتها.
        [many] { $n } ملف مصدر لم تمكن قراءته.
       *[other] { $n } ملف مصدر لم تمكن قراءته.
    }
health-prove = قارن كل ملفات المصادر الآن
health-copy-age =
    { FORM($n) ->
        [zero] صُنعت في اليوم الأخير.
        [one] عمرها يوم واحد.
        [two] عمرها يومان.
        [few] عمرها { $n } أيام.
        [many] عمرها { $n } يومًا.
       *[other] عمرها { $n } يوم.
    }

# ملفات تُحمل باليد
bundle-for = اصنع له ملفًا
bundle-for-help = ملف يُحمل باليد، فيه ما ينقصه بقدر ما هو معروف، من دون ما يُحجب عنه.
bundle-part-size = على أجزاء
bundle-part-none = ملف واحد
bundle-part-mail = 25 م.ب، للبريد
bundle-part-disc = 700 م.ب، للأقراص
bundle-part-stick = 4 غ.ب، لذاكرة محمولة
bundle-sealed = لا يفتحه إلا جهازه
bundle-open = من عنده الملف يقرؤه: لا يُعرف بأي مفتاح يُختم إلا بعد تبادل واحد.
bundle-folder = في هذا المجلد على هذا الحاسوب
bundle-folder-help = مساره كاملًا، كمسار ذاكرة محمولة. اتركه فارغًا لتنزيله.
bundle-go = اصنعه
bundle-made =
    { FORM($n) ->
        [zero] صُنع الملف، ولا قيد جديدًا فيه لذلك الدفتر.
        [one] صُنع الملف، وفيه قيد واحد.
        [two] صُنع الملف، وفيه قيدان.
        [few] صُنع الملف، وفيه { $n } قيود.
        [many] صُنع الملف، وفيه { $n } قيدًا.
       *[other] صُنع الملف، وفيه { $n } قيد.
    }
bundle-lies = هو في
bundle-download = نزّل ملفاته الآن: لا تبقى إلا إلى أن يبدأ عمل آخر.
bundle-take = أدخل ملفًا حُمل إليك
bundle-take-lead = ما صنعه لك غيرك وحُمل إلى هنا. لا يضر إدخاله مرتين أو إدخال نصفه.
bundle-take-go = أدخله
bundle-files = الملف أو أجزاؤه
bundle-files-help = حتى 4 غ.ب معًا. كل الأجزاء معًا، أو واحدًا بعد آخر.
bundle-whole = كل ما فيه موجود هنا الآن.
bundle-part = الجزء { $n } من { $of }.
bundle-missing = لم يُدخل كاملًا بعد: { $parts }
bundle-waiting =
    { FORM($n) ->
        [zero] لا شيء فيه ينتظر ما قبله.
        [one] شيء واحد فيه ينتظر ما قبله: أدخل ذلك الجزء ثم هذا من جديد.
        [two] شيئان فيه ينتظران ما قبلهما: أدخل ذلك الجزء ثم هذا من جديد.
        [few] { $n } أشياء فيه تنتظر ما قبلها: أدخل ذلك الجزء ثم هذا من جديد.
        [many] { $n } شيئًا فيه ينتظر ما قبله: أدخل ذلك الجزء ثم هذا من جديد.
       *[other] { $n } شيء فيه ينتظر ما قبله: أدخل ذلك الجزء ثم هذا من جديد.
    }
fault-bundle-folder = اكتب المسار الكامل لمجلد موجود.
fault-bundle-recipient = لا يُعرف بأي مفتاح يُختم: تبادلا ما ينقص مرة أولًا.
peer-withheld =
    { FORM($n) ->
        [zero] لا شيء محجوب عنه
        [one] شيء واحد محجوب عنه
        [two] شيئان محجوبان عنه
        [few] { $n } أشياء محجوبة عنه
        [many] { $n } شيئًا محجوبًا عنه
       *[other] { $n } شيء محجوب عنه
    }
peer-withheld-help = كل ما يتحدث عنها لا يذهب إليه. ما وصله من قبل باقٍ عنده، وما لم يعد محجوبًا يذهب في المرة القادمة.
peer-withhold-what = احجب كل ما يتحدث عن
peer-withhold-help = اسم بطاقة، أو معرّفها
peer-withhold-go = احجبه
peer-allow = لم يعد { $name } محجوبًا
custody-compare = قارنه باسمه الآن
custody-compare-help = يُقرأ كل بايت، ويُدوَّن ما وُجد خطوة في السجل.
custody-compared-whole = قورن الآن، وهو سليم.
custody-compared-wrong = قورن الآن: هو تالف أو مفقود.

# تغيير بطاقات كثيرة معًا
alike = غيّر هذه كلها
alike-lead = اختر ما يُقال عنها كلها. ترى أولًا ما سيصير إليه كل منها.
alike-back = عودة إلى البحث
alike-other = خاصية أخرى
alike-nothing = لا يجد البحث ما يمكن تغييره.
alike-now = لا يُغيَّر إلا ما يُقال الآن، عن الجميع: اترك الأيام والمصادر التي ضُيّقت بها الصفحة.
alike-deed = ما المراد
alike-say = قل القيمة أدناه عن كل منها
alike-only-unsaid = حيث لم يُقل شيء بعد فقط
alike-replace = ضع القيمة أدناه مكان قيمة أخرى
alike-withdraw = تراجع عن قيمة
alike-old = أي قيمة تُستبدل أو يُتراجع عنها
alike-value-of = { $value } ({ $n })
alike-keep-origin = عند الاستبدال: صحّح التدوين فقط
alike-keep-origin-help = تبقى لكل معلومة مصدرها وتاريخها وكلماتها. وإلا فللجديدة ما يُذكر أدناه.
alike-look = انظر ما سيصير إليه كل منها
alike-deed-empty = اختر ما المراد.
alike-old-empty = اختر القيمة التي تُستبدل أو يُتراجع عنها.
alike-value = اكتب القيمة التي ستُقال.
alike-one-value = اكتب قيمة واحدة، بلغة واحدة، تحل محل القديمة.
alike-no-value = للتراجع عن قيمة اترك القيمة الجديدة فارغة.
alike-no-new = لا تُصنع بطاقة هنا: اصنعها أولًا ثم اخترها.
alike-foreseen = ما سيصير إليه كل منها
alike-changes =
    { FORM($n) ->
        [zero] لن تتغير أي بطاقة.
        [one] ستتغير بطاقة واحدة. لم يُدوّن شيء بعد.
        [two] ستتغير بطاقتان. لم يُدوّن شيء بعد.
        [few] ستتغير { $n } بطاقات. لم يُدوّن شيء بعد.
        [many] ستتغير { $n } بطاقة. لم يُدوّن شيء بعد.
       *[other] ستتغير { $n } بطاقة. لم يُدوّن شيء بعد.
    }
alike-do =
    { FORM($n) ->
        [zero] لا تغيير
        [one] غيّر بطاقة واحدة
        [two] غيّر بطاقتين
        [few] غيّر { $n } بطاقات
        [many] غيّر { $n } بطاقة
       *[other] غيّر { $n } بطاقة
    }
alike-mend = عودة إلى النموذج
alike-stay = ما يبقى كما هو
alike-beside = للبطاقة قيمة واحدة من هذا في الوقت الواحد: حيث قيلت قيمة أخرى تقف القيمتان جنبًا إلى جنب مختلفتين.
alike-before = ما يُقال الآن
alike-after = بعد ذلك
alike-unsaid = لا شيء
alike-left-possibly = وُجدت ربما فقط
alike-left-said = قيل هذا من قبل عن المصدر نفسه
alike-left-something = قيل شيء من قبل
alike-left-not-said = لا معلومة تقول هذا
alike-left-not-yours = دوّنها غيرك، وهو وحده يغيّرها
alike-left-otherwise = غيّرها أحد منذ أن نظرت
alike-left-came = جاءت منذ أن نظرت
alike-left-gone = لم يعد البحث يجدها
alike-left-kindless = ستبقى بلا نوع
alike-left-shown = سيرى الجمهور ما لا يراه الآن: غيّرها في بطاقتها
alike-kind-open = النوع يقال علنًا، فهو يحدد ما يراه الجمهور من البطاقة.
alike-kind-known = اختر نوعًا من الأنواع.
alike-done = ما تمّ
alike-changed =
    { FORM($n) ->
        [zero] لم تتغير أي بطاقة.
        [one] تغيرت بطاقة واحدة، بعمل واحد.
        [two] تغيرت بطاقتان، بعمل واحد.
        [few] تغيرت { $n } بطاقات، بعمل واحد.
        [many] تغيرت { $n } بطاقة، بعمل واحد.
       *[other] تغيرت { $n } بطاقة، بعمل واحد.
    }
alike-undo = يمكن الرجوع عنه كله:
alike-left =
    { FORM($n) ->
        [zero] لم تُترك أي بطاقة
        [one] تُركت بطاقة واحدة كما هي
        [two] تُركت بطاقتان كما هما
        [few] تُركت { $n } بطاقات كما هي
        [many] تُركت { $n } بطاقة كما هي
       *[other] تُركت { $n } بطاقة كما هي
    }

# تاريخ البطاقة
history = التاريخ
history-go = ما دُوّن ومتى، والبطاقة في وقتين
history-lead = ما دُوّن عنها، ومن دوّنه ومتى. لا يُمحى شيء بالكتابة فوقه: ما صُحّح أو تُراجع عنه يبقى مذكورًا.
history-earlier = كما كانت هنا في آخر
history-later = إلى جانب ما كانت عليه في آخر
history-day-help = يوم مثل ⁦2032-04-15⁩.
history-compare = ضعهما جنبًا إلى جنب
history-sides = جنبًا إلى جنب
history-now = الآن
history-changed =
    { FORM($n) ->
        [zero] لا فرق
        [one] فرق واحد
        [two] فرقان
        [few] { $n } فروق
        [many] { $n } فرقًا
       *[other] { $n } فرق
    }
history-same =
    { FORM($n) ->
        [zero] لا شيء على حاله
        [one] واحد على حاله
        [two] اثنان على حالهما
        [few] { $n } على حالها
        [many] { $n } على حالها
       *[other] { $n } على حالها
    }
history-gone = آنذاك فقط
history-came = هنا فقط
history-steps = خطوة خطوة
history-recorded = دُوّن
history-corrected = صُحّح
history-taken-back = تُراجع عنه
history-hidden = لم يعد مذكورًا
history-source = بحسب { $source }

# النظر إلى الكثير
views = طرق العرض
view-list = قائمة
view-gallery = صور
view-table = جدول
view-map = خريطة
view-no-picture = لا صورة
view-picture-of = صورة { $name }
map-found =
    { FORM($n) ->
        [zero] لا موضع لشيء مما يجده البحث.
        [one] لواحد مما يجده البحث موضع.
        [two] لاثنين مما يجده البحث موضع.
        [few] لـ { $n } مما يجده البحث موضع.
        [many] لـ { $n } مما يجده البحث موضع.
       *[other] لـ { $n } مما يجده البحث موضع.
    }
map-named-now = البطاقات التي لا موضع لها تُعرض عند الأماكن التي تسمّيها لما يقال الآن وعن كل المصادر فقط.
map-named-sum =
    { FORM($n) ->
        [zero] ولا شيء عند مكان تسمّيه بطاقته.
        [one] وبطاقة واحدة عند مكان تسمّيه.
        [two] وبطاقتان عند أماكن تسمّيانها.
        [few] و{ $n } بطاقات عند أماكن تسمّيها.
        [many] و{ $n } بطاقة عند أماكن تسمّيها.
       *[other] و{ $n } بطاقة عند أماكن تسمّيها.
    }
map-nowhere =
    { FORM($n) ->
        [zero] وكلها على الخريطة.
        [one] وبطاقة ليست على الخريطة: لا موضع لها، ولا تسمّي مكانًا له موضع.
        [two] وبطاقتان ليستا على الخريطة: لا موضع لهما، ولا تسمّيان مكانًا له موضع.
        [few] و{ $n } بطاقات ليست على الخريطة: لا موضع لها، ولا تسمّي مكانًا له موضع.
        [many] و{ $n } بطاقة ليست على الخريطة: لا موضع لها، ولا تسمّي مكانًا له موضع.
       *[other] و{ $n } بطاقة ليست على الخريطة: لا موضع لها، ولا تسمّي مكانًا له موضع.
    }
map-named =
    { FORM($n) ->
        [zero] لا أماكن تسمّيها البطاقات
        [one] مكان واحد تسمّيه البطاقات
        [two] مكانان تسمّيهما البطاقات
        [few] { $n } أماكن تسمّيها البطاقات
        [many] { $n } مكانًا تسمّيه البطاقات
       *[other] { $n } مكان تسمّيه البطاقات
    }
map-named-lead = لا موضع لهذه البطاقات نفسها. الموضع موضع المكان الذي تسمّيه، ولا يقول أين القطع الآن.
map-named-at =
    { FORM($n) ->
        [zero] لا بطاقة تسمّي هذا المكان.
        [one] بطاقة واحدة تسمّي هذا المكان.
        [two] بطاقتان تسمّيان هذا المكان.
        [few] { $n } بطاقات تسمّي هذا المكان.
        [many] { $n } بطاقة تسمّي هذا المكان.
       *[other] { $n } بطاقة تسمّي هذا المكان.
    }
map-named-as = بوصفه «{ $property }»:
map-named-rest =
    { FORM($n) ->
        [zero] ولا غيرها
        [one] وبطاقة أخرى
        [two] وبطاقتان أخريان
        [few] و{ $n } بطاقات أخرى
        [many] و{ $n } بطاقة أخرى
       *[other] و{ $n } بطاقة أخرى
    }
map-named-more =
    { FORM($n) ->
        [zero] ولا أماكن أخرى
        [one] ومكان آخر تسمّيه بطاقات أقل لا يُعرض: ضيّق البحث.
        [two] ومكانان آخران تسمّيهما بطاقات أقل لا يُعرضان: ضيّق البحث.
        [few] و{ $n } أماكن أخرى تسمّيها بطاقات أقل لا تُعرض: ضيّق البحث.
        [many] و{ $n } مكانًا آخر تسمّيه بطاقات أقل لا يُعرض: ضيّق البحث.
       *[other] و{ $n } مكان آخر تسمّيه بطاقات أقل لا يُعرض: ضيّق البحث.
    }
map-mark-named = مكان تسمّيه البطاقات، وعددها
map-whole = الخريطة كلها

# عمليات البحث المحفوظة
searches = عمليات البحث المحفوظة
searches-lead = أسئلة تعيد طرحها. هي مختومة، وتمضي مع كل نسخة.
searches-none = لم يُحفظ بحث بعد. تحت نتائج كل بحث حقل لحفظه.
searches-name = احفظ هذا البحث باسم
searches-save = احفظ
searches-drop = تخلَّ عنه
searches-drop-named = تخلَّ عن البحث المحفوظ «{ $name }»
searches-name-empty = البحث المحفوظ يحتاج إلى اسم.

# ما في الذاكرة
remember = شيء في الذاكرة
remember-go = بلا رقم ولا إثبات: ما زال أحدهم يعرفه عنه
remember-lead = لما فُقد، أو بَعُد، أو لم يعد عند أحد. تكفي كلمات قليلة، ويُضاف غيرها كلما تذكّر أحد شيئًا.
remember-name = ماذا كان؟
remember-what = ماذا تتذكر عنه؟
remember-who = من يتذكره؟
remember-me = أنا
remember-other = حدّثني عنه أحدهم
remember-teller-help = اسم أو اسم مستعار. يُختم: لا يقرؤه إلا أمناء الدفتر.
remember-open = يجوز لغيرنا أن يقرأ ما في الذاكرة
remember-open-help = دون ذكر صاحبها أبدًا: يبقى مختومًا. بلا هذه العلامة يُنسب الكلام إلى صاحبه ولا يراه إلا أمناء الدفتر.
remember-when = من أي زمن هذه الذكرى؟
remember-when-help = سنة أو سنوات بقدر ما يُعرف: 1985 أو 197X أو 1985/1990. فارغ: غير معروف.
remember-fate = ما مصيره بقدر ما يُعرف؟
remember-more = متى رُوي هذا
remember-picture = صورة من ألبوم عائلة مصدر كأي مصدر: تُضاف إلى البطاقة بعد ذلك.
remember-nothing = اكتب ماذا كان، أو ما يُتذكر عنه.
remember-who-empty = من يتذكره؟ يكفي اسم مستعار.
remembered = محفوظ في الذاكرة
remembered-lead = هذا محفوظ في الذاكرة. لا يحتاج إلى رقم ولا قياسات.
remembered-picture = أضف صورة، كصورة من ألبوم عائلة
remembered-more = أضف ما يُتذكر عنه غير ذلك
remembered-fate = أضف ما صار إليه
# الحفظ والحمل
level-or = أو { $others }
keeping-ways = الحفظ والحمل
carry = يُحمل أولًا
carry-lead = ما يخرج من المبنى قبل غيره، وما يلزم حامله أن يعرفه. اطبعها ما دامت الكهرباء موجودة.
carry-empty = لم يذكر أحد بعد ما يُحمل أولًا. اذكره في بطاقة القطعة: «يُحمل أولًا».
carry-all = المجموع:
carry-everywhere = في كل مكان
carry-in = المحفوظ ضمن
carry-unranked =
    { FORM($n) ->
        [zero] لا قطع أخرى بلا أولوية
        [one] قطعة واحدة أخرى بلا أولوية
        [two] قطعتان أخريان بلا أولوية
        [few] { $n } قطع أخرى بلا أولوية
        [many] { $n } قطعة أخرى بلا أولوية
       *[other] { $n } قطعة أخرى بلا أولوية
    }
count-things =
    { FORM($n) ->
        [zero] لا شيء
        [one] شيء واحد
        [two] شيئان
        [few] { $n } أشياء
        [many] { $n } شيئًا
       *[other] { $n } شيء
    }
load-no-number = بلا رقم
load-no-place = لا يُذكر مكانها
load-also-said = قيل أيضًا:
load-denied = ينفيه:
load-no-weight = لم يُذكر الوزن
load-weight-unclear = بوحدة غير مفهومة: ليس في المجموع
load-together = معًا
load-without = { $n } من { $of } بلا وزن
load-unclear = (منها { $n } بوحدة غير مفهومة)
column-done = تم
column-what = ما هو
column-number = الرقم
column-where = مكان حفظه
column-size = القياس والوزن
column-packing = طريقة التغليف
column-why = لماذا
print-how = يطبع المتصفح هذه الصفحة ورقةً: A4 مع أرقام الصفحات.
printed-on = طُبع في
printed-restricted = للأمناء فقط
boxes = الصناديق والمواضع
boxes-lead = حيث تُحفظ الأشياء: المخازن والرفوف والصناديق، وما في كل منها. لا يراه إلا الأمناء.
boxes-empty = لا موضع حفظ بعد.
boxes-add = صندوق أو موضع جديد
box-lead = يُختم كله: لا يعلم بوجوده إلا الأمناء.
box-sort = ما هو
box-name = الاسم
box-name-help = كما يسمى هنا، مثل: صندوق 7.
box-number = الرقم
box-number-help = ما يُكتب عليه وفي رمزه إن اختلف عن الاسم، مثل B-7.
box-inside = أين هو
box-inside-none = لم يُذكر
pack = الوضع في صندوق
pack-these = ضع هذه في موضع
pack-too-many = يجد البحث أكثر من 1000 شيء: ضيّقه وضعها على أجزاء.
pack-movement = من أين، ومن نقل، ولماذا
pack-movement-help = ما يُقال هنا يُحفظ نقلًا أيضًا: بطاقة لكل موضع تغادره الأشياء. وهو مختوم.
pack-from = من
pack-from-record = كما في الدفتر
pack-by = قام به
pack-why = لماذا
fault-moved-from = الدفتر يجعل بعض هذه في موضع آخر. اختر «كما في الدفتر»، أو صحّح مكانها أولًا:
pack-lead = اكتب الأرقام أو امسحها. لكل شيء معلومة بمكانه الجديد وتاريخه؛ ويبقى مكانه السابق في تاريخه.
pack-into = إلى
pack-choose = اختر
pack-numbers = الأرقام
pack-numbers-help = رقم في كل سطر، مكتوبًا أو ممسوحًا. والصندوق الذي لا رقم له يُكتب باسمه.
pack-day = في أي يوم
pack-day-help = يوم كامل، مثل ⁦2032-05-01⁩.
pack-go = ضعها هناك
fault-numbers = اكتب رقمًا واحدًا على الأقل.
fault-day = اكتب يومًا كاملًا، مثل ⁦2032-05-01⁩.
fault-keeping-place = اختر موضع حفظ.
fault-in-itself = لا يوضع صندوق في نفسه ولا فيما هو فيه.
fault-box-name = اكتب له اسمًا.
fault-number-nothing = لا شيء هنا بهذا الرقم، ولم يُدوَّن شيء:
fault-number-several = عدة أشياء بهذا الرقم: أعطِ المقصود رقمًا خاصًّا به؛ ولم يُدوَّن شيء:
fault-number-elsewhere = هذا رمز دفتر آخر، ولم يُدوَّن شيء:
contents-here = ما فيه
contents-inner = مواضع فيه
contents-left = قيل إنها هنا، ثم في مكان آخر
contents-empty = لم يُذكر أن فيه شيئًا.
contents-card = بطاقته
code = رمز أو رقم
code-lead = امسح رمز الملصق أو اكتب رقمًا: تُفتح بطاقته.
code-label = رمز أو رقم
code-nothing = لا شيء هنا بهذا الرقم.
code-several = عدة أشياء بهذا الرقم.
code-elsewhere = هذا رمز دفتر آخر.
handover = تسليم
handover-lead = من يسلّم ماذا لمن، ومتى، وبأي حالة. يُختم كله؛ ويُطبع الإيصال باللغتين ويوقَّع.
handover-from = سلّمها
handover-to = استلمها
handover-who-help = شخص أو جهة، بالاسم.
handover-day = في أي يوم
handover-what = ما يُسلَّم
handover-what-help = رقم في كل سطر، لشيء أو لصندوق. وبعد نقطتين حالته: MM-12: حافة مكسورة.
handover-place = إلى أي موضع حفظ
handover-place-none = لم يُذكر
handover-terms = بأي شروط
handover-terms-help = إلى متى، ومن يراها، ومتى تعود.
handover-words = ما يُذكر غير ذلك
handover-go = دوّن ثم اطبع الإيصال
handover-all = عمليات التسليم
fault-who = اكتب شخصًا أو جهة.
receipt = إيصال
receipt-state = الحالة
receipt-count = عدد الأسطر
receipt-name = الاسم
receipt-signature = التوقيع
receipt-date = التاريخ والمكان
receipt-photo = صورة الإيصال الموقّع
receipt-photo-help = تُحفظ مشفّرة، وتصير مصدرًا لما قيل هنا.
receipt-photo-go = احفظها
receipt-signed = إيصال موقّع
stock = جرد
stock-lead = اختر رفًّا وقل عن كل شيء هل تراه. ما يختلف يُدوَّن بجانب السجل ولا يمحو شيئًا. يمكنك التوقف متى شئت والمتابعة لاحقًا.
stock-open = تابع
stock-begin = ابدأ
stock-ended = المنتهية
stock-place = أين
stock-day = في أي يوم
stock-by = من ينظر
stock-by-help = إن لم تكن أنت.
stock-begin-go = ابدأ
stock-looked = نظر:
stock-ended-on = انتهى
stock-lines = ما ينبغي أن يكون هنا
stock-empty = لم يُذكر أن شيئًا هنا.
stock-not-yet = ليس بعد
stock-seen = رُئيت
stock-not-seen = لم تُرَ
stock-elsewhere = رُئيت في مكان آخر
stock-surplus = رُئيت هنا، ومسجّلة في مكان آخر أو غير مسجّلة
stock-where = أين: اسم الموضع أو رقمه
stock-surplus-ask = موجودة هنا أيضًا وهي مسجّلة في مكان آخر: الأرقام
stock-surplus-help = رقم في كل سطر، مكتوبًا أو ممسوحًا.
stock-unnumbered-ask = موجودة هنا أيضًا بلا رقم
stock-unnumbered-help = شيء في كل سطر، بالكلمات.
stock-unnumbered = بلا رقم:
stock-save = دوّن ما رُئي
stock-end = ينتهي الجرد بهذا
stock-end-help = ما جوابه «ليس بعد» يُعدّ مما لم يُبحث عنه.
stock-print = تُطبع هذه الصفحة قائمةً تُملأ باليد وتُدخَل لاحقًا.
stock-differs = ما يختلف عن السجل
stock-differs-lead = يبقى السجل كما هو حتى تصحّحه.
stock-mend = اذكر أين هي الآن
stock-count-seen = رُئي: { $n }
stock-count-not = لم يُرَ: { $n }
stock-count-elsewhere = رُئي في مكان آخر: { $n }
stock-count-surplus = هنا ومسجّل في مكان آخر: { $n }
stock-count-unnumbered = بلا رقم: { $n }
stock-count-left = لم يُبحث عنه: { $n }
fault-stock-ended = انتهى هذا الجرد: ابدأ غيره.
fault-where = اذكر أين هي.
sheets = أوراق للطباعة
sheet-object-id = بطاقة Object ID
sheet-card = بطاقة فهرس
sheet-label = ملصق
sheets-list = قائمة جرد
sheets-first = يُطبع هنا أول { $n }: ضيّق البحث لطباعة الباقي.
labels = ملصقات
labels-size = قياس الملصقات
labels-how = اطبع بالحجم الفعلي (100٪) بلا هوامش يضيفها المتصفح.
labels-3x7 = A4، ‏63.5 × 38.1 مم
labels-2x7 = A4، ‏99.1 × 38.1 مم
labels-4x10 = A4، ‏48.5 × 25.4 مم
labels-5x13 = A4، ‏38.1 × 21.2 مم
labels-roll = بكرة، ‏62 × 29 مم
labels-roll-57 = بكرة، ‏57 × 32 مم
labels-roll-40 = بكرة، ‏40 × 30 مم
labels-copies = من كل واحد
labels-says = ما يُكتب عليها
labels-number = الرقم وحده
labels-name = الرقم والاسم والمكان
labels-no-number = ليس لهذه رقم واحد بحروف وأرقام لاتينية، وهو ما يحتاجه ملصق كهذا. أعطها رقمًا، أو اطبع ملصقات عليها الاسم.
labels-too-many = هذه أكثر من { $n } ملصق: اطبعها على دفعات.
oid-photographs = الصور
oid-no-picture = لا صورة هنا: التقط صورة من الأمام وصورة لكل علامة مميزة.
oid-type = نوع القطعة: ما هي؟
oid-material = المواد والتقنيات: ممّ صُنعت وكيف؟
oid-measurements = القياسات: ما أبعادها ووزنها؟
oid-inscriptions = النقوش والعلامات: هل عليها علامات أو أرقام أو توقيعات؟
oid-features = العلامات المميزة: ما الذي يميزها عن مثيلاتها من ضرر أو ترميم أو عيب؟
oid-title = العنوان: هل لها اسم تُعرف به؟
oid-subject = الموضوع: ماذا تصوّر أو تمثّل؟
oid-date = التاريخ أو العصر: متى صُنعت؟
oid-maker = الصانع: من صنعها؟
oid-description = وصف قصير: ما الذي يساعد أيضًا على التعرف عليها؟
oid-number = رقم الجرد
# قوائم الأشياء
add-import = قائمة أشياء
add-import-lead = جدول قطع أو آبار أو مبانٍ أو أشخاص: يصير كل صف بطاقة، وكل خلية معلومة يُعرف موضعها.
add-import-go = استورد قائمة
import = استيراد قائمة
import-lead = يصير كل صف بطاقة، وكل خلية معلومة تذكر في أي خلية وردت. لا يُسجَّل شيء قبل أن ترى كيف فُهمت القائمة، ويمكن التراجع عنها كلها.
import-new = قائمة
import-file = القائمة
import-file-help = ‏CSV أو TSV أو XLSX أو ODS أو JSON Lines؛ أو GeoJSON أو KML أو Shapefile مضغوط أو GeoPackage. لا توجد إلا في مجلد هذا الدفتر إلى أن تُستورد أو تُنحّى.
import-kind = ما هو كل صف
import-restricted = اختم كل ما فيها
import-restricted-help = لا يقرؤها إلا الأمناء. وهكذا تلقائيًا قوائم العائلات والأشخاص ومواضع الحفظ والعطايا والإعارات. تبقى قبل استيرادها غير مشفّرة في مجلد الدفتر، وتزول حين ينتهي البرنامج.
import-restricted-so = سيُختم كل ما فيها.
import-more = حروف غير مألوفة، أو اسم آخر؟
import-title = ما تسمى به القائمة بوصفها مصدرًا
import-title-help = إن تركته فارغًا فباسم ملفها.
import-send = أرسلها وانظر فيها
import-form = قُرئت على أنها { $form }
import-in-encoding = الترميز { $label }
import-in-sheet = الورقة { $name }
import-in-header = العناوين في الصف { $rows }
import-no-header = بلا عناوين
import-passports = قائمة عيّنات لبنك جينات (MCPD v2.1)
import-ucdp = أحداث كما تكتبها مجموعة بيانات UCDP GED
import-acled = أحداث كما تكتبها ACLED
import-crs = الإحداثيات كما يذكر الملف: { $crs }
import-note = للعلم:
import-opening = هل قُرئت خطأً؟ الورقة والعناوين والترميز والنوع
import-sheet = الورقة
import-sheet-first = أول ورقة فيها شيء
import-header = العناوين
import-header-help = صفها (3) أو صفوفها (2-3)، أو 0 إن لم تكن هناك عناوين. فارغًا: يُعثر عليها.
import-opening-help = ثم يُقدَّر معنى الأعمدة من جديد.
import-open-so = اقرأها هكذا
import-statements = كل صف في هذا الملف معلومة كما أُخرجت من دفتر. ما بقي كما كُتب يبقى المعلومة نفسها من المصدر نفسه، وما تغيّر يحلّ محل ما كان.
import-columns = معنى الأعمدة
import-columns-lead = هذا تقدير من العناوين. والعمود الذي لا معنى له هنا يُحفظ كما كُتب.
import-key = ما الذي يميز الشيء من كل ما سواه؟
import-key-help = كرقم ينفرد به كل شيء. به يُعرف الصف حين تُستورد القائمة مرة أخرى.
import-key-is = هو: { $columns }
import-key-likely = هذه مختلفة في كل صف من الصفوف الأولى: { $columns }
import-no-key = لا عمود يميزه: فالصف الذي تغير في القائمة شيء آخر
import-is-key = جزء من المفتاح
import-means = معناه
import-as-listed = (يُحفظ كما كُتب)
import-leave-out = (يُترك: لا يُسجَّل منه شيء)
import-names-pictures = (أسماء ملفات صور)
import-latitude = { $label }: خط العرض
import-longitude = { $label }: خط الطول
import-sure-name = مؤكد: اسمه نفسه.
import-sure-other = شبه مؤكد: اسم آخر له.
import-sure-contains = مرجَّح: اسمه بين كلمات أخرى.
import-sure-alike = غير مؤكد: يشبه اسمه فقط.
import-column-empty = لا شيء في الصفوف الأولى
import-column-more = اللغة، القيم المتعددة، الوحدة
import-lang = لغة كلماته
import-lang-none = غير مذكورة
import-lang-tag =
    { $tag ->
        [ar] العربية
        [en] الإنجليزية
        [he] العبرية
        [tr] التركية
        [fr] الفرنسية
        [hy] الأرمنية
       *[other] { $tag }
    }
import-split = ما يفصل بين القيم المتعددة
import-split-none = لا شيء: كل خلية قيمة واحدة
import-split-line = سطر جديد
import-unit = الوحدة حيث لا تذكرها الخلية
import-remarks = عمّا يقوله عمود آخر
import-about = العمود الذي يصفه
import-when-from = العمود الذي يرد فيه التاريخ
import-as-of = حتى أي يوم
import-as-of-label = القائمة عن هذا اليوم
import-as-of-help = لما يتغير مع الوقت ولا تاريخ له في القائمة: أين حُفظ الشيء وفي أي حال. هكذا: 2031-03-01 أو 2031-03 أو 2031؛ وإن تُرك فارغًا لم يُسجَّل تاريخ.
import-stated-from = عمود الأيام التي قيل فيها
import-no-column = لا عمود
import-column-typed = عنوان العمود كما هو في القائمة.
import-coordinates = الإحداثيات
import-crs-label = نظام إحداثيات أشكالها
import-crs-help = هكذا: ⁦EPSG:32637⁩، إن لم يذكره الملف؛ وإن تُرك فارغًا فهي درجات.
import-several = خلايا فيها عدة قيم
import-nothing = كلمات لا تقول شيئًا
import-nothing-help = مثل: ⁦None; -⁩
import-pair = عمود التواريخ التي تتبعها قيم أعمدة أخرى واحدة فواحدة
import-pair-help = علّم أدناه الأعمدة التي تتبع قيمها هذه التواريخ بحسب مواضعها في الخلية. ما يُقرن هكذا يُدوَّن مستنتَجًا.
import-paired = قيمه تتبع عمود التواريخ واحدة فواحدة
import-vintage = قائمة تتغير
import-retrieved = اليوم الذي جُلبت فيه
import-retrieved-help = هكذا: ⁦2031-03-01⁩
import-note-gone = دوّن عن كل صف زال أن القائمة سحبته. ما قاله باقٍ.
import-scheme = درجات بسلّم آخر
import-scheme-own = السلّم المعتاد
import-axes = الأول في أشكالها
import-axes-usual = خط الطول كالمعتاد
import-axes-latitude = خط العرض
import-axes-longitude = خط الطول
fault-crs = ليس نظام إحداثيات. اكتبه هكذا: ⁦EPSG:32637⁩
import-unit-from = العمود الذي ترد فيه الوحدة
import-column-kind = ما يُذكر هنا هو
import-column-kind-usual = ما هو عليه عادةً
import-show = أرني كيف فُهمت
import-rows = الصفوف الأولى كما فُهمت
import-rows-lead = معلومةً معلومةً؛ ويُذكر ما فيه شك أو حُفظ كما كُتب. ويُنظر في كل الصفوف حين تتصفح القائمة كلها.
import-row = الصف { $row }
import-row-refused = سيُرفض
import-row-pictures = الصور:
import-written = كُتب
import-before = سبق استيراد هذه القائمة. يُعرض أولًا ما سيتغير.
import-look = تصفح القائمة كلها
import-go = استورد
import-changed = تغير معنى الأعمدة. انظر في الصفوف أدناه مرة أخرى ثم استورد.
import-emptied =
    { FORM($n) ->
        [zero] لا خلايا صارت فارغة.
        [one] خلية واحدة فارغة الآن ولم تكن كذلك. ما مصير ما قالته؟
        [two] خليتان فارغتان الآن ولم تكونا كذلك. ما مصير ما قالتاه؟
        [few] { $n } خلايا فارغة الآن ولم تكن كذلك. ما مصير ما قالته؟
        [many] { $n } خلية فارغة الآن ولم تكن كذلك. ما مصير ما قالته؟
       *[other] { $n } خلية فارغة الآن ولم تكن كذلك. ما مصير ما قالته؟
    }
import-emptied-keep = يبقى قائمًا
import-emptied-withdraw = يُسحب
import-pictures = الصور
import-pictures-here =
    { FORM($n) ->
        [zero] لم تُرسل صور معها بعد. وبدونها تُحفظ الأسماء كما كُتبت.
        [one] أُرسلت معها صورة واحدة.
        [two] أُرسلت معها صورتان.
        [few] أُرسلت معها { $n } صور.
        [many] أُرسلت معها { $n } صورة.
       *[other] أُرسلت معها { $n } صورة.
    }
import-pictures-files = الصور التي تذكرها القائمة
import-pictures-help = عدة صور معًا، بأسمائها في القائمة. تُحفظ كل منها كما هي وتُعرض على بطاقتها.
import-send-along = أرسلها معها
import-mapping = معنى الأعمدة في ملف
import-mapping-help = احفظه لتُقرأ قوائم أخرى على النحو نفسه، وكذلك بالأمر daftar import --mapping.
import-mapping-save = احفظه (TOML)
import-mapping-file = ملف محفوظ
import-mapping-file-help = يحل ما فيه محل ما قيل هنا.
import-away = نحِّ القائمة
import-away-help = لا يُسجَّل منها شيء، ويزول ما أُرسل من هذا الحاسوب.
import-would = { $title }: ما الذي سينتج عنها
import-did = { $title }: ما الذي نتج عنها
import-resumed = استُؤنف استيراد كان قد انقطع.
import-count-rows =
    { FORM($n) ->
        [zero] لا صفوف
        [one] صف واحد
        [two] صفان
        [few] { $n } صفوف
        [many] { $n } صفًا
       *[other] { $n } صف
    }
import-count-recorded =
    { FORM($n) ->
        [zero] لم يُسجَّل صف
        [one] سُجّل صف واحد: جديد أو يقول أكثر من قبل
        [two] سُجّل صفان: جديدان أو يقولان أكثر من قبل
        [few] سُجّلت { $n } صفوف: جديدة أو تقول أكثر من قبل
        [many] سُجّل { $n } صفًا: جديدة أو تقول أكثر من قبل
       *[other] سُجّل { $n } صف: جديدة أو تقول أكثر من قبل
    }
import-count-unchanged =
    { FORM($n) ->
        [zero] لا صف بقي كما كان
        [one] صف واحد بقي كما كان
        [two] صفان بقيا كما كانا
        [few] { $n } صفوف بقيت كما كانت
        [many] { $n } صفًا بقيت كما كانت
       *[other] { $n } صف بقيت كما كانت
    }
import-count-replaced =
    { FORM($n) ->
        [zero] لم يُستبدل صف
        [one] استُبدل صف واحد: تغير في القائمة
        [two] استُبدل صفان: تغيرا في القائمة
        [few] استُبدلت { $n } صفوف: تغيرت في القائمة
        [many] استُبدل { $n } صفًا: تغيرت في القائمة
       *[other] استُبدل { $n } صف: تغيرت في القائمة
    }
import-count-refused =
    { FORM($n) ->
        [zero] لم يُرفض صف
        [one] رُفض صف واحد: لم يُسجَّل منه شيء
        [two] رُفض صفان: لم يُسجَّل منهما شيء
        [few] رُفضت { $n } صفوف: لم يُسجَّل منها شيء
        [many] رُفض { $n } صفًا: لم يُسجَّل منها شيء
       *[other] رُفض { $n } صف: لم يُسجَّل منها شيء
    }
import-count-warned =
    { FORM($n) ->
        [zero] لا صف مما سواها يحتاج إلى نظر
        [one] صف واحد مما سواها يحتاج إلى نظر
        [two] صفان مما سواها يحتاجان إلى نظر
        [few] { $n } صفوف مما سواها تحتاج إلى نظر
        [many] { $n } صفًا مما سواها تحتاج إلى نظر
       *[other] { $n } صف مما سواها تحتاج إلى نظر
    }
import-count-gone =
    { FORM($n) ->
        [zero] لم يزل صف من القائمة
        [one] زال من القائمة صف واحد كان فيها؛ وما قاله باقٍ
        [two] زال من القائمة صفان كانا فيها؛ وما قالاه باقٍ
        [few] زالت من القائمة { $n } صفوف كانت فيها؛ وما قالته باقٍ
        [many] زال من القائمة { $n } صفًا كانت فيها؛ وما قالته باقٍ
       *[other] زال من القائمة { $n } صف كانت فيها؛ وما قالته باقٍ
    }
import-count-statements =
    { FORM($n) ->
        [zero] لا معلومات جديدة
        [one] معلومة جديدة واحدة
        [two] معلومتان جديدتان
        [few] { $n } معلومات جديدة
        [many] { $n } معلومة جديدة
       *[other] { $n } معلومة جديدة
    }
import-count-named =
    { FORM($n) ->
        [zero] لا شيء يُذكر لأول مرة
        [one] شيء واحد يُذكر لأول مرة
        [two] شيئان يُذكران لأول مرة
        [few] { $n } أشياء تُذكر لأول مرة
        [many] { $n } شيئًا يُذكر لأول مرة
       *[other] { $n } شيء يُذكر لأول مرة
    }
import-count-pictures =
    { FORM($n) ->
        [zero] لا صور
        [one] صورة واحدة
        [two] صورتان
        [few] { $n } صور
        [many] { $n } صورة
       *[other] { $n } صورة
    }
import-count-sealed =
    { FORM($n) ->
        [zero] لا معلومات مختومة
        [one] معلومة واحدة مختومة
        [two] معلومتان مختومتان
        [few] { $n } معلومات مختومة
        [many] { $n } معلومة مختومة
       *[other] { $n } معلومة مختومة
    }
import-refused-csv = الصفوف المرفوضة (CSV)
import-refused-xlsx = الصفوف المرفوضة (XLSX)
import-refused-help = أصلحها في ذلك الملف واستورده: ما سُجّل يبقى كما هو. سمِّه باسم هذه القائمة ليُعرف أنه منها.
import-account = كل الصفوف (JSON Lines)
import-report = ما صار إليه كل صف
import-report-all = كل الصفوف
import-which = أي الصفوف
import-rows-to-look-at = ما يحتاج إلى نظر
import-rows-refused = المرفوضة
import-rows-recorded = المسجَّلة
import-rows-replaced = المستبدَلة
import-rows-unchanged = الباقية كما كانت
import-rows-gone = الزائلة من القائمة
import-no-rows = لا شيء منها.
import-fate-unchanged = كما كان
import-fate-recorded = سُجّل
import-fate-replaced = استُبدل
import-fate-refused = رُفض
import-fate-gone = زال من القائمة
import-card = بطاقته
import-cards = البطاقات
import-source = القائمة بوصفها مصدرًا
import-undo = تراجع عن هذا الاستيراد
import-undo-help = يُسحب كل ما سجّله، ويعود ما استبدله. ويمكن أن يُعاد.
import-report-away = نحِّ هذا التقرير
fault-one-list = قائمة واحدة في كل مرة: اختر ملفًا واحدًا.
fault-no-list = لا قائمة تنتظر هنا: أرسلها مرة أخرى.
fault-list-key = قل أي عمود يميز الشيء من كل ما سواه، أو أن لا عمود يميزه.
fault-emptied = قل ما مصير ما قالته الخلايا الفارغة.
fault-lang = رمز لغة مثل ar أو en أو ku-Arab.
fault-overdrawn = ما بقي من الدفعة بحسب دفترها أقل مما يؤخذ. أعد عدّها أولًا، أو صحّح الكمية؛ لم يُدوَّن شيء.
fault-mapping = ليس هذا ملفًا محفوظًا لمعنى الأعمدة تمكن قراءته.
fault-sheet-empty = لا شيء فيها: يُنتظر جدول له صف عناوين.
fault-sheet-kind = ليست هذه قائمة. أعطِ CSV أو TSV أو XLSX أو ODS أو JSON Lines أو GeoJSON أو KML أو Shapefile مضغوطًا أو GeoPackage، أو احفظها على إحداها. إنها:
fault-sheet-in-use = هذا الملف مفتوح في برنامج يحفظ بعضه في مكان آخر: أغلقه هناك وأرسل الملف مرة أخرى.
fault-sheet-password = المصنف محمي بكلمة سر: افتحه واحفظه بدونها وأرسل ذلك الملف.
fault-sheet-bomb = يُفك الملف إلى أكثر مما يُسمح به. إن كان سليمًا فاحفظه على CSV.
fault-sheet-name = ليس في المصنف ورقة بهذا الاسم:
fault-sheet-header = لا عناوين هناك: أعطِ صفها (3) أو صفوفها (2-3)، أو 0 إن لم تكن.
fault-sheet-wide = صف أعرض أو أطول من أي جدول: أهي قائمة، وهل الفاصل صحيح؟
fault-sheet-damaged = لا تمكن قراءة القائمة إلى آخرها، فلم يُسجَّل منها شيء. افتحها واحفظها مرة أخرى وأرسل ذلك الملف.
job-look-through = تصفح { $name }
job-import = استيراد { $name }
job-rows =
    { FORM($n) ->
        [zero] لا صفوف بعد
        [one] صف واحد حتى الآن
        [two] صفان حتى الآن
        [few] { $n } صفوف حتى الآن
        [many] { $n } صفًا حتى الآن
       *[other] { $n } صف حتى الآن
    }
job-list-report = ما الذي نتج عنها
mapping-toml = لا تمكن قراءته: { $why }
mapping-kind = لا استمارة تعرّف النوع { $kind }: اختر غيره.
mapping-property = العمود { $column }: ليس { $property } مما يكون لـ{ $kind }: اختر غيره.
mapping-twice = العمودان { $one } و{ $other } كلاهما يعطي { $property }، وليس للشيء منه إلا واحد: اجعل لأحدهما معنى آخر.
mapping-half = العمود { $column } يعطي أحد رقمي موضع: اجعل عمودًا آخر يعطي الثاني.
mapping-no-position = العمود { $column } يعطي أحد رقمي موضع، وليس { $property } موضعًا: اختر غيره.
mapping-unknown = العمود { $column } ليس من أعمدة هذه القائمة.
mapping-pictures = العمود { $column } يسمي صورًا، ولا يمكن أن يكون له معنى آخر أيضًا.
mapping-header-twice = قيل للعمود { $column } معنيان.
mapping-key = العمود { $column } يُراد مفتاحًا، وليس من أعمدة هذه القائمة.
mapping-fixed = العمود { $column }: كل صف معلومة، ومعنى أعمدته ثابت.
mapping-lacking = يُراد أن يكون كل صف معلومة، وليس هنا عمود { $column }: أخرج المعلومات من جديد.
mapping-as-of = اليوم «{ $day }» ليس تاريخًا: اكتبه هكذا: 2031-03-01 أو 2031-03 أو 2031.
mapping-when = العمود «{ $column }» مطلوب منه تاريخ، وليس من أعمدة هذه القائمة.
mapping-pair = العمود «{ $column }» مطلوب قرنه بأعمدة أخرى، وليس من أعمدة هذه القائمة.
mapping-about = هناك عمود يصف ما يقوله العمود «{ $column }»، وهذا لا يقول شيئًا عن الشيء نفسه: اختر معناه، واكتب اسمه بحروفه.
mapping-of = العمود «{ $column }» يقول كيف عُرف شيء: اكتب في «العمود الذي يصفه» أي عمود يقول ذلك الشيء.
mapping-remark = العمود «{ $column }» يُراد أن يصف ما يقوله عمود آخر. يمكن أن يكون ذلك: { $known }.
mapping-scheme = العمود «{ $column }»: ليس «{ $scheme }» مما يمكن أن تكون رموزه هناك؛ المتاح: { $known }.
mapping-unit = العمود { $column } يُراد أن يعطي الوحدة، وليس من أعمدة هذه القائمة: اكتب اسمه بحروفه.
import-region = أسماء العصور في التواريخ
import-region-label = أشياؤها من
import-region-none = لم يُذكر: تبقى أسماء العصور كما كُتبت
import-region-help = عندئذ يُقرأ «العصر الحديدي» بالسنوات التي يعنيها هناك، مع شكّ يذكر صاحب التأريخ.
mapping-region = «{ $region }» ليست منطقة من جدول العصور.
import-dates = في التواريخ المكتوبة بالأرقام
import-dates-none = لا يُعرف أيهما يأتي أولًا
import-dates-day = اليوم أولًا: 03/04/1931 في نيسان
import-dates-month = الشهر أولًا: 03/04/1931 في آذار
why-no-date = لا تاريخ مفهوم على وجه اليقين؛ حُفظ كما كُتب.
why-doubtful-date = قُرئ على أنه { $read }: { $doubt }.
why-no-number = لا عدد مفهوم على وجه اليقين؛ حُفظ كما كُتب.
why-no-code = ليس من: { $codes }؛ حُفظ كما كُتب.
why-no-position = لا موضع بالدرجات؛ حُفظ كما كُتب.
why-off-the-earth = لا مكان كهذا على الأرض: خط العرض ضمن ±90 وخط الطول ضمن ±180؛ حُفظ كما كُتب.
why-turned = يبدو خط العرض وخط الطول متبادلين؛ حُفظا كما كُتبا.
why-half-position = خط عرض بلا خط طول، أو العكس؛ حُفظ كما كُتب.
why-no-picture = لم تُرسل صورة بهذا الاسم؛ حُفظ اسمها كما كُتب.
why-picture-elsewhere = ليس اسم ملف مجردًا: يقود إلى مجلد آخر؛ حُفظ كما كُتب.
why-not-a-picture = الملف بهذا الاسم ليس صورة JPEG أو PNG أو GIF أو WebP؛ حُفظ اسمه كما كُتب.
why-no-value = لا يمكن للخلية أن تعطي هذا قيمته؛ حُفظ كما كُتب.
why-no-such = لا { $kind } هنا بهذا الرقم أو الاسم؛ حُفظ كما كُتب.
why-several-such = يحمل هذا الرقم أو الاسم هنا أكثر من واحد ({ $n })؛ حُفظ كما كُتب.
why-several = عدة قيم حيث لا توجد إلا واحدة؛ حُفظ كما كُتب.
why-no-key = لا شيء في أعمدة المفتاح التي تُميَّز بها الصفوف.
why-same-key = للصف { $row } المفتاح نفسه.
why-alike-key = لا يختلف مفتاح الصف { $row } إلا في حالة الحروف أو حركاتها أو حروف متشابهة: سُجّل شيئان.
why-emptied = فارغة الآن ولم تكن كذلك: ما قالته باقٍ.
why-emptied-withdrawn = فارغة الآن ولم تكن كذلك: سُحب ما قالته.
why-edited-here = تغير في القائمة وعُدّل هنا بعدها: كلاهما قائم جنبًا إلى جنب.
why-no-statement = ليس معلومة: { $why }
why-altered = ليست كما أُخرجت: سُجّلت كما هي الآن.
why-gone = كان في القائمة وزال منها: ما قاله باقٍ.
remedy-no-date = اكتبه هكذا: ⁦1931-05-04⁩ أو 1931 أو 1820/1830 أو ⁦1900~⁩، واستورد مرة أخرى.
remedy-doubtful-date = إن لم يكن هذا هو المقصود فاكتبه هكذا: ⁦1931-05-04⁩، واستورد مرة أخرى.
remedy-no-number = اكتب أرقامًا ثم مسافة ثم الوحدة: 12.5 cm.
remedy-no-code = اكتب واحدًا منها، أو أضف رمزًا إلى الاستمارة.
remedy-no-position = اكتب 31.25, 34.27: خط العرض ثم خط الطول.
remedy-turned = بدّلهما في القائمة، أو بدّل العمودين هنا، واستورد مرة أخرى.
remedy-half-position = املأ الخليتين أو اتركهما فارغتين.
remedy-no-picture = أرسلها بهذا الاسم نفسه.
remedy-picture-elsewhere = اكتب اسم الملف وحده بلا مجلدات.
remedy-not-a-picture = احفظها على JPEG أو PNG وأرسلها.
remedy-no-value = اجعل للعمود معنى آخر، أو احفظه كما كُتب.
remedy-no-such = استورد أو سجّل المقصود أولًا برقمه، ثم استورد هذه القائمة مرة أخرى.
remedy-several-such = أعطِ كلًّا منها رقمًا ينفرد به، ثم استورد هذه القائمة مرة أخرى.
remedy-several = اترك واحدة، أو اجعل معنى العمود ما يجوز أن يتعدد.
remedy-no-key = املأها، أو استورد بمفتاح آخر أو بلا مفتاح.
remedy-same-key = أعطِ كل شيء مفتاحًا ينفرد به، أو اذكر عمودًا آخر جزءًا من المفتاح.
remedy-alike-key = إن كانا شيئًا واحدًا فاكتب مفتاحه على نحو واحد في الصفين.
remedy-emptied = إن أردت سحبه فاستورد مرة أخرى وقل ذلك.
remedy-edited-here = قارن بينهما واسحب الخاطئ منهما.
remedy-gone = إن لم يعد موجودًا فقل ذلك على بطاقته، أو اسحب هناك ما قالته القائمة.
remedy-no-statement = أصلح السطر على مثال ما حوله واستورد مرة أخرى.
remedy-altered = إن لم يقصد ذلك أحد فقد فعله برنامج الجداول: تراجع، ثم استورد الملف كما أُخرج.
remedy-no-row = أصلح الصف واستورد مرة أخرى.

# بطاقات قد تكون لشيء واحد
doubles = مكرّرات محتملة
doubles-lead = بطاقات قد تكون لشيء واحد مرتين، الأرجح أولًا، مع ما يؤيد ذلك وما ينفيه. لا يُضمّ شيء من تلقاء نفسه: أنت تقول ما هو، ويمكن التراجع عنه.
doubles-never = لم تُقارن البطاقات بعد. إن كثرت استغرق ذلك دقيقة، ويمكنك متابعة عملك في أثنائها.
doubles-compare = قارن البطاقات كلها
doubles-anew = قارن البطاقات كلها من جديد
doubles-when = وقت المقارنة:
doubles-cards = البطاقات: { $cards }، الصور: { $pictures }
doubles-unseen =
    { FORM($n) ->
        [zero] قورنت الصور كلها
        [one] صورة واحدة لم تُقارن لأنها مقفلة أو تالفة أو ليست هنا
        [two] صورتان لم تُقارنا لأنهما مقفلتان أو تالفتان أو ليستا هنا
        [few] { $n } صور لم تُقارن لأنها مقفلة أو تالفة أو ليست هنا
        [many] { $n } صورة لم تُقارن لأنها مقفلة أو تالفة أو ليست هنا
       *[other] { $n } صورة لم تُقارن لأنها مقفلة أو تالفة أو ليست هنا
    }
doubles-changed =
    { FORM($n) ->
        [zero] لم تأتِ منذ ذلك الحين بطاقة ولم تتغير.
        [one] منذ ذلك الحين جاءت أو تغيرت بطاقة واحدة. قد تنقص هنا أزواج هي منها.
        [two] منذ ذلك الحين جاءت أو تغيرت بطاقتان. قد تنقص هنا أزواج هما منها.
        [few] منذ ذلك الحين جاءت أو تغيرت { $n } بطاقات. قد تنقص هنا أزواج هي منها.
        [many] منذ ذلك الحين جاءت أو تغيرت { $n } بطاقة. قد تنقص هنا أزواج هي منها.
       *[other] منذ ذلك الحين جاءت أو تغيرت { $n } بطاقة. قد تنقص هنا أزواج هي منها.
    }
doubles-changed-much = منذ ذلك الحين جاء الكثير أو تغير: قارن البطاقات كلها من جديد.
doubles-none = لا زوج ينتظر قرارًا.
doubles-open =
    { FORM($n) ->
        [zero] لا زوج ينتظر قرارًا
        [one] زوج واحد ينتظر قرارًا
        [two] زوجان ينتظران قرارًا
        [few] { $n } أزواج تنتظر قرارًا
        [many] { $n } زوجًا تنتظر قرارًا
       *[other] { $n } زوج تنتظر قرارًا
    }
doubles-narrowed = الأزواج التي يجد بحثك بطاقتيها فقط.
doubles-all = الأزواج كلها
doubles-here = المكرّرات المحتملة بين هذه
doubles-very-likely = شيء واحد على أرجح الظن
doubles-likely = شيء واحد على الأرجح
doubles-worth-a-look = جدير بالنظر: رقم واحد أو اسم واحد، وقليل غير ذلك
doubles-for = يؤيد أنهما شيء واحد
doubles-against = ينفي ذلك
doubles-pictures-alike = الصور متشابهة
doubles-pictures-unlike = الصور غير متشابهة
doubles-pair-changed = جاءت بطاقة منهما أو تغيرت بعد ذلك
pair = شيء واحد أم شيئان؟
pair-at = الزوج { $n } من { $total }
pair-beside = البطاقتان جنبًا إلى جنب
pair-property = ما يُذكر، وكيف يتفقان
pair-why = لماذا
pair-why-help = يُحفظ مع ما تقول، بكلماتك. يمكن تركه فارغًا.
pair-same = شيء واحد
pair-different = شيئان مختلفان
pair-later = ليس الآن
pair-next = إلى الزوج التالي
pair-restricted = إحدى البطاقتين مقيّدة: ما تقوله عنهما يُختم أيضًا.
pair-choose = اختر: شيء واحد أم شيئان مختلفان.
pair-changed = لم يُدوّن شيء: تغيّر شيء في هاتين البطاقتين منذ نظرت إليهما. كنت قد اخترت «{ $chosen }». انظر من جديد ثم قرّر.
pair-settled = لم يُدوّن شيء: قاله غيرك في هذه الأثناء.
pair-said-same = دُوّن: { $one } و{ $other } شيء واحد.
pair-said-different = دُوّن: { $one } و{ $other } شيئان مختلفان.
pair-link-same = قيل إنهما شيء واحد.
pair-link-different = قيل إنهما شيئان مختلفان.
pair-link-maybe = قيل إنهما قد يكونان شيئًا واحدًا.
fit-same = متطابق
fit-agrees = متفق
fit-words = كلمات مشتركة
fit-differs = مختلف
fit-open = غير معروف
fit-one = الأولى وحدها تذكره
fit-other = الثانية وحدها تذكره
job-compare = مقارنة البطاقات كلها
job-compared =
    { FORM($n) ->
        [zero] لم يوجد زوج قد يكون شيئًا واحدًا.
        [one] وُجد زوج واحد قد يكون شيئًا واحدًا.
        [two] وُجد زوجان قد يكون كل منهما شيئًا واحدًا.
        [few] وُجدت { $n } أزواج قد يكون كل منها شيئًا واحدًا.
        [many] وُجد { $n } زوجًا قد يكون كل منها شيئًا واحدًا.
       *[other] وُجد { $n } زوج قد يكون كل منها شيئًا واحدًا.
    }

# دفعات بنك البذور: دفاترها وتوقعاتها وما يُنقذ أولًا
lots = دفعات البذور
lots-lead = ما بقي من كل دفعة، وكم ينبت منها اليوم، وإلى متى ينبت ما يكفي: دائمًا على شكل مدى، من اختباراتها وظروف حفظها وما نُشر عن نوعها.
lots-ways = بنك البذور
lots-page = الدفتر والتوقع
lots-below = جدّد تحت (% مما نبت أولًا)
lots-odd = كُتب رقم لا يمكن أن يكون؛ استُعمل الرقم المعتاد مكانه.
lots-empty = لا دفعات فيها بذور في هذا الدفتر.
lots-count =
    { FORM($n) ->
        [zero] لا دفعات
        [one] دفعة واحدة؛ ما يقل عن الحد أولًا يأتي أولًا.
        [two] دفعتان؛ ما يقل عن الحد أولًا يأتي أولًا.
        [few] { $n } دفعات؛ ما يقل عن الحد أولًا يأتي أولًا.
        [many] { $n } دفعة؛ ما يقل عن الحد أولًا يأتي أولًا.
       *[other] { $n } دفعة؛ ما يقل عن الحد أولًا يأتي أولًا.
    }
lots-lot = الدفعة
lots-of = من
lots-left = الباقي
lots-now = ينبت اليوم
lots-falls = تحت الحد
lots-left-chart = ما كان باقيًا عبر الزمن؛ الآن: { $left }
lots-no-book = لا أحد يذكر كم فيها ولا ما أُخذ منها.
lots-book = دفتر الدفعة
lots-when = متى
lots-what = ماذا
lots-much = كم
lots-after = الباقي بعده
lots-differs = الفرق عن الدفتر
lots-keeps = إلى متى تُحفظ
lots-by = اعتمادًا على
lots-doubts = ما يجعل هذا أقل تأكيدًا
lots-constants = الثوابت المنشورة
lots-rests = المعلومات التي يقوم عليها هذا
lots-curve = كم ينبت من البذور عبر الزمن مع المدى: اليوم { $now }؛ وتحت الحد: { $falls }
lots-today = اليوم
lots-tests = اختبارات الإنبات
lots-no-tests = لم يُدوَّن أي اختبار.
save-first = ما يُنقذ أولًا
save-first-lead = العيّنات بحسب أقرب وقت قد تقل فيه أطول دفعاتها عمرًا عن الحد، مضروبًا فيما يجعلها لا تُعوَّض. كل حدّ ظاهر، وكل وزن بيدك.
save-first-weights = الأوزان
save-first-what = ماذا
save-first-act = المطلوب
save-first-due = تحت الحد، في أقرب وقت
save-first-test = الاختبار القادم:
save-first-living = البذور الحيّة
save-first-terms = الترتيب
save-first-urgency = الاستعجال
save-first-elsewhere = محفوظة في مكان آخر
save-first-perhaps = (أُعطي منها؛ وربما ما زال يحفظها)
save-first-nowhere = لا مكان معروفًا
save-first-copies =
    { FORM($n) ->
        [zero] لا نسخ مودعة احتياطًا
        [one] نسخة واحدة مودعة احتياطًا
        [two] نسختان مودعتان احتياطًا
        [few] { $n } نسخ مودعة احتياطًا
        [many] { $n } نسخة مودعة احتياطًا
       *[other] { $n } نسخة مودعة احتياطًا
    }
save-first-empty =
    { FORM($n) ->
        [zero] لكل عيّنة بذور باقية هنا.
        [one] عيّنة واحدة لم تبق منها بذور هنا.
        [two] عيّنتان لم تبق منهما بذور هنا.
        [few] { $n } عيّنات لم تبق منها بذور هنا.
        [many] { $n } عيّنة لم تبق منها بذور هنا.
       *[other] { $n } عيّنة لم تبق منها بذور هنا.
    }
save-first-more =
    { FORM($n) ->
        [zero] لا مزيد في بيانات هذه الصفحة.
        [one] واحدة أخرى في بيانات هذه الصفحة.
        [two] اثنتان أخريان في بيانات هذه الصفحة.
        [few] { $n } أخرى في بيانات هذه الصفحة.
        [many] { $n } أخرى في بيانات هذه الصفحة.
       *[other] { $n } أخرى في بيانات هذه الصفحة.
    }
weight-half-years = نصف الاستعجال بعد (سنوات)
weight-no-copy = لا نسخة في مكان آخر (ضعفًا)
weight-no-holder = لا أحد آخر يحفظها (ضعفًا)
weight-last-seeds = آخر البذور (ضعفًا)
weight-only-one = الوحيدة من محصولها (ضعفًا)
weight-sowing = بذور الزرعة الواحدة
test-plan = ما يُختبر تاليًا
test-plan-lead = كل دفعة بعد ثلث ما قد يبقى لها من وقت، كما في معايير بنوك الجينات؛ وفورًا حيث لا يُعرف شيء.
test-plan-last = آخر اختبار
test-plan-never = لم تُختبر قط
test-plan-few = البذور لا تكفي لاختبار كامل
test-plan-how = كيف يُختبر
test-plan-risks = ازرع مجموعة وعُدّ، وتوقف حين يُحسم الأمر. بذور ينبت منها { $good } تُجدَّد بلا حاجة في { $waste } من الاختبارات؛ وبذور ينبت منها { $bad } تُحفظ خطأ في { $loss }.
test-plan-sown = زُرع حتى الآن
test-plan-renew = جدّدها إن لم ينبت أكثر من
test-plan-keep = احفظها إن نبت على الأقل
test-plan-source = اختبار فالد المتتابع (1945)، مغلقًا بعد آخر مجموعة؛ والمخاطر محسوبة بدقة. الفترات بحسب معايير بنوك الجينات للفاو (2014).
# الوزن والعدّ
count = الوزن والعدّ
count-lead = اختر دفعة، أو اكتب الرقم الذي على مرطبانها أو كيسها أو امسحه.
count-number = الرقم أو الرمز
count-number-nothing = لا دفعة هنا بهذا الرقم.
count-place = محفوظة في
count-everywhere = كل مكان
count-empty = لا دفعات هنا.
count-others = دفعات أخرى
count-card = البطاقة
count-book = بحسب الدفتر بقي { $amount }.
count-book-unsaid = لم يقل أحد بعدُ كم يوجد منها.
count-book-perhaps = بحسب الدفتر ربما خرج أكثر مما كان: { $amount }. زِنها.
count-book-overdrawn = بحسب الدفتر خرج أكثر مما كان: { $amount }. زِنها.
count-amount = كم يوجد؟
count-amount-help = مثل 480 أو 12.5 أو ١٢٫٥.
count-which = يمكن قراءة هذا على وجهين. أيهما المقصود؟
count-between = { $number } · بين { $low } و{ $high }
count-unit = بأي وحدة
unit-grams = غرام
unit-kg = كيلوغرام
unit-seeds = بذرة
count-container-ask = وُزنت في وعائها
count-container = وزن الوعاء فارغًا
count-container-help = بالوحدة نفسها. يُطرح، ويُحفظ الرقمان.
count-when-who = اليوم، ومن عدّ
count-day = في أي يوم
count-by = من وزن أو عدّ
count-by-help = إن لم تكن أنت.
count-save = دوّن
count-recorded = دُوّن:
count-amount-unclear = الكمية غير واضحة
count-as-book = هذا كما يقول الدفتر.
count-less = هذا أقل مما يقول الدفتر بمقدار { $amount }.
count-more = هذا أكثر مما يقول الدفتر بمقدار { $amount }.
count-fits = يوافق الدفتر بقدر ما يُعرف.
count-not-compared = الدفتر بوحدة أخرى، ولم يقل أحد كم تساوي منها هذه: لم تجرِ المقارنة.
count-earlier = ما وُزن وعُدّ من قبل
seed-weight = وزن البذور
seed-weight-lead = عُدّ بعض البذور، مئة مثلًا، وزِنها. بعد ذلك تُحسب البذور بالغرام والغرامات بالبذور.
seed-weight-seeds = هذا العدد من البذور
seed-weight-seeds-help = مثل 100 أو ١٠٠.
seed-weight-weight = يزن هذه الغرامات
seed-weight-weight-help = مثل 4.23 أو ٤٫٢٣.
seed-weight-known = وزن ألف بذرة { $amount }.
seed-weight-sample = { $seeds } بذرة تزن { $weight } غ
germination = الإنبات
germination-go-on = الاختبارات
germination-begin = ابدأ اختبارًا
germination-sown = كم بذرة زُرعت؟
germination-sown-help = مثل 100 أو ١٠٠.
germination-method = على ماذا
germination-by = من زرع
germination-save = ابدأ
germination-undated = بلا تاريخ
germination-of = نبت { $n } من { $of }
germination-only-sown = زُرع { $n }، ولم يُعدّ ما نبت بعد
germination-only-come = نبت { $n }؛ ولم يُذكر كم زُرع
germination-sown-unsaid = لم يُذكر كم زُرع
sprouts = اختبار إنبات
sprouts-come = كم نبت حتى ذلك اليوم في المجموع؟
sprouts-come-help = عُدّ كل ما نبت منذ بدء الاختبار.
fault-two-ways = يمكن قراءة هذا على وجهين: اختر أدناه أيهما المقصود.
fault-negative = هذا أقل من لا شيء: اكتب ما يوجد بلا علامة ناقص.
fault-amount = ليس هذا عددًا. اكتبه مثل 12.5 أو ١٢٫٥.
fault-amount-empty = اذكر كم.
fault-seeds = البذور تُعدّ كاملة: اكتب عددًا مثل 100 أو ١٠٠.
fault-unit = اختر الوحدة: غرامات أو كيلوغرامات أو بذور أو مكيال.
fault-container-unit = لا يوزن الوعاء إلا مع ما هو بالغرام أو الكيلوغرام: اختر أحدهما أو اترك هذا فارغًا.
fault-container-more = لا يمكن أن يزن الوعاء فارغًا أكثر مما يزن مع بذوره.
fault-future = لم يأتِ هذا اليوم بعد.
fault-sample-none = لا يُحسب شيء من لا شيء: عُدّ بعض البذور وزِنها.
fault-none-sown = يحتاج الاختبار إلى بذرة واحدة على الأقل.
fault-more-than-sown = لا يمكن أن ينبت أكثر مما زُرع.
fault-fewer-than-before = لا يوافق هذا العدّات الأخرى: ما نبت حتى يوم لاحق لا يكون أقل. إن كان عدّ آخر خطأ فصحّحه في بطاقة الاختبار.
fault-before-sown = لم يكن قد زُرع شيء في هذا اليوم.
# Seed to return
seed-of = من
seed-more = أكثر من الموعود بمقدار { $n }
promises = بذار يُردّ
promises-lead = ما أُعطي لعائلات على أن يُردّ، لتنظر فيه أنت. لا يُرسل شيء إلى أحد.
promises-on = ما حان ردّه في
promises-empty = لم يُعطَ بذار على أن يُردّ.
promises-add = إعطاء بذار على أن يُردّ: بطاقة جديدة
promises-due = حان ردّه
promises-perhaps = ربما حان ردّه: لم ينته الموسم، أو المصادر تختلف
promises-unsaid = لا أحد يذكر متى
promises-not-yet = لم يحن بعد
promises-settled = رُدّ، أو لم يعد شيء يُردّ
promises-displaced =
    { FORM($n) ->
        [zero] لا عائلة نازحة
        [one] عائلة واحدة نزحت فلا تُسأل.
        [two] عائلتان نزحتا فلا تُسألان.
        [few] { $n } عائلات نزحت فلا تُسأل.
        [many] { $n } عائلة نزحت فلا تُسأل.
       *[other] { $n } عائلة نزحت فلا تُسأل.
    }
column-to-whom = لمن
column-lent = ما أُعطي
column-due = متى وكم
column-came = ما رُدّ
promise-nobody = لا أحد يذكر لمن
promise-displaced =
    { FORM($n) ->
        [zero] لم ينزح أحد
        [one] واحد منهم نزح فلا يُسأل
        [two] اثنان منهم نزحا فلا يُسألان
        [few] { $n } منهم نزحوا فلا يُسألون
        [many] { $n } منهم نزحوا فلا يُسألون
       *[other] { $n } منهم نزحوا فلا يُسألون
    }
promise-card = بطاقته
promise-lot = دفعة
promise-no-lot = لا أحد يذكر من أي دفعة
promise-no-amount = لا تُذكر الكمية المعطاة
promise-no-day = لا يُذكر موعد
promise-unsaid-amount = لا يُذكر كم يُردّ
promise-open = لا شيء بعد
promise-partly = جزء منه
promise-perhaps = شيء منه؛ ولا يُعرف أهو كله
promise-disputed = هناك من ينفي ما قيل عنه
promise-returned = رُدّ
promise-forgiven = لم يعد شيء يُردّ
promise-as = في
promise-odd = لا يستقيم
odd-no-amount = «{ $label }» لا تذكر كمية: بلا وحدة، أو أقل من لا شيء.
odd-more = رُدّ أكثر من الموعود.
odd-other-parent = لا تذكر الدفعة المعطاة أصلًا زُرعت منه.
odd-before = رُدّت قبل أن يُعطى البذار.
odd-itself = هي الدفعة المعطاة نفسها؛ وما يُردّ دفعة جديدة.
odd-circle = قيل إنها زُرعت من نفسها.
odd-twice = يذكرها وعد آخر أيضًا: فقد يُحسب البذار مرتين.
back = رُدّ البذار
back-lead = يصبح دفعة جديدة من العيّنة نفسها، زُرعت من الدفعة المعطاة. أما من ردّه فمختوم.
back-parent = من أي الدفعات المعطاة زُرعت
back-day = في أي يوم رُدّ
back-harvested = حُصدت
back-number = رقم الدفعة الجديدة
back-number-help = كما هو على الجرة أو الكيس؛ ويجوز تركه.
back-place = مكان الحفظ
back-go = تدوين الدفعة الجديدة
fault-returned-amount = اكتب عددًا أكبر من لا شيء مع وحدته: 3 كغ، 500 بذرة، جرتان.
fault-before-lent = هذا قبل إعطاء البذار: صحّح هذا التاريخ أو تاريخ الإعطاء.
fault-no-lot = لا يذكر الوعد دفعة. اذكر أولًا في بطاقته من أي دفعة أُعطي البذار.
fault-parent = اختر إحدى الدفعات المعطاة.
forgive = لم يعد شيء يُردّ
forgive-lead = جفاف أو نزوح أو سنة سيئة: اذكر السبب، فلا يُنتظر البذار بعد ذلك.
forgive-why = لماذا
forgive-why-help = بكلماتك؛ وهو مختوم.
forgive-day = تقرر في
forgive-go = لم يعد شيء يُردّ
# What survives
survivors = ما بقي، وأين
survivors-lead = لكل عيّنة: ما فُقد منها، وأين قد تكون بعد، وكم بذرة وكم عمرها؛ ومن يُسأل أولًا؛ وما لا يُعرف له مكان. اطبعها.
survivors-of = ما كان محفوظًا في
survivors-all = كل ما يعرفه هذا الدفتر
survivors-nowhere = لا يُعرف لها مكان
survivors-nowhere-lead = لا شيء مما دُوّن هنا يذكر أن شيئًا منها بقي.
survivors-remembered = في الذاكرة فقط
survivors-remembered-lead = لم يكن منها بذار هنا قط. ومن يتذكرها قد يعرف من كان يزرعها.
survivors-perhaps = ربما في مكان ما
survivors-perhaps-lead = كان عند أحد منها بذار؛ ولا أحد يذكر أهو عنده بعد.
survivors-sure = في مكان ما، بحسب ما يُقال
survivors-sure-lead = محفوظة أو مزروعة، بحسب ما يُقال ولا ينفيه أحد.
survivors-unplaced =
    { FORM($n) ->
        [zero] لم تُترك أي عيّنة
        [one] تُركت عيّنة واحدة: لا أحد يذكر أين كانت محفوظة.
        [two] تُركت عيّنتان: لا أحد يذكر أين كانتا محفوظتين.
        [few] تُركت { $n } عيّنات: لا أحد يذكر أين كانت محفوظة.
        [many] تُركت { $n } عيّنة: لا أحد يذكر أين كانت محفوظة.
       *[other] تُركت { $n } عيّنة: لا أحد يذكر أين كانت محفوظة.
    }
survivors-lots-of-nothing =
    { FORM($n) ->
        [zero] لا دفعة بلا عيّنة
        [one] دفعة واحدة لا تذكر عيّنتها، فليست فيما يلي.
        [two] دفعتان لا تذكران عيّنتهما، فليستا فيما يلي.
        [few] { $n } دفعات لا تذكر عيّنتها، فليست فيما يلي.
        [many] { $n } دفعة لا تذكر عيّنتها، فليست فيما يلي.
       *[other] { $n } دفعة لا تذكر عيّنتها، فليست فيما يلي.
    }
survivors-ask = من يُسأل أولًا
survivors-ask-how = بهذا الترتيب: من عنده شيء يقينًا؛ من عنده محفوظًا؛ من عنده أكثر العيّنات؛ من عنده وحده؛ البذور الأكثر؛ البذور الأحدث.
survivors-more =
    { FORM($n) ->
        [zero] ولا شيء غيرها
        [one] وواحدة أخرى
        [two] واثنتان أخريان
        [few] و{ $n } أخرى
        [many] و{ $n } أخرى
       *[other] و{ $n } أخرى
    }
survivors-unsaid = لا يُذكر
survivors-displaced = نازحون
survivors-displaced-lead = أُخرجوا من بيوتهم. قد يكون عندهم شيء بعد؛ وليسوا أول من يُسأل.
survivors-was-displaced = نازح
survivors-remembered-by = يتذكرها
survivors-none-lost = لم تُفقد منها دفعة
survivors-nowhere-here = لا يُعرف لها مكان
survivors-maybe = ربما
survivors-amount-unsaid = لا تُذكر الكمية
survivors-because = بحسب
column-who = من، وماذا عنده
column-sure = يقينًا
column-stored = محفوظ
column-many = العيّنات
column-only = وحده
column-seeds = البذور
column-youngest = الأحدث
column-lost = ما فُقد
column-may-be = أين قد تكون
losses = ما قيل إنه فُقد
losses-empty = لم يُذكر أن مخزنًا أو مبنى أو بنكًا فُقد. اذكر ذلك في بطاقته: مصيره، ومتى، ومن قاله.
losses-mark = ذكر أنه فُقد: { $name }
losses-mark-place = اختيار مخزن أو رف يُذكر ذلك عنه
losses-mark-this = ذكر أنه فُقد
lost-itself = قيل إنها زالت
lost-with = فُقدت مع
lost-perhaps-with = ربما فُقدت مع
lost-inferred = مستنتج
way-here = هنا:
way-duplicate = نسخة أمان،
way-grown = تزرعها
way-grown-by-name = ما يحمل هذا الاسم تزرعه
way-lent = أُعطيت على أن تُردّ ولم تُردّ بعد:
way-given = أُعطيت إلى
holding = ما في البنك
holding-from = يستمر حيث انتهى:
holding-records = عنده سجلاته، وليس عنده شيء من بذاره.
holding-to = يستمر باسم:
holding-empty = لا شيء قيل إنه محفوظ في هذا البنك. اذكر أن مخازنه ورفوفه جزء منه، وأين تُحفظ كل دفعة.
holding-own = محفوظ هنا
holding-inherited = معروف من قبل، ولا بذار منه هنا
holding-lots = الدفعات هنا
holding-of = كان في
holding-no-lot = ليست منه دفعة هنا
holding-perhaps-lost = ربما فُقدت
completeness = مدى اكتمال بيانات العيّنات
completeness-lead = كل عيّنة من 0 إلى 10، الأقل اكتمالًا أولًا، مع أكثر ما يزيدها.
completeness-empty = لا عيّنة هنا لها رقمها.
completeness-mean = متوسط الكل:
completeness-what = العيّنة
completeness-score = من 10
completeness-next = املأ تاليًا
completeness-names = الأسماء إزاء قائمة المحاصيل
completeness-names-lead = في القائمة: { $listed }؛ ليست فيها، ولا عيب في ذلك: { $other }. ما يُعرض هنا لا يتغير من نفسه.
completeness-source = مؤشر اكتمال بيانات الجواز (فان هينتوم ومنتنغ وفان سترين 2011)؛ وما يُحسب يتبع كونها برية أو بلدية أو مُربّاة أو صنفًا.
# هاتف للعدّ
phone = اقتران هاتف
phone-go = العدّ بالهاتف
phone-lead = لمهمة واحدة ووقت محدود يمكن لهاتف في الشبكة نفسها أن يزن ويعدّ. يرى هذه الدفعات ولا شيء غيرها من الدفتر.
phone-place = الدفعات المحفوظة في
phone-lot = أو دفعة واحدة
phone-lot-help = رقمها أو رمزها.
phone-by = من يعدّ
phone-address = على أي عنوان لهذا الحاسوب
phone-this-computer = هذا الحاسوب وحده، للتجربة
phone-lasts = لكم دقيقة
phone-lasts-help = من 5 إلى 720.
phone-begin = افتح للهاتف
phone-how = يجب أن يكون الهاتف والحاسوب في شبكة واحدة، كنقطة اتصال الهاتف نفسه. ما يُدوَّن يحمل مفتاح هذا الدفتر.
phone-goes-on = يمكن لهاتف أن يعدّ
phone-scan = امسح هذا الرمز بالهاتف. يصلح مرة واحدة خلال عشر دقائق.
phone-code = رمز للهاتف
phone-no-camera = بلا كاميرا
phone-used = اقترن هاتف.
phone-void = لم يُستعمل الرمز في وقته، أو كثرت محاولات تخمينه. أنهِ الاقتران وابدأ من جديد.
phone-fingerprint = بصمة الشهادة
phone-fingerprint-how = سيحذّر الهاتف من أنه لا يعرف شهادة { $address }. انظر إلى الشهادة هناك: لا يكون هذا الحاسوب إلا إن كانت بصمتها SHA-256 هي هذه. وإلا فلا تتابع.
phone-end = أنهِه
phone-minutes =
    { FORM($n) ->
        [zero] انتهى الوقت
        [one] بقيت دقيقة واحدة
        [two] بقيت دقيقتان
        [few] بقيت { $n } دقائق
        [many] بقيت { $n } دقيقة
       *[other] بقيت { $n } دقيقة
    }
phone-door = العدّ بهذا الهاتف
phone-door-lead = لا تتابع إلا إن كانت بصمة الشهادة هي التي على شاشة الحاسوب.
phone-door-go = ابدأ
phone-door-closed = لم يعد هذا الرمز صالحًا
phone-door-closed-lead = يصلح مرة واحدة ولعشر دقائق. اطلب غيره عند الحاسوب.
fault-phone-task = اختر مكانًا أو اذكر دفعة واحدة، لا كليهما.
fault-phone-address = اختر أحد هذه العناوين.
fault-phone-minutes = اذكر عدد دقائق من 5 إلى 720.
fault-phone-failed = تعذّر فتحه: رفض النظام. جرّب عنوانًا آخر.
lots-published = الثوابت منشورة عن:
lots-reckon = اختر واحدًا منها لهذه العيّنة، على سبيل التخمين

## A question about damage and nearness, answered.
pattern = الضرر والقرب
pattern-words = تقول الكلمات أعلاه كيف تقع الأشياء، ولا تقول لماذا أبدًا. وما تقوله المصادر عن الأسباب على بطاقاتها منسوبًا إليها.
pattern-curve = الضرر ضمن كل مسافة
pattern-distance = المسافة من أقرب مرفق
pattern-curve-help = الخط: البيانات. المتقطع: متوسط المصادفة. المساحة: النطاق الذي يقع فيه منحنى المصادفة كله.
pattern-map = أين يقع كل شيء، والشمال إلى أعلى
pattern-map-help = المثلثات: المرافق. علامات ×: متضرر. الدوائر: غير متضرر أو لا أحد يقول ذلك. المربعات: متنازَع فيه.
# المجاميع
totals = المجاميع
totals-lead = كم شيئًا في كل حالة، على الأقل وعلى الأكثر. كل عدد يفتح البطاقات والمعلومات التي تحته.
totals-more = المجاميع وما تختلف فيه المصادر
totals-kind = ماذا
totals-all = كل ما له حالة أو عدد
totals-by = التوزيع بحسب
totals-by-whole = بلا توزيع
totals-by-kind = النوع
totals-by-place = المكان
totals-by-state = الحالة
totals-by-month = الشهر الذي بدأت فيه
totals-by-source = كل مصدر على حدة
totals-by-speaker = كل قائل على حدة
totals-place = في هذا المكان فقط
totals-of = العدد الكلي
totals-of-source = من يقول ذلك
totals-go = عُدّ
totals-fault-kind = لا نوع بطاقات بهذا الاسم: اختر من القائمة.
totals-fault-by = لا توزيع بهذا الاسم: اختر من القائمة.
totals-fault-of = العدد الكلي عدد صحيح، واحد على الأقل.
totals-fault-source = اذكر مصدر العدد الكلي: لا يُستعمل بلا مصدر.
totals-fault-place = لا بطاقة هنا بهذا الاسم، أو له أكثر من بطاقة: اكتب الاسم كما في بطاقته.
totals-whole = المجموع
totals-shares-of = النسب من
totals-of-register = كل ما في هذا الدفتر مما قد تكون له حالة
totals-column-state = الحالة
totals-column-just = هذه بعينها
totals-column-worse = هذه أو أشد
totals-column-share = النسبة (هذه بعينها)
totals-column-group = المجموعة
totals-column-things = المجموع
totals-column-damaged = متضرر، ضررًا طفيفًا أو أشد
totals-column-intact = سليم
totals-column-not-known = قيل إنه غير معروف
totals-column-no-claim = لا أحد يذكر
totals-column-one-source = من مصدر واحد
totals-disputed = ما يحتمل أكثر من حالة
totals-groups = مجموعة مجموعة
totals-groups-lead = قد يكون الشيء في أكثر من مجموعة: هذه الأعداد لا تُجمع.
totals-groups-public = تُعدّ الأشياء الحساسة بحسب مربع الخريطة الذي يُعرض للعموم.
totals-under = تحت هذا العدد
totals-statement = معلومة
totals-search = اعرض هذه في بحث
totals-csv = هذه الأعداد في جدول (CSV)

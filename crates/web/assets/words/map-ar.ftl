map-label = خريطة الأماكن في هذا الدفتر
map-no-script = لا خريطة هنا من دون برامج المتصفح. في القائمة كل ما تعرضه الخريطة.
map-places = { $n ->
    [zero] لا أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $n } أماكن
    [many] { $n } مكانًا
   *[other] { $n } مكان
}
map-none = لا تذكر أي معلومة موقعًا بعد.
map-show = أظهره على الخريطة
map-close = أغلق
map-zoom-in = قرّب
map-zoom-out = بعّد
map-unnamed = بلا اسم
map-sources = { $n ->
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
map-spots = { $n ->
    [zero] بلا موقع
    [one] موقع واحد
    [two] موقعان، كلاهما مرسوم
    [few] { $n } مواقع، كلها مرسومة
    [many] { $n } موقعًا، كلها مرسومة
   *[other] { $n } موقع، كلها مرسومة
}
map-within = في مكان ما ضمن { $metres } م
map-cell = الموقع الدقيق غير منشور. يقع في مكان ما داخل هذا المربع.
map-legend = ما تعرضه الخريطة
map-legend-worst = يُعلَّم المكان بأسوأ حالة يذكرها مصدر؛ والقائمة تذكرها كلها.
map-level-0 = سليم أو مرمّم
map-level-1 = ربما تضرر
map-level-2 = تضرر طفيف
map-level-3 = متضرر
map-level-4 = تضرر شديد
map-level-5 = مدمّر
map-level-not-known = قيل إن حالته غير معروفة
map-level-untold = لا أحد يذكر حالته
map-mark-differ = المصادر تختلف
map-mark-radius = في مكان ما داخل هذه الدائرة
map-mark-cell = في مكان ما داخل هذا المربع: الموقع الدقيق غير منشور
map-borders = خريطة الأساس: Natural Earth بمقياس 1:10 مليون. الخطوط بين البلدان كما ترسمها Natural Earth بحسب من يسيطر على الأرض؛ وهذا الدفتر لا يقول فيها شيئًا.
map-own = التفاصيل: ملف الخريطة الخاص بمن يشغّل هذا الدفتر.
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

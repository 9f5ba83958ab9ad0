//! The same in Arabic: what is odd about a cell or row, and what to do about it.

use daftar_date::Lang;

use super::told::Why;

/// What it is.
pub(super) fn words(why: &Why) -> String {
    match why {
        Why::DoubtfulDate { read, in_arabic, .. } => format!("قُرئ على أنه {read}: {in_arabic}"),
        Why::NoCode { in_arabic, .. } => format!("ليس من: {in_arabic}؛ حُفظ كما كُتب"),
        Why::NoSuch { in_arabic, .. } => format!("لا {in_arabic} هنا بهذا الرقم أو الاسم؛ حُفظ كما كُتب"),
        Why::SeveralSuch { count } => format!("يحمل هذا الرقم أو الاسم هنا أكثر من واحد ({count})؛ حُفظ كما كُتب"),
        Why::SameKey { row } => format!("للصف {row} المفتاح نفسه"),
        Why::FurtherShape { row } => format!("هو الصف {row} نفسه إلا في هذا: شكل آخر للشيء نفسه"),
        Why::AlikeKey { row } => {
            format!("لا يختلف مفتاح الصف {row} إلا في حالة الحروف أو حركاتها أو حروف متشابهة: سُجّل شيئان")
        }
        Why::NoStatement { note } => format!("ليس معلومة: {note}"),
        Why::Passport(odd) => odd.words(Lang::Ar),
        Why::Event(odd) => odd.words(Lang::Ar),
        Why::NotPaired { with, values, dates } => {
            format!("لم تُقرن بـ«{with}»: عدد القيم هنا {values} وعدد التواريخ هناك {dates}")
        }
        Why::Shape(odd) => odd.words(Lang::Ar),
        Why::Noted { in_arabic, .. } | Why::NoRow { in_arabic, .. } => in_arabic.clone(),
        other => plain(other).to_owned(),
    }
}

/// The words of what speaks of nothing in particular.
fn plain(why: &Why) -> &'static str {
    match why {
        Why::NoDate => "لا تاريخ مفهوم على وجه اليقين؛ حُفظ كما كُتب",
        Why::NoNumber => "لا عدد مفهوم على وجه اليقين؛ حُفظ كما كُتب",
        Why::NoPosition => "لا موضع بالدرجات، خط العرض أولًا، ولا WKT؛ حُفظ كما كُتب",
        Why::OffTheEarth => "لا مكان كهذا على الأرض: خط العرض ضمن ±90 وخط الطول ضمن ±180؛ حُفظ كما كُتب",
        Why::Turned => "يبدو خط العرض وخط الطول متبادلين؛ حُفظا كما كُتبا",
        Why::HalfPosition => "خط عرض بلا خط طول، أو العكس؛ حُفظ كما كُتب",
        Why::NoPicture => "لم تُعطَ صورة بهذا الاسم؛ حُفظ اسمها كما كُتب",
        Why::PictureElsewhere => "ليس اسم ملف مجردًا: يقود إلى مجلد آخر؛ حُفظ كما كُتب",
        Why::NotAPicture => "الملف بهذا الاسم ليس صورة JPEG أو PNG أو GIF أو WebP؛ حُفظ اسمه كما كُتب",
        Why::NoValue => "لا يمكن للخلية أن تعطي هذا قيمته؛ حُفظ كما كُتب",
        Why::Several => "عدة قيم حيث لا توجد إلا واحدة؛ حُفظ كما كُتب",
        Why::NoKey => "لا شيء في أعمدة المفتاح التي تُميَّز بها الصفوف",
        Why::Emptied { withdrawn: true } => "فارغة الآن ولم تكن كذلك: سُحب ما قالته",
        Why::Emptied { withdrawn: false } => "فارغة الآن ولم تكن كذلك: ما قالته باقٍ",
        Why::EditedHere => "تغير في القائمة وعُدّل هنا بعدها: كلاهما قائم جنبًا إلى جنب",
        Why::Gone => "كان في القائمة وزال منها: ما قاله باقٍ",
        Why::PerhapsGone => "كان في القائمة؛ لم يُسجَّل أنها سحبته لأن صفوفًا أخرى لم تُقرأ وقد يكون أحدها",
        Why::Withdrawn => "كان في القائمة وزال منها: سُجّل أن القائمة سحبته، وما قاله باقٍ",
        Why::Altered => "ليست كما أُخرجت: سُجّلت كما هي الآن",
        Why::DoubtfulDate { .. }
        | Why::NoCode { .. }
        | Why::NoSuch { .. }
        | Why::SeveralSuch { .. }
        | Why::SameKey { .. }
        | Why::AlikeKey { .. }
        | Why::FurtherShape { .. }
        | Why::NoStatement { .. }
        | Why::Passport(_)
        | Why::Event(_)
        | Why::NotPaired { .. }
        | Why::Shape(_)
        | Why::Noted { .. }
        | Why::NoRow { .. } => "",
    }
}

/// What to do about it; none where there is nothing to be done.
pub(super) fn remedy(why: &Why) -> Option<&'static str> {
    Some(match why {
        Why::NoDate => "اكتبه هكذا: 1931-05-04 أو 1931 أو 1820/1830 أو 1900~، واستورد مرة أخرى",
        Why::DoubtfulDate { .. } => "إن لم يكن هذا هو المقصود فاكتبه هكذا: 1931-05-04، واستورد مرة أخرى",
        Why::NoNumber => "اكتب أرقامًا ثم مسافة ثم الوحدة: 12.5 cm",
        Why::NoCode { .. } => "اكتب واحدًا منها، أو أضف رمزًا إلى الاستمارة",
        Why::NoPosition => "اكتب 31.25, 34.27: خط العرض ثم خط الطول",
        Why::OffTheEarth => "اكتبه بالدرجات: 31.25, 34.27 أو 31°15'00\"N, 34°16'12\"E",
        Why::Turned => "بدّلهما في القائمة، أو بدّل العمودين في معاني الأعمدة، واستورد مرة أخرى",
        Why::HalfPosition => "املأ الخليتين أو اتركهما فارغتين",
        Why::NoPicture => "ضع الملف في مجلد الصور بهذا الاسم نفسه، واستورد مرة أخرى",
        Why::PictureElsewhere => "اكتب اسم الملف وحده بلا مجلدات",
        Why::NotAPicture => "احفظها على JPEG أو PNG، واستورد مرة أخرى",
        Why::NotPaired { .. } => "إن عُرف أيها لأيها فاجعل لكل منها صفًا",
        Why::PerhapsGone => "أصلح الصفوف المرفوضة واستورد مرة أخرى",
        Why::Gone => "إن لم يعد موجودًا فقل ذلك على بطاقته، أو اسحب هناك ما قالته القائمة",
        Why::NoValue => "اجعل للعمود خاصية أخرى، أو لا خاصية",
        Why::Several => "اترك واحدة، أو اجعل للعمود خاصية يجوز أن تتعدد",
        Why::NoSuch { .. } => "استورد أو سجّل المقصود أولًا برقمه، ثم استورد هذه القائمة مرة أخرى",
        Why::SeveralSuch { .. } => "أعطِ كلًّا منها رقمًا ينفرد به، ثم استورد هذه القائمة مرة أخرى",
        Why::NoKey => "املأها، أو استورد بمفتاح آخر أو بلا مفتاح",
        Why::SameKey { .. } => "أعطِ كل شيء مفتاحًا ينفرد به، أو اذكر عمودًا آخر جزءًا من المفتاح",
        Why::AlikeKey { .. } => "إن كانا شيئًا واحدًا فاكتب مفتاحه على نحو واحد في الصفين",
        Why::Emptied { withdrawn: false } => "إن أردت سحبه فاستورد مرة أخرى مع --emptied withdraw",
        Why::EditedHere => "قارن بينهما واسحب الخاطئ منهما",
        Why::NoStatement { .. } => "أصلح السطر على نحو السطور المجاورة له واستورد مرة أخرى",
        Why::Passport(odd) => return odd.remedy(Lang::Ar),
        Why::Event(odd) => return odd.remedy(Lang::Ar),
        Why::Shape(odd) => return odd.remedy(Lang::Ar),
        Why::Altered => "إن لم يقصد ذلك أحد فقد غيّره برنامج الجداول: تراجع واستورد الملف كما أُخرج",
        Why::NoRow { .. } => "أصلح الصف واستورد مرة أخرى",
        Why::Emptied { withdrawn: true } | Why::Withdrawn | Why::FurtherShape { .. } | Why::Noted { .. } => {
            return None;
        }
    })
}

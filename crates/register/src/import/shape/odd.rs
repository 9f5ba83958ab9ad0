//! What is odd about a shape, in English and Arabic, and what to do about it.

use daftar_date::Lang;
use serde::{Deserialize, Serialize};

/// What is odd.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "odd")]
pub enum ShapeOdd {
    /// It has no position.
    Empty,
    /// Shapes of several kinds.
    Collection,
    /// A number that is none, or infinite.
    NoNumber,
    /// An outline whose last corner is not its first.
    Unclosed,
    /// Too few corners.
    TooFew,
    /// A side that goes round more than half of the earth.
    RoundTheEarth,
    /// Numbers that are no degrees.
    Metres,
    /// Numbers that are no metres.
    Degrees,
    /// Metres that lie far from the zone of UTM in which they are to be.
    OutsideZone {
        /// The zone.
        zone: String,
    },
    /// In a system of coordinates that is not read.
    OtherCrs {
        /// As the file calls it.
        crs: String,
    },
    /// Two sides cross.
    Crosses {
        /// About where: latitude, longitude.
        at: String,
    },
    /// A ring whose corners lie in one line.
    Flat {
        /// Where: latitude, longitude.
        at: String,
    },
    /// A hole outside of its outline.
    HoleOutside {
        /// Where.
        at: String,
    },
    /// Two areas lie over each other.
    Overlap {
        /// About where.
        at: String,
    },
    /// There are too many sides to compare all.
    NotCompared,
    /// Heights or measures.
    Heights {
        /// The first that is not nought.
        first: String,
    },
}

impl ShapeOdd {
    /// What it is.
    pub fn words(&self, lang: Lang) -> String {
        let kept = |en: &str, ar: &str| (format!("{en}; kept as it is written"), format!("{ar}؛ حُفظ كما كُتب"));
        let (en, ar) = match self {
            ShapeOdd::Empty => kept("a shape without any position", "شكل بلا أي موضع"),
            ShapeOdd::Collection => kept("shapes of several kinds in one", "أشكال من أنواع مختلفة في شكل واحد"),
            ShapeOdd::NoNumber => kept("a coordinate that is no number, or infinite", "إحداثية ليست عددًا أو لا نهائية"),
            ShapeOdd::Unclosed => kept("an outline that does not end where it begins", "محيط لا ينتهي حيث يبدأ"),
            ShapeOdd::TooFew => {
                kept("too few corners: a line has two, an outline three", "زوايا أقل مما يلزم: للخط اثنتان وللمحيط ثلاث")
            }
            ShapeOdd::RoundTheEarth => kept(
                "a side that goes round more than half of the earth: does it cross the 180th meridian?",
                "ضلع يدور حول أكثر من نصف الأرض: هل يعبر خط الطول 180؟",
            ),
            ShapeOdd::Metres => kept(
                "no degrees: these look like metres of a projection, and the file does not say of which",
                "ليست درجات: تبدو أمتارًا في إسقاط لا يذكره الملف",
            ),
            ShapeOdd::Degrees => kept(
                "these look like degrees, and are to be metres of a projection",
                "تبدو درجات، والمفروض أنها أمتار في إسقاط",
            ),
            ShapeOdd::OutsideZone { zone } => kept(
                &format!(
                    "no place in zone {zone} of UTM or beside it: an easting lies within 100000 and 900000, and comes first"
                ),
                &format!("ليس موضعًا في المنطقة {zone} من UTM ولا بجوارها: الإحداثي الشرقي بين 100000 و900000 ويأتي أولًا"),
            ),
            ShapeOdd::OtherCrs { crs } => kept(
                &format!("coordinates of {crs}, which are not reckoned here"),
                &format!("إحداثيات في نظام {crs}، ولا تُحسب هنا"),
            ),
            ShapeOdd::Crosses { at } => (
                format!("two sides cross each other near {at}: what lies within is not clear; recorded as it is drawn"),
                format!("يتقاطع ضلعان قرب {at}: ما بداخله غير واضح؛ سُجّل كما رُسم"),
            ),
            ShapeOdd::Flat { at } => (
                format!(
                    "an outline or a hole about nothing near {at}: its corners lie in one line; recorded as it is drawn"
                ),
                format!("محيط أو ثقب لا يحيط بشيء قرب {at}: زواياه على خط واحد؛ سُجّل كما رُسم"),
            ),
            ShapeOdd::HoleOutside { at } => (
                format!("a hole near {at} lies outside of its outline; recorded as it is drawn"),
                format!("ثقب قرب {at} يقع خارج محيطه؛ سُجّل كما رُسم"),
            ),
            ShapeOdd::Overlap { at } => (
                format!("two of its areas lie over each other near {at}; recorded as it is drawn"),
                format!("تقع مساحتان منه إحداهما على الأخرى قرب {at}؛ سُجّل كما رُسم"),
            ),
            ShapeOdd::NotCompared => (
                "too many sides to see whether any of them cross; recorded as it is drawn".to_owned(),
                "أضلاع أكثر من أن يُنظر هل تتقاطع؛ سُجّل كما رُسم".to_owned(),
            ),
            ShapeOdd::Heights { first } => (
                format!("heights or measures (the first is {first}) are not recorded; the list keeps them"),
                format!("الارتفاعات أو القياسات (أولها {first}) لا تُسجَّل؛ وهي باقية في القائمة"),
            ),
        };
        if lang == Lang::Ar { ar } else { en }
    }

    /// What to do about it; none where there is nothing to be done.
    pub(in crate::import) fn remedy(&self, lang: Lang) -> Option<&'static str> {
        let (en, ar) = match self {
            ShapeOdd::Empty | ShapeOdd::NoNumber => {
                ("leave it empty where nothing is known", "اتركه فارغًا إن لم يُعرف شيء")
            }
            ShapeOdd::Collection => ("give each kind of shape a column of its own", "اجعل لكل نوع من الأشكال عمودًا"),
            ShapeOdd::Unclosed => {
                ("repeat its first corner at its end, and import again", "كرر أول زاوية في آخره واستورد مرة أخرى")
            }
            ShapeOdd::TooFew => ("draw it whole, or give a point", "ارسمه كاملًا أو أعطِ نقطة"),
            ShapeOdd::RoundTheEarth => {
                ("cut it in two at 180°, and import again", "اقطعه عند 180° إلى اثنين واستورد مرة أخرى")
            }
            ShapeOdd::Metres => (
                "ask who made it, and say it: --crs EPSG:32637 (UTM zone 37 north), or export it in degrees (EPSG:4326)",
                "اسأل من صنعه واذكره: ‎--crs EPSG:32637‎ (‏UTM المنطقة 37 شمال)، أو أخرجه بالدرجات (EPSG:4326)",
            ),
            ShapeOdd::Degrees => {
                ("if they are degrees, say it: --crs EPSG:4326", "إن كانت درجات فاذكر ذلك: ‎--crs EPSG:4326")
            }
            ShapeOdd::OutsideZone { .. } => (
                "if northing comes first, say axes = \"latitude-first\" of its column in the mapping; if it is another zone, say --crs EPSG:32637 (UTM zone 37 north)",
                "إن كان الإحداثي الشمالي يأتي أولًا فاذكر للعمود axes = \"latitude-first\" في معاني الأعمدة؛ وإن كانت منطقة أخرى فاذكر ‎--crs EPSG:32637‎ (‏UTM المنطقة 37 شمال)",
            ),
            ShapeOdd::OtherCrs { .. } => (
                "export it in degrees (EPSG:4326), in UTM on WGS 84 or in Web Mercator, and import that",
                "أخرجه بالدرجات (EPSG:4326) أو UTM على WGS 84 أو Web Mercator واستورد ذلك",
            ),
            ShapeOdd::Crosses { .. }
            | ShapeOdd::Flat { .. }
            | ShapeOdd::HoleOutside { .. }
            | ShapeOdd::Overlap { .. } => {
                ("mend the outline where it was drawn, and import again", "أصلح المحيط حيث رُسم واستورد مرة أخرى")
            }
            ShapeOdd::NotCompared | ShapeOdd::Heights { .. } => return None,
        };
        Some(if lang == Lang::Ar { ar } else { en })
    }
}

//! How it was reckoned, as a paragraph for a paper, with its references.

use daftar_date::Lang;
use daftar_pattern::{Correction, Null, Statistic};

use super::tell::Line;
use super::words::{length, say, strata};
use super::{Asked, Ground, Report};

/// What is cited, as it stands in lists of references; the same in all languages.
const REFERENCES: [&str; 6] = [
    "Myllymäki M, Mrkvička T, Grabarnik P, Seijo H, Hahn U (2017). Global envelope tests for spatial processes. Journal of the Royal \
     Statistical Society B 79: 381–404.",
    "Diggle PJ, Chetwynd AG (1991). Second-order analysis of spatial clustering for inhomogeneous populations. Biometrics 47: 1155–1163.",
    "Baddeley A, Møller J, Waagepetersen R (2000). Non- and semi-parametric estimation of interaction in inhomogeneous point patterns. \
     Statistica Neerlandica 54: 329–350.",
    "Besag J, Diggle PJ (1977). Simple Monte Carlo tests for spatial pattern. Applied Statistics 26: 327–333.",
    "Mantel N, Haenszel W (1959). Statistical aspects of the analysis of data from retrospective studies of disease. Journal of the \
     National Cancer Institute 22: 719–748.",
    "Greenland S, Robins JM (1985). Estimation of a common effect parameter from sparse follow-up data. Biometrics 41: 55–68.",
];

pub(super) fn lines(report: &Report, lang: Lang) -> Vec<Line> {
    let mut lines = vec![Line::Text(paragraph(report, lang))];
    lines.extend(report.given.told.iter().map(|[en, ar]| Line::Text(say(lang, en.as_str(), ar.as_str()))));
    lines.extend(REFERENCES.iter().map(|one| Line::Item((*one).to_owned())));
    lines
}

fn paragraph(report: &Report, lang: Lang) -> String {
    if let Some(ground) = &report.given.ground {
        return of_exposure(report, ground, lang);
    }
    let Asked { steps, simulations, seed, level, .. } = &report.asked;
    let within = length(report.asked.within, lang);
    let strata = match report.answer.null {
        Null::ExchangedLabels { strata: many } => strata(many, lang),
        Null::SpreadAsExposure => String::new(),
    };
    let counted = match report.asked.statistic {
        Statistic::Nearest => say(
            lang,
            "damaged things within each distance of the nearest facility",
            "الأشياء المتضررة ضمن كل مسافة من أقرب مرفق",
        ),
        Statistic::Every => say(
            lang,
            "pairs of a damaged thing and a facility within each distance (cross-K without its constants)",
            "أزواج شيء متضرر ومرفق ضمن كل مسافة (K المتقاطعة بلا ثوابتها)",
        ),
    };
    say(
        lang,
        format!(
            "Counted were {counted}, at {steps} equal distances up to {within}. Against it, damage was exchanged at random {simulations} \
             times {strata} (random labelling), facilities fixed; no correction at edges \
             is needed, for data and simulations share window and exposure. The curve as a whole was tested by extreme rank length \
             (level {level}). Risk ratios are Mantel–Haenszel over strata. Places were projected to a plane by azimuthal equidistance on \
             the WGS 84 ellipsoid about their middle. Random numbers begin at {seed}: the same come out again, with any number of \
             processors (daftar {}).",
            env!("CARGO_PKG_VERSION")
        ),
        format!(
            "عُدّت {counted}، عند {steps} مسافة متساوية حتى {within}. ومقابل ذلك بُدِّل الضرر عشوائيًا {simulations} مرة {strata} (وسم عشوائي)، والمرافق ثابتة؛ ولا حاجة إلى تصحيح عند الحواف، فالبيانات والمحاكاة تشتركان في المنطقة \
             والتعرّض. واختُبر المنحنى في جملته بطول الرتبة القصوى (مستوى {level}). ونسب الخطر بطريقة مانتل وهينزل عبر الطبقات. وأُسقطت المواضع \
             على مستوٍ إسقاطًا سمتيًا متساوي البعد على مجسم WGS 84 حول وسطها. وتبدأ الأعداد العشوائية من {seed}: فتخرج الأعداد نفسها ثانية \
             بأي عدد من المعالجات (دفتر {}).",
            env!("CARGO_PKG_VERSION")
        ),
    )
}

/// The same where damage is compared with an exposure.
fn of_exposure(report: &Report, ground: &Ground, lang: Lang) -> String {
    let Asked { steps, simulations, seed, level, .. } = &report.asked;
    let (within, exposure) = (length(report.asked.within, lang), &ground.exposure);
    let statistic = match report.asked.statistic {
        Statistic::Nearest => say(
            lang,
            "Counted was the damage within each distance of the nearest facility",
            "عُدّ الضرر ضمن كل مسافة من أقرب مرفق",
        ),
        Statistic::Every => say(
            lang,
            format!(
                "Reckoned was the inhomogeneous cross-L of damage about facilities, each damaged place weighed by one over the \
                     exposure there ({})",
                edge(ground.edge, lang)
            ),
            format!(
                "حُسبت L المتقاطعة غير المتجانسة للضرر حول المرافق، ووُزن كل موضع متضرر بمقلوب التعرّض فيه ({})",
                edge(ground.edge, lang)
            ),
        ),
    };
    say(
        lang,
        format!(
            "{statistic}, at {steps} equal distances up to {within}. Against it, as many damaged places were drawn {simulations} times, each \
             by itself, with the density of {exposure}; facilities stayed. The exposure was not estimated from the damage. The curve as a \
             whole was tested by extreme rank length (level {level}). Places were projected to a plane by azimuthal equidistance on the WGS \
             84 ellipsoid about their middle, and the exposure laid onto it cell by cell. Random numbers begin at {seed}: the same come out \
             again, with any number of processors (daftar {}).",
            env!("CARGO_PKG_VERSION")
        ),
        format!(
            "{statistic}، عند {steps} مسافة متساوية حتى {within}. ومقابل ذلك سُحب العدد نفسه من المواضع {simulations} مرة، كلٌّ على حدة، بكثافة \
             «{exposure}»، وبقيت المرافق في مواضعها. ولم يُقدَّر التعرّض من الضرر نفسه. واختُبر المنحنى في جملته بطول الرتبة القصوى (مستوى {level}). \
             وأُسقطت المواضع على مستوٍ إسقاطًا سمتيًا متساوي البعد على مجسم WGS 84 حول وسطها، ووُضع عليه التعرّض خلية خلية. وتبدأ الأعداد العشوائية \
             من {seed}: فتخرج الأعداد نفسها ثانية بأي عدد من المعالجات (دفتر {}).",
            env!("CARGO_PKG_VERSION")
        ),
    )
}

fn edge(edge: Correction, lang: Lang) -> String {
    match edge {
        Correction::None => say(lang, "no correction at the edge", "بلا تصحيح عند الحافة"),
        Correction::Translation => say(lang, "translation correction at the edge", "تصحيح الإزاحة عند الحافة"),
        Correction::Isotropic => say(lang, "isotropic correction at the edge", "تصحيح متماثل الاتجاهات عند الحافة"),
        Correction::Border => say(lang, "border method at the edge", "طريقة الحدّ عند الحافة"),
    }
}

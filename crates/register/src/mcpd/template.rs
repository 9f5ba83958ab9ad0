//! A blank passport list (MCPD) as a workbook: the columns, and beside them what each holds and how it is written, in English and
//! Arabic.

use std::path::Path;

use daftar_claim::Profiles;
use daftar_claim::profile::Property;
use daftar_view::Audience;

use super::{DESCRIPTORS, Descriptor, Holds, kinds};
use crate::book::Book;
use crate::statements::write_whole;
use crate::{Register, RegisterError};

/// The sheet to be filled, and the one that helps.
const SHEETS: [&str; 2] = ["MCPD", "Help - مساعدة"];
/// How wide the columns of help are, in letters.
const WIDTHS: [f64; 5] = [18.0, 30.0, 30.0, 60.0, 60.0];

impl Register {
    /// Writes a blank passport list as a workbook, with the labels and codes of the profiles in force.
    ///
    /// # Errors
    /// When it cannot be written; when there is such a file, unless it is to be written over; when no profile in force has the
    /// standard's columns.
    pub fn write_passport_template(&self, to: &Path, replace: bool) -> Result<(), RegisterError> {
        let kind = kinds(&self.profiles).next();
        let kind = kind.ok_or_else(|| RegisterError::Ask("no profile in force has the columns of MCPD".into()))?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let written = write_whole(to, replace, Audience::Public, |file| {
            let write = || {
                let header = DESCRIPTORS.iter().map(|one| one.code.to_owned()).collect();
                let mut book = Book::begin(header, false, folder)?;
                book.make_form(SHEETS[0])?;
                book.beside(SHEETS[1], &help(kind, &self.profiles), &WIDTHS)?;
                book.save(file.path())
            };
            write().map(Some).map_err(RegisterError::io(to))
        });
        written.map(|_| ())
    }
}

/// Each column with its labels, and how it is filled.
fn help(kind: &str, profiles: &Profiles) -> Vec<Vec<String>> {
    let header = ["MCPD v2.1", "English", "العربية", "How to fill it", "كيف يُملأ"].map(str::to_owned).to_vec();
    let line = |descriptor: &Descriptor| {
        let property = descriptor.property(kind, profiles).and_then(|id| profiles.property(&id));
        let label = |lang| property.map_or(String::new(), |one| one.label.in_language(lang).to_owned());
        let how = |lang| filled(descriptor, property, profiles, lang);
        vec![descriptor.code.to_owned(), label("en"), label("ar"), how("en"), how("ar")]
    };
    [header].into_iter().chain(DESCRIPTORS.iter().map(line)).collect()
}

fn filled(descriptor: &Descriptor, property: Option<&Property>, profiles: &Profiles, lang: &str) -> String {
    let pick = |(en, ar): (&'static str, &'static str)| if lang == "ar" { ar } else { en };
    let several = descriptor.many.then(|| pick(("several: parted by ; without spaces", "عدة قيم: تفصلها ; بلا فراغات")));
    let codes = property.filter(|_| descriptor.holds == Holds::Code).and_then(|one| profiles.scheme_of(one));
    let codes = codes.map(|scheme| {
        let codes = scheme.codes.iter().map(|code| format!("{} {}", code.id, code.label.in_language(lang)));
        codes.collect::<Vec<_>>().join("\n")
    });
    let how = how(descriptor).map(pick).map(str::to_owned);
    how.into_iter().chain(several.map(str::to_owned)).chain(codes).collect::<Vec<_>>().join("\n")
}

/// How a column is written, in English and Arabic; none where words say themselves.
fn how(descriptor: &Descriptor) -> Option<(&'static str, &'static str)> {
    Some(match (descriptor.code, descriptor.holds) {
        ("ACCENUMB", _) => ("required; no two alike in one institute", "لا بد منه؛ لا يتكرر في المؤسسة الواحدة"),
        ("REMARKS", _) => (
            "FIELD:text, to explain what stands in FIELD; also any code 99 or 999",
            "FIELD:text لشرح ما في FIELD، وكذلك كل رمز 99 أو 999",
        ),
        (_, Holds::Genus) => ("first letter a capital: Triticum", "أوله حرف كبير: Triticum"),
        (_, Holds::Species) => (
            "small letters: aestivum; sp. where it is not known",
            "حروف صغيرة: aestivum، أو \u{2066}sp.\u{2069} حيث لا يُعرف",
        ),
        (_, Holds::Institute) => {
            ("code of FAO WIEWS: three capitals, three digits", "رمز FAO WIEWS: ثلاثة أحرف كبيرة وثلاثة أرقام")
        }
        (_, Holds::Country) => {
            ("ISO 3166-1, three capitals: JOR, EGY, PSE", "ISO 3166-1، ثلاثة أحرف كبيرة: JOR أو EGY أو PSE")
        }
        (_, Holds::Date) => (
            "YYYYMMDD; -- for a month or day that is not known: 202305--, 2023----",
            "YYYYMMDD؛ -- لشهر أو يوم لا يُعرف: \u{2066}202305--\u{2069} و\u{2066}2023----\u{2069}",
        ),
        (_, Holds::Metres) => ("whole metres", "أمتار صحيحة"),
        (_, Holds::Decimal) => ("degrees with decimals; south and west with -", "درجات عشرية؛ الجنوب والغرب مع -"),
        ("LATITUDE", _) => ("DDMMSSH: 312100N; -- for what is not known", "DDMMSSH: 312100N؛ -- لما لا يُعرف"),
        ("LONGITUDE", _) => ("DDDMMSSH: 0341800E; -- for what is not known", "DDDMMSSH: 0341800E؛ -- لما لا يُعرف"),
        (_, Holds::NumberElsewhere) => (
            "INSTCODE:number; :number where the institute is not known",
            "INSTCODE:number، أو number: حيث لا تُعرف المؤسسة",
        ),
        _ => return None,
    })
}

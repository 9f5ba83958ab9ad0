//! The article reader on invented reports in Arabic: what befell things, who says so, whose name is protected.

use std::collections::HashMap;

use daftar_claim::{Draft, EntityId, Hash, Locator, Speaker, Value};
use daftar_read::{Limits, read};

const REPORT: &str = "تقرير عن سنابل

قال المهندس سالم العين إن القذائف دمرت متحف الطاحونة في 3 آذار 2031. وأعلنت وزارة الزراعة أن ستين بالمئة من الحقول أُحرقت في نيسان 2031.
وبحسب شهود، تضررت الآبار. نُهبت الجرار من المتحف في 5 آذار 2031. وربما انهار الجسر القديم. نفت القيادة أنها قصفت المدرسة. ويتخيل بعضهم أن السوق احترق.
رُممت المطحنة في أيار 2033.
";

fn drafts(text: &str) -> Vec<Draft> {
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    read(text.as_bytes(), "report.txt", &(), &mut fresh, &Limits::default()).unwrap().drafts
}

fn value(drafts: &[Draft], entity: EntityId, property: &str) -> Option<String> {
    let of = |d: &&Draft| d.claim.subject.entity() == Some(entity) && d.claim.property.as_str() == property;
    match &drafts.iter().find(of)?.claim.value {
        Value::Text { text, .. } => Some(text.clone()),
        Value::Code { code, .. } => Some(code.clone()),
        other => Some(other.to_json()),
    }
}

/// What befell what: `name (kind) property = code; when; who`.
fn told(text: &str) -> Vec<String> {
    let drafts = drafts(text);
    let called = |id: EntityId| {
        let kind = value(&drafts, id, "kind").unwrap_or_else(|| "?".to_owned());
        format!("{} ({kind})", value(&drafts, id, "name").unwrap_or_default())
    };
    let fates = drafts.iter().filter(|d| d.rule.starts_with("befell"));
    let line = |d: &Draft| {
        let what = match &d.claim.value {
            Value::Code { code, .. } => code.clone(),
            other => other.to_json(),
        };
        let mut line = format!("{} {} = {what}", called(d.claim.subject.entity().unwrap()), d.claim.property);
        line.extend(d.claim.when.iter().map(|when| format!("; {when}")));
        line.extend(d.claim.said_by.iter().map(|by| match by {
            Speaker::Entity(id) => format!("; {}", called(*id)),
            Speaker::Unnamed(words) => format!("; “{words}”"),
        }));
        line.extend(d.claim.certainty.iter().map(|certainty| format!("; {}", certainty.word())));
        line
    };
    fates.map(line).collect()
}

#[test]
fn what_befell_things_is_suggested_with_who_says_so() {
    insta::assert_snapshot!(told(REPORT).join("\n"));
}

#[test]
fn every_quotation_stands_where_it_says() {
    let chars: Vec<char> = REPORT.chars().collect();
    let mut seen = HashMap::new();
    for draft in drafts(REPORT) {
        if let (Some(Locator::Text { span, .. }), Some(quote)) = (&draft.claim.locator, &draft.claim.quote) {
            let text: String = chars[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(&text, quote, "{}", draft.rule);
            *seen.entry(draft.rule.clone()).or_insert(0) += 1;
        }
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn a_suggestion_says_how_sure_its_rule_is() {
    let drafts = drafts(REPORT);
    assert!(drafts.iter().filter(|d| d.rule.starts_with("befell")).all(|d| d.confidence.is_some_and(|c| c >= 60)));
    assert!(drafts.iter().filter(|d| d.rule == "named").all(|d| d.confidence.is_none()));
}

#[test]
fn a_second_reading_suggests_the_same() {
    let ids = |drafts: &[Draft]| drafts.iter().map(Draft::id).collect::<Vec<_>>();
    assert_eq!(ids(&drafts(REPORT)), ids(&drafts(REPORT)));
}

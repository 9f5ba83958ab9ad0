//! What a section tells of, by its heading.

/// The part of an article that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading.
    Lead,
    /// What was before.
    Before,
    /// The story itself.
    Body,
    /// What the main event did to things.
    Effects,
    /// What came afterwards.
    After,
    /// What others make of it.
    Analysis,
    /// Awards.
    Awards,
    /// Links and sources, which tell nothing.
    Links,
}

/// The section that a heading opens.
pub(super) fn section(heading: &str) -> Section {
    let low = heading.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    match () {
        () if says(&[
            "see also",
            "reference",
            "external link",
            "notes",
            "further reading",
            "bibliography",
            "sources",
        ]) =>
        {
            Section::Links
        }
        () if says(&["award", "recognition", "honour", "honor", "prize"]) => Section::Awards,
        () if says(&["analysis", "reaction", "response", "assessment", "opinion"]) => Section::Analysis,
        () if says(&["aftermath", "legacy", "later", "recent", "reconstruction", "recovery"]) => Section::After,
        () if says(&["impact", "effect", "damage", "destruction", "losses", "consequence", "toll"]) => Section::Effects,
        () if says(&["background", "prelude", "early", "origin"]) => Section::Before,
        () => Section::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_open_sections() {
        assert_eq!(section("Ecological impact"), Section::Effects);
        assert_eq!(section("See also"), Section::Links);
        assert_eq!(section("Aftermath"), Section::After);
        assert_eq!(section("The siege"), Section::Body);
    }
}

//! Text whose lines are broken only for their journey: RFC 3676, "The Text/Plain Format and DelSp Parameters".

/// Joins lines that end in a space with the next one of the same depth of quotation (4.5), and takes away the space that
/// was put before `>`, "From " and spaces (4.4). With `delete_space` the space at the break goes, too.
pub(super) fn unflowed(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let words = line[depth..].strip_prefix(' ').unwrap_or(&line[depth..]);
        let signature = words == "-- ";
        if open.is_some_and(|open| open != depth || signature) {
            out.push('\n');
            open = None;
        }
        if open.is_none() {
            out.extend(std::iter::repeat_n('>', depth));
            out.push_str(if depth > 0 { " " } else { "" });
        }
        let flows = words.ends_with(' ') && !signature && !end.is_empty();
        out.push_str(if flows && delete_space { &words[..words.len() - 1] } else { words });
        out.push_str(if flows { "" } else { end });
        open = flows.then_some(depth);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_breaks_are_undone() {
        assert_eq!(unflowed("The mill \nstands.\n-- \nSalma", false), "The mill stands.\n-- \nSalma");
        assert_eq!(unflowed("> one \n> two\n>> three \n> four", false), "> one two\n>> three \n> four");
        assert_eq!(unflowed(" >not quoted\n From here", false), ">not quoted\nFrom here");
        assert_eq!(unflowed("الطا \nحونة", true), "الطاحونة");
    }
}

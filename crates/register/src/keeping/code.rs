//! The code on labels: `daftar:` with the first eight digits of the notebook's id, a stroke, and a number: of a thing that has
//! none that can be written so, `=` and the first sixteen digits of its id. No name, no address of a site.

use daftar_claim::{EntityId, RegisterId};

use super::numbers::folded_number;

const WORD: &str = "daftar:";
/// How many digits name the notebook.
const NOTEBOOK: usize = 8;
/// How many digits of its id name a thing without a number.
const DIGITS: usize = 16;
/// The longest number in a code: what is longer would make it too fine to be read.
const LONGEST: usize = 40;

/// What a code on a label says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scanned {
    /// The first digits of the notebook's id.
    pub notebook: String,
    /// The number.
    pub number: Option<String>,
    /// The first digits of the thing's id, where there is no number.
    pub digits: String,
}

/// The code of a thing: by its number, if it has one alone that is short and plain enough.
pub fn code_of(notebook: RegisterId, numbers: &[String], thing: EntityId) -> String {
    let notebook = first(&notebook.0.to_string(), NOTEBOOK);
    match plain_number(numbers) {
        Some(number) => format!("{WORD}{notebook}/{number}"),
        None => format!("{WORD}{notebook}/={}", first(&thing.0.to_string(), DIGITS)),
    }
}

/// The one number of a thing as a code alone holds it; none where it has none, several, or one that not every reader of codes
/// reads alike.
pub fn plain_number(numbers: &[String]) -> Option<String> {
    match numbers {
        [number] if is_plain(&folded_number(number)) => Some(folded_number(number).to_uppercase()),
        _ => None,
    }
}

/// What every reader of codes reads alike.
fn is_plain(number: &str) -> bool {
    let fits = !number.is_empty() && number.len() <= LONGEST && !number.starts_with('=');
    fits && number.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

fn first(digits: &str, many: usize) -> String {
    digits.chars().take(many).collect()
}

impl Scanned {
    /// Reads a code; none when it is something else.
    pub fn read(text: &str) -> Option<Scanned> {
        let text = folded_number(text);
        let (notebook, rest) = text.strip_prefix(WORD)?.split_once('/')?;
        let hexadecimal = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
        if notebook.len() != NOTEBOOK || !hexadecimal(notebook) || rest.is_empty() {
            return None;
        }
        let (number, digits) = match rest.strip_prefix('=') {
            Some(digits) if digits.len() == DIGITS && hexadecimal(digits) => (None, digits.to_owned()),
            Some(_) => return None,
            None => (Some(rest.to_owned()), String::new()),
        };
        Some(Scanned { notebook: notebook.to_owned(), number, digits })
    }

    /// Whether it is of this notebook.
    pub fn is_of(&self, notebook: RegisterId) -> bool {
        notebook.0.to_string().starts_with(&self.notebook)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_claim::Hash;

    #[test]
    fn a_code_holds_a_number_alone_and_is_read_back() {
        let (notebook, thing) = (RegisterId(Hash([0xab; 32])), EntityId(Hash([7; 32])));
        let code = code_of(notebook, &["MM-١٢".into()], thing);
        assert_eq!(code, "daftar:abababab/MM-12");
        let read = Scanned::read(&code).unwrap();
        assert!(read.is_of(notebook) && !read.is_of(RegisterId(Hash([1; 32]))));
        assert_eq!(read.number.as_deref(), Some("mm-12"));
        for numbers in [vec![], vec!["1".to_owned(), "2".to_owned()], vec!["صندوق ٧".to_owned()], vec!["9".repeat(41)]]
        {
            let code = code_of(notebook, &numbers, thing);
            assert_eq!(code, "daftar:abababab/=0707070707070707", "{numbers:?}");
            assert_eq!(Scanned::read(&code).unwrap().digits, "0707070707070707");
        }
        for other in ["MM-12", "daftar:", "daftar:12/3", "daftar:abababab/", "daftar:abababab/=12", "https://x/1"] {
            assert_eq!(Scanned::read(other), None, "{other}");
        }
    }
}

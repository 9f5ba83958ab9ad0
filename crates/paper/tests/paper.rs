//! Paper says one thing in three ways, finds the mistakes of whoever copies it, and gives a seed back to enough trustees.

use daftar_date::Lang;
use daftar_paper::{Mistaken, Paper, PaperError, Share, ShareError, Split, join};
use proptest::prelude::*;

const LANGS: [Lang; 2] = [Lang::En, Lang::Ar];

/// The seed of the bytes 0 to 31, as it stands on paper for ever.
const DIGITS: &str = "000013 005150 010290 015439 020571 025716 030859 035998 041138 046272 051412 056557 061691 066832 \
    071975 077113 253579";

/// Three parts of the same seed, any three of five, dealt by another program.
const PARTS: [&str; 3] = [
    "007692 439813 187754 034086 176932 525818 626740 405122 044524 132826 643984 527237 580725 449815 349911 018157 505401 \
     524817 125255",
    "007729 439813 047838 301669 501610 337235 256169 091200 062649 425075 472014 440349 180897 170239 471172 233778 098105 \
     235594 614000",
    "007732 439813 235458 313654 335130 186493 391150 470836 012978 399102 215020 296663 451567 644776 104277 180132 653157 \
     366336 421708",
];

fn seed() -> [u8; 32] {
    std::array::from_fn(|n| u8::try_from(n).unwrap())
}

fn share(typed: &str) -> Share {
    match Paper::read(typed).unwrap() {
        Paper::Share(share) => share,
        Paper::Seed(_) => panic!("a seed"),
    }
}

#[test]
fn the_digits_on_paper_never_change() {
    let paper = Paper::Seed(seed());
    assert_eq!(paper.digits().join(" "), DIGITS);
    assert_eq!(Paper::read(DIGITS).unwrap(), paper);
    let arabic: String =
        DIGITS.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0x660 + d).unwrap())).collect();
    assert_eq!(Paper::read(&format!("\u{200f}{arabic}\n")).unwrap(), paper);
    assert_eq!(Paper::read(&DIGITS.replace(' ', "")).unwrap(), paper);
    assert_eq!(Paper::read(&DIGITS.replace(' ', "-\n")).unwrap(), paper);
}

#[test]
fn parts_that_another_program_dealt_give_the_seed() {
    let shares = PARTS.map(share);
    assert_eq!(shares.each_ref().map(|share| (share.need, share.number)), [(3, 1), (3, 4), (3, 5)]);
    assert_eq!(join(&shares).unwrap(), seed());
}

#[test]
fn english_words_are_those_of_bip_39() {
    let words = Paper::Seed(seed()).words(Lang::En).join(" ");
    assert_eq!(words, bip39::Mnemonic::from_entropy(&seed()).unwrap().to_string());
    assert_eq!(Paper::Seed([0; 32]).words(Lang::En).last(), Some(&"art"), "a vector of the standard");
}

#[test]
fn words_are_read_however_they_are_written_down() {
    let paper = Paper::Seed(seed());
    for lang in LANGS {
        let words = paper.words(lang);
        let numbered: String = words.iter().enumerate().map(|(n, word)| format!("{}. {word},\n", n + 1)).collect();
        assert_eq!(Paper::read(&numbered.to_uppercase()).unwrap(), paper, "{lang:?}");
    }
    let mixed: Vec<&str> = (0..24).map(|n| paper.words(LANGS[n % 2])[n]).collect();
    assert_eq!(Paper::read(&mixed.join(" ")).unwrap(), paper, "what number a word has, it has in both languages");
}

#[test]
fn the_old_way_of_writing_a_seed_is_read() {
    let hex: String = seed().iter().map(|byte| format!("{byte:02X} ")).collect();
    assert_eq!(Paper::read(&hex).unwrap(), Paper::Seed(seed()));
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let words = Paper::Seed(seed()).words(Lang::En);
    let right = words[6];
    let typed = format!("{right}x");
    let told = Paper::read(&[&words[..6], &[typed.as_str()], &words[7..]].concat().join(" ")).unwrap_err();
    let near = Mistaken { place: 7, typed: typed.clone(), near: vec![right] };
    assert_eq!(told, PaperError::Words(vec![near]));
    assert_eq!(told.to_string(), format!("not on the list: word 7, “{typed}” (perhaps {right})"));
    assert_eq!(Paper::read(&words[1..].join(" ")), Err(PaperError::WordCount { found: 23 }));
    assert_eq!(Paper::read(&DIGITS.replacen("010290", "010920", 1)), Err(PaperError::Groups(vec![3])));
    assert_eq!(Paper::read(&DIGITS.replacen("010290", "01029", 1)), Err(PaperError::Groups(vec![3])));
    assert_eq!(Paper::read(&DIGITS.replacen("010290 ", "", 1)), Err(PaperError::DigitCount { found: 96 }));
    assert_eq!(Paper::read(&DIGITS.replacen("010290 015439", "015439 010290", 1)), Err(PaperError::Check));
    assert_eq!(Paper::read(" \n"), Err(PaperError::Empty));
    assert_eq!(Paper::read("—!?"), Err(PaperError::Empty));
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let split = Split::new(2, 3).unwrap();
    let (one, other) = (split.deal(&seed()).unwrap(), split.deal(&seed()).unwrap());
    assert_eq!(join(&one[..1]), Err(ShareError::Few { found: 1, need: 2 }));
    assert_eq!(join(&[one[0].clone(), one[0].clone()]), Err(ShareError::Few { found: 1, need: 2 }));
    assert_eq!(join(&[]), Err(ShareError::Few { found: 0, need: 2 }));
    if one[0].set != other[0].set {
        assert_eq!(join(&[one[0].clone(), other[1].clone()]), Err(ShareError::Other { number: 2 }));
    }
    for (need, of) in [(1, 3), (4, 3), (2, 17), (0, 0)] {
        assert_eq!(Split::new(need, of), Err(ShareError::Numbers { need, of }));
    }
}

#[test]
fn the_code_is_read_by_another_program() {
    for paper in [Paper::Seed(seed()), Paper::Share(share(PARTS[0]))] {
        assert_eq!(Paper::read(&read(&paper.qr())).unwrap(), paper);
    }
}

/// What another program reads in a code.
fn read(qr: &daftar_paper::Qr) -> String {
    let dark = |x: usize, y: usize| qr.path.contains(&format!("M{x} {y}h1v1h-1z"));
    let grey = |x: usize, y: usize| if dark(x / 4, y / 4) { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(qr.size * 4, qr.size * 4, grey);
    picture.detect_grids()[0].decode().unwrap().1
}

#[test]
fn the_code_of_a_label_is_read_by_another_program() {
    for text in ["daftar:12ab34cd/MM-12", "daftar:12ab34cd/=0123456789abcdef"] {
        assert_eq!(read(&daftar_paper::code(text)), text);
    }
}

#[test]
fn nothing_secret_is_printed_by_chance() {
    let told = format!("{:?} {:?}", Paper::Seed(seed()), Paper::Share(share(PARTS[0])));
    assert_eq!(told, "Seed(…) Share(1 of those of which 3 are needed, …)");
}

proptest! {
    #[test]
    fn every_form_gives_the_same_back(seed: [u8; 32]) {
        let paper = Paper::Seed(seed);
        prop_assert_eq!(Paper::read(&paper.digits().join(" ")).unwrap(), paper.clone());
        for lang in LANGS {
            prop_assert_eq!(Paper::read(&paper.words(lang).join(" ")).unwrap(), paper.clone());
        }
    }

    #[test]
    fn enough_parts_give_the_seed_and_fewer_do_not(
        seed: [u8; 32], need in 2_u8..6, more in 0_u8..4, order in any::<prop::sample::Index>()
    ) {
        let mut shares = Split::new(need, need + more).unwrap().deal(&seed).unwrap();
        prop_assert_eq!(shares.len(), usize::from(need + more));
        let turn = order.index(shares.len());
        shares.rotate_left(turn);
        shares.truncate(usize::from(need));
        for share in &mut shares {
            let paper = Paper::Share(share.clone());
            for lang in LANGS {
                prop_assert_eq!(Paper::read(&paper.words(lang).join("\t")).unwrap(), paper.clone());
            }
            prop_assert_eq!(Paper::read(&paper.digits().concat()).unwrap(), paper);
        }
        prop_assert_eq!(join(&shares).unwrap(), seed);
        shares.pop();
        prop_assert!(join(&shares).is_err());
    }

    #[test]
    fn every_wrong_digit_is_found(seed: [u8; 32], place in 0_usize..102, by in 1_u8..10) {
        let mut typed = Paper::Seed(seed).digits().concat().into_bytes();
        typed[place] = b'0' + (typed[place] - b'0' + by) % 10;
        let told = Paper::read(std::str::from_utf8(&typed).unwrap());
        prop_assert_eq!(told, Err(PaperError::Groups(vec![place / 6 + 1])));
    }

    #[test]
    fn whatever_is_typed_is_answered(typed in "\\PC{0,200}") {
        let _ = Paper::read(&typed);
    }
}

//! The keys that rows had: which came before, and which look the same.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};

use daftar_store::index::fold_name;

use crate::import::told::Why;

/// The keys that rows had, as hashes under a secret key: memory stays small, and nobody can make them meet.
#[derive(Clone, Default)]
pub(super) struct Keys {
    secret: RandomState,
    exact: HashMap<u64, u64>,
    alike: HashMap<u64, u64>,
}

impl Keys {
    /// Notes a row's key; a doubt when another looks the same.
    pub(super) fn meet(&mut self, key: &[String], row: u64) -> Result<Option<Why>, Why> {
        let first = *self.exact.entry(self.secret.hash_one(key)).or_insert(row);
        if first != row {
            return Err(Why::SameKey { row: first });
        }
        let folded: Vec<String> = key.iter().map(|part| alike(part)).collect();
        let alike = *self.alike.entry(self.secret.hash_one(folded)).or_insert(row);
        Ok((alike != row).then_some(Why::AlikeKey { row: alike }))
    }

    /// How often these cells came before.
    pub(super) fn count(&mut self, cells: &[String]) -> u64 {
        let count = self.exact.entry(self.secret.hash_one(cells)).or_default();
        *count += 1;
        *count - 1
    }
}

/// A key as the eye sees it: without case, accents and spaces, letters that look like Latin ones as these.
fn alike(key: &str) -> String {
    let latin = |c: char| match c {
        'а' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' => 'e',
        'н' => 'h',
        'к' => 'k',
        'м' => 'm',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'т' | 'τ' => 't',
        'х' | 'χ' => 'x',
        'α' => 'a',
        'ν' => 'v',
        other => other,
    };
    fold_name(key).chars().filter(|c| *c != ' ').map(latin).collect()
}

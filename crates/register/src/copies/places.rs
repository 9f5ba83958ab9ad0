//! Where sealed copies of a register are put. The list lies beside the keys, not in the register: who holds one copy shall
//! not learn from it where the others are. What opens the doors of these places lies in a file of its own.

use std::collections::BTreeMap;

use daftar_deposit::{Access, Target};
use serde::{Deserialize, Serialize};

use crate::home::{Seat, read_form, to_json, write_private};
use crate::{Register, RegisterError};

/// The places, by the names that the keeper gave them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Deposits {
    /// The places.
    pub places: BTreeMap<String, Place>,
}

/// A place of sealed copies.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Its address, without any password.
    pub target: String,
    /// The last copy that was made from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Looked>,
    /// The last copy that was looked at and found whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Looked>,
    /// How many statements and source files had been erased here when all earlier copies had been replaced.
    #[serde(default)]
    pub erased: usize,
}

/// A copy, and when something was done with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Looked {
    /// Its id.
    pub copy: String,
    /// When, RFC 3339 in UTC.
    pub time: String,
}

#[derive(Default, Serialize, Deserialize)]
struct AccessForm {
    user: String,
    secret: String,
}

impl Register {
    /// Where sealed copies are put.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn deposits(&self) -> Result<Deposits, RegisterError> {
        Ok(read_form(&self.seat.deposits())?.unwrap_or_default())
    }

    /// One place, by its name.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn deposit_place(&self, name: &str) -> Result<Place, RegisterError> {
        let unknown =
            || RegisterError::Unknown { what: "place of sealed copies", id: name.to_owned(), see: "deposit list" };
        self.deposits()?.places.remove(name).ok_or_else(unknown)
    }

    pub(crate) fn keep_place(&self, name: &str, place: Place) -> Result<(), RegisterError> {
        let mut deposits = self.deposits()?;
        deposits.places.insert(name.to_owned(), place);
        write_private(&self.seat.deposits(), &to_json(&deposits))
    }
}

impl Place {
    pub(crate) fn new(target: &Target) -> Place {
        Place { target: target.to_string(), last: None, checked: None, erased: 0 }
    }
}

impl Seat {
    /// What opens the door of a place, if it asks for anything.
    pub(crate) fn access(&self, name: &str) -> Result<Option<Access>, RegisterError> {
        let mut forms: BTreeMap<String, AccessForm> = read_form(&self.deposit_access())?.unwrap_or_default();
        Ok(forms.remove(name).map(|form| Access { user: form.user, secret: form.secret }))
    }

    pub(crate) fn keep_access(&self, name: &str, access: &Access) -> Result<(), RegisterError> {
        let mut forms: BTreeMap<String, AccessForm> = read_form(&self.deposit_access())?.unwrap_or_default();
        forms.insert(name.to_owned(), AccessForm { user: access.user.clone(), secret: access.secret.clone() });
        write_private(&self.deposit_access(), &to_json(&forms))
    }
}

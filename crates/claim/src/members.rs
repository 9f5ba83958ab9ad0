//! Reading the members of a JSON object, each once, none left over.

use crate::Edtf;
use crate::id::TextId;
use crate::json::Json;
use crate::value::ValueError;

/// An object being read: what was asked for is marked, and [`Members::end`] refuses what nobody asked for.
pub(crate) struct Members<'j, 'a> {
    object: &'j [(std::borrow::Cow<'a, str>, Json<'a>)],
    taken: u64,
    what: &'static str,
}

impl<'j, 'a> Members<'j, 'a> {
    /// Begins reading; `what` names the object in errors.
    pub(crate) fn of(json: &'j Json<'a>, what: &'static str) -> Result<Self, ValueError> {
        let object = json.as_object().filter(|members| members.len() <= 64);
        let object = object.ok_or_else(|| ValueError::new(&json.canonical(), what))?;
        Ok(Members { object, taken: 0, what })
    }

    /// The member of that name, if there is one.
    pub(crate) fn optional(&mut self, name: &str) -> Option<&'j Json<'a>> {
        let at = self.object.iter().position(|(member, _)| member == name)?;
        self.taken |= 1 << at;
        self.object.get(at).map(|(_, value)| value)
    }

    /// The member of that name.
    pub(crate) fn required(&mut self, name: &str) -> Result<&'j Json<'a>, ValueError> {
        let what = self.what;
        self.optional(name).ok_or_else(|| ValueError::new("nothing", &format!("the member {name:?} of {what}")))
    }

    pub(crate) fn optional_text(&mut self, name: &str) -> Result<Option<String>, ValueError> {
        let Some(json) = self.optional(name) else { return Ok(None) };
        let text = json.as_text().ok_or_else(|| ValueError::new(&json.canonical(), &format!("text for {name:?}")))?;
        Ok(Some(text.to_owned()))
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<String, ValueError> {
        let json = self.required(name)?;
        let text = json.as_text().ok_or_else(|| ValueError::new(&json.canonical(), &format!("text for {name:?}")))?;
        Ok(text.to_owned())
    }

    pub(crate) fn optional_integer(&mut self, name: &str) -> Result<Option<i64>, ValueError> {
        let Some(json) = self.optional(name) else { return Ok(None) };
        let refuse = || ValueError::new(&json.canonical(), &format!("an integer for {name:?}"));
        json.as_integer().map(Some).ok_or_else(refuse)
    }

    pub(crate) fn integer(&mut self, name: &str) -> Result<i64, ValueError> {
        let what = self.what;
        let missing = || ValueError::new("nothing", &format!("the member {name:?} of {what}"));
        self.optional_integer(name)?.ok_or_else(missing)
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self, name: &str) -> Result<u64, ValueError> {
        let number = self.integer(name)?;
        u64::try_from(number).map_err(|_| ValueError::new(&number.to_string(), &format!("0 or more for {name:?}")))
    }

    pub(crate) fn optional_id<T: TextId>(&mut self, name: &str) -> Result<Option<T>, ValueError> {
        Ok(self.optional_text(name)?.map(|text| T::parse(&text)).transpose()?)
    }

    pub(crate) fn id<T: TextId>(&mut self, name: &str) -> Result<T, ValueError> {
        Ok(T::parse(&self.text(name)?)?)
    }

    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(&Json<'a>) -> Result<T, ValueError>,
    ) -> Result<Vec<T>, ValueError> {
        let json = self.required(name)?;
        let items =
            json.as_list().ok_or_else(|| ValueError::new(&json.canonical(), &format!("a list for {name:?}")))?;
        items.iter().map(read).collect()
    }

    pub(crate) fn ids<T: TextId>(&mut self, name: &str) -> Result<Vec<T>, ValueError> {
        self.list(name, |item| {
            let text = item.as_text().ok_or_else(|| ValueError::new(&item.canonical(), T::EXPECTED))?;
            T::parse(text).map_err(ValueError::from)
        })
    }

    pub(crate) fn optional_edtf(&mut self, name: &str) -> Result<Option<Edtf>, ValueError> {
        let Some(text) = self.optional_text(name)? else { return Ok(None) };
        let read = Edtf::parse(&text);
        read.map(Some).map_err(|error| ValueError::new(&text, &format!("an EDTF date for {name:?} ({error})")))
    }

    pub(crate) fn edtf(&mut self, name: &str) -> Result<Edtf, ValueError> {
        let what = self.what;
        let missing = || ValueError::new("nothing", &format!("the member {name:?} of {what}"));
        self.optional_edtf(name)?.ok_or_else(missing)
    }

    /// Refuses members that nobody asked for: a newer program may have meant something by them.
    pub(crate) fn end(self) -> Result<(), ValueError> {
        let left = self.object.iter().enumerate().find(|(at, _)| self.taken & (1 << at) == 0);
        match left {
            Some((_, (name, _))) => Err(ValueError::new(name, &format!("a member that {} has", self.what))),
            None => Ok(()),
        }
    }
}

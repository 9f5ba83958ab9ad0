//! What is kept of a row beside its columns: who it is, what it is called, and the texts in which words are looked for.

use daftar_claim::{ClaimId, EntityId, Hash};
use daftar_table::{Differs, Row, RowName, RowState, RowText};

use super::bytes::{Pen, Reader};
use crate::index::IndexError;

/// The bytes of a row but for its columns. The last four tell whether they are whole.
pub(super) fn write(row: &Row) -> Vec<u8> {
    let mut pen = Pen::default();
    pen.id(&row.entity.0.0);
    list(&mut pen, &row.members, |pen, member| pen.id(&member.0.0));
    list(&mut pen, &row.names, |pen, name| {
        pen.text(&name.text);
        pen.text(name.lang.as_deref().unwrap_or_default());
    });
    list(&mut pen, &row.states, |pen, state| {
        pen.text(&state.property);
        pen.text(&state.code);
        pen.signed(state.rank);
        pen.number(state.certain.into());
    });
    for number in [row.differs.yes, row.differs.possibly, row.sources, row.statements] {
        pen.number(number);
    }
    list(&mut pen, &row.texts, |pen, text| {
        pen.id(&text.claim.0.0);
        pen.number(text.name.into());
        pen.text(&text.text);
    });
    let check = check(&pen.0);
    pen.0.extend(check);
    pen.0
}

/// Reads them; the columns are still to be filled in.
pub(super) fn read(bytes: &[u8]) -> Result<Row, IndexError> {
    let damaged = || IndexError::damaged("a row of a table is not as it was written");
    let (bytes, told) = bytes.split_last_chunk::<4>().ok_or_else(damaged)?;
    if check(bytes) != *told {
        return Err(damaged());
    }
    let mut reader = Reader(bytes);
    let entity = EntityId(Hash(reader.id()?));
    let members = read_list(&mut reader, |reader| Ok(EntityId(Hash(reader.id()?))))?;
    let names = read_list(&mut reader, |reader| {
        let (text, lang) = (reader.text()?, reader.text()?);
        Ok(RowName { text, lang: Some(lang).filter(|lang| !lang.is_empty()) })
    })?;
    let states = read_list(&mut reader, |reader| {
        let (property, code) = (reader.text()?, reader.text()?);
        Ok(RowState { property, code, rank: reader.signed()?, certain: reader.number()? == 1 })
    })?;
    let differs = Differs { yes: reader.number()?, possibly: reader.number()? };
    let (sources, statements) = (reader.number()?, reader.number()?);
    let texts = read_list(&mut reader, |reader| {
        let claim = ClaimId(Hash(reader.id()?));
        Ok(RowText { claim, name: reader.number()? == 1, text: reader.text()? })
    })?;
    let (kinds, cells) = (Vec::new(), Vec::new());
    Ok(Row { entity, members, kinds, names, states, differs, sources, statements, cells, texts })
}

fn check(bytes: &[u8]) -> [u8; 4] {
    blake3::hash(bytes).as_bytes().first_chunk().copied().unwrap_or_default()
}

fn list<T>(pen: &mut Pen, list: &[T], each: impl Fn(&mut Pen, &T)) {
    pen.number(list.len() as u64);
    list.iter().for_each(|one| each(pen, one));
}

fn read_list<T>(
    reader: &mut Reader<'_>,
    each: impl Fn(&mut Reader<'_>) -> Result<T, IndexError>,
) -> Result<Vec<T>, IndexError> {
    let length = reader.length()?;
    (0..length).map(|_| each(reader)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::row;

    #[test]
    fn a_row_is_read_back_and_a_changed_one_is_told() {
        let mut row = row(7, "Mill", &[]);
        row.states = vec![RowState { property: "state".into(), code: "damaged".into(), rank: -3, certain: true }];
        row.names.push(RowName { text: "طاحونة".into(), lang: Some("ar".into()) });
        row.differs = Differs { yes: 2, possibly: 400 };
        let bytes = write(&row);
        let read_back = read(&bytes).unwrap();
        assert_eq!(read_back, Row { kinds: Vec::new(), cells: Vec::new(), ..row });
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(read(&changed).is_err(), "byte {at}");
        }
    }
}

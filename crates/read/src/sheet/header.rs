//! Where the header is: titles above it, a row of groups over a row of names.

use std::collections::{BTreeMap, VecDeque};

use super::{Area, CellKind, HeaderRows, Note, Row, SheetError, letter};

/// The header of a sheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The header of each column.
    pub(super) names: Vec<String>,
    /// The first and the last of its rows; none where there is no header.
    pub(super) rows: Option<(u64, u64)>,
    pub(super) notes: Vec<Note>,
}

/// Takes the header, and what stands above it, from the first rows of a sheet.
pub(super) fn take(rows: &mut VecDeque<Row>, wanted: HeaderRows) -> Result<Header, SheetError> {
    let (first, last, doubtful) = match wanted {
        HeaderRows::Absent => return Ok(absent(rows)),
        HeaderRows::At { first, last } => at(rows, first, last)?,
        HeaderRows::Find => found(rows).ok_or(SheetError::Empty)?,
    };
    let mut header = Header { names: joined(&rows.make_contiguous()[first..=last]), ..Header::default() };
    let numbers = (rows[first].number, rows[last].number);
    header.rows = Some(numbers);
    if first > 0 {
        header.notes.push(Note::TitleLines { first: rows[0].number, last: rows[first - 1].number });
    }
    if last > first {
        header.notes.push(Note::JoinedHeader { first: numbers.0, last: numbers.1 });
    }
    if doubtful {
        header.notes.push(Note::DoubtfulHeader { row: numbers.0 });
    }
    header.notes.extend(rows.drain(..=last).flat_map(|row| row.notes));
    repeated(&header.names, &mut header.notes);
    Ok(header)
}

fn absent(rows: &VecDeque<Row>) -> Header {
    let width = rows.iter().map(width).max().unwrap_or_default();
    Header { names: vec![String::new(); width], ..Header::default() }
}

/// The rows that a person named, by their place among `rows`.
fn at(rows: &VecDeque<Row>, first: u64, last: u64) -> Result<(usize, usize, bool), SheetError> {
    let inside = |row: &Row| (first..=last).contains(&row.number) && !row.is_empty();
    let from = rows.iter().position(inside);
    let to = rows.iter().rposition(inside);
    from.zip(to).map(|(from, to)| (from, to, false)).ok_or(SheetError::NoHeader { first, last })
}

/// The first row of which most cells are words, with a row of groups above or of names below where that is clear;
/// the first filled row, and that it is doubtful, where there is none.
fn found(rows: &VecDeque<Row>) -> Option<(usize, usize, bool)> {
    let mut widths: Vec<usize> = rows.iter().map(width).filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2)?;
    let Some(at) = rows.iter().position(|row| words(row) * 2 > *usual) else {
        let filled = rows.iter().position(|row| !row.is_empty())?;
        return Some((filled, filled, true));
    };
    let next = |at: usize| rows.get(at + 1).filter(|next| next.number == rows[at].number + 1);
    if groups(&rows[at]).is_some_and(|merged| merged) && next(at).is_some_and(|row| words(row) == filled(row)) {
        return Some((at, at + 1, false));
    }
    if at > 0 && next(at - 1).is_some() && groups(&rows[at - 1]).is_some() {
        return Some((at - 1, at, false));
    }
    Some((at, at, false))
}

/// Whether a row names groups of columns, and whether merged cells say so. Without them two names at least must have
/// empty cells to their right.
fn groups(row: &Row) -> Option<bool> {
    let across = merged(row).filter(|area| area.right > area.left).count();
    if words(row) != filled(row) || filled(row) < 2 {
        return None;
    }
    if across > 0 {
        return Some(true);
    }
    let gap = |pair: &&[super::Cell]| !pair[0].is_empty() && pair[1].is_empty();
    let end = width(row);
    let spans = row.cells[..end].windows(2).filter(gap).count() + usize::from(row.cells.len() > end);
    (spans >= 2).then_some(false)
}

/// The merged areas that begin in a row.
fn merged(row: &Row) -> impl Iterator<Item = Area> {
    row.notes.iter().filter_map(|note| match note {
        Note::Merged { area } if area.top == row.number => Some(*area),
        _ => None,
    })
}

/// How many cells a row has up to its last filled one.
fn width(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// How many cells are words: text that is no number.
fn words(row: &Row) -> usize {
    let word = |cell: &&super::Cell| cell.kind == CellKind::Text && cell.text.trim().parse::<f64>().is_err();
    row.cells.iter().filter(word).count()
}

/// The names of the columns from one or more rows, the upper ones naming groups.
fn joined(rows: &[Row]) -> Vec<String> {
    let Some((lowest, above)) = rows.split_last() else { return Vec::new() };
    let mut names: Vec<String> = lowest.cells[..width(lowest)].iter().map(|cell| cell.text.clone()).collect();
    for row in above.iter().rev() {
        names.resize(names.len().max(width(row)), String::new());
        names = over(row, &names);
    }
    names
}

/// Puts the groups of a row before the names below them.
fn over(row: &Row, names: &[String]) -> Vec<String> {
    let areas: Vec<Area> = merged(row).collect();
    let mut carried = "";
    let group = |(index, name): (usize, &String)| {
        let own = row.cells.get(index).map_or("", |cell| &cell.text);
        let area = areas.iter().find(|area| (area.left..=area.right).contains(&index));
        if !own.is_empty() {
            carried = if name.is_empty() || !areas.is_empty() { "" } else { own };
        }
        let of_area = area.and_then(|area| row.cells.get(area.left)).map(|cell| cell.text.as_str());
        let group = if own.is_empty() { of_area.unwrap_or(carried) } else { own };
        match (group, name.as_str()) {
            ("", name) => name.to_owned(),
            (group, "") if !own.is_empty() => group.to_owned(),
            (_, "") => String::new(),
            (group, name) => format!("{group} / {name}"),
        }
    };
    names.iter().enumerate().map(group).collect()
}

/// Notes headers that stand over several columns.
fn repeated(names: &[String], notes: &mut Vec<Note>) {
    let mut columns: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        columns.entry(name).or_default().push(letter(index));
    }
    let repeated = columns.into_iter().filter(|(_, columns)| columns.len() > 1);
    notes.extend(repeated.map(|(header, columns)| Note::RepeatedHeader { header: header.to_owned(), columns }));
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    fn rows(text: &str) -> VecDeque<Row> {
        let row = |(index, line): (usize, &str)| Row {
            number: index as u64 + 1,
            cells: line.split(',').map(|text| Cell::text(text.to_owned())).collect(),
            notes: Vec::new(),
        };
        text.lines().enumerate().map(row).collect()
    }

    fn find(text: &str) -> (Vec<String>, Option<(u64, u64)>, usize) {
        let mut rows = rows(text);
        let header = take(&mut rows, HeaderRows::Find).unwrap();
        (header.names, header.rows, rows.len())
    }

    #[test]
    fn titles_are_passed_over() {
        let (names, rows, left) =
            find("Mill Museum,,,\n,,,\nnumber,name,place,year\n1,jar,Sanabel,1912\n2,lamp,Marsa,");
        assert_eq!(names, ["number", "name", "place", "year"]);
        assert_eq!((rows, left), (Some((3, 3)), 2));
    }

    #[test]
    fn groups_are_put_before_the_names_below() {
        let (names, rows, _) =
            find(",Object,,Place,\nnumber,name,year,village,quarter\n1,jar,1912,Sanabel,Mill\n2,lamp,1931,,");
        assert_eq!(names, ["number", "Object / name", "Object / year", "Place / village", "Place / quarter"]);
        assert_eq!(rows, Some((1, 2)));
    }

    #[test]
    fn a_title_of_two_words_is_no_group() {
        let (names, ..) =
            find("Mill Museum,Sanabel,,\nnumber,name,year,village\n1,jar,1912,Sanabel\n2,lamp,1931,Marsa");
        assert_eq!(names, ["number", "name", "year", "village"]);
    }

    #[test]
    fn a_merged_group_row_is_a_header_with_the_names_below() {
        let mut rows = rows("number,Size,,\n,height,width,\n1,20,30,\n2,20,30,");
        rows[0].notes.push(Note::Merged { area: Area::parse("A1:A2").unwrap() });
        rows[0].notes.push(Note::Merged { area: Area::parse("B1:C1").unwrap() });
        assert_eq!(take(&mut rows, HeaderRows::Find).unwrap().names, ["number", "Size / height", "Size / width"]);
    }

    #[test]
    fn a_person_may_say_where_the_header_is() {
        let text = "a,b\nc,d\n1,2";
        let header = take(&mut rows(text), HeaderRows::At { first: 2, last: 2 }).unwrap();
        assert_eq!(header.names, ["c", "d"]);
        assert_eq!(take(&mut rows(text), HeaderRows::Absent).unwrap().names, ["", ""]);
        let beyond = take(&mut rows(text), HeaderRows::At { first: 9, last: 9 });
        assert!(matches!(beyond, Err(SheetError::NoHeader { first: 9, .. })));
    }

    #[test]
    fn repeated_headers_and_doubtful_ones_are_noted() {
        let mut notes = Vec::new();
        repeated(&["name".into(), String::new(), "name".into(), String::new()], &mut notes);
        assert_eq!(notes, [Note::RepeatedHeader { header: "name".into(), columns: vec!["A".into(), "C".into()] }]);
        let header = take(&mut rows("1,2\n3,4"), HeaderRows::Find).unwrap();
        assert_eq!(header.notes, [Note::DoubtfulHeader { row: 1 }]);
        assert!(matches!(take(&mut VecDeque::new(), HeaderRows::Find), Err(SheetError::Empty)));
    }
}

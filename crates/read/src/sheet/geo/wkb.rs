//! Shapes in Well-Known Binary (OGC 06-103r4, and as PostGIS extends it), and as GeoPackage wraps them.

use super::shape::{Kind, Writer, collection, of_f64};

/// Flags of PostGIS: heights, measures, a system of coordinates.
const FLAGS: [u32; 3] = [0x8000_0000, 0x4000_0000, 0x2000_0000];
/// The number of a collection of shapes.
const COLLECTION: u32 = 7;

/// Bytes that are read one after the other.
struct Cursor<'b> {
    rest: &'b [u8],
    little: bool,
}

/// What a shape begins with.
struct Head {
    number: u32,
    heights: bool,
    measures: bool,
}

impl Head {
    fn mark(&self) -> &'static str {
        match (self.heights, self.measures) {
            (true, true) => " ZM",
            (true, false) => " Z",
            (false, true) => " M",
            (false, false) => "",
        }
    }

    fn dimensions(&self) -> usize {
        2 + usize::from(self.heights) + usize::from(self.measures)
    }
}

impl<'b> Cursor<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*taken)
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = self.take()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn f64(&mut self) -> Option<f64> {
        let bytes = self.take()?;
        Some(if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// A number of things, each of which takes some bytes.
    fn count(&mut self, bytes: usize) -> Option<u32> {
        let count = self.u32()?;
        (count as usize <= self.rest.len() / bytes).then_some(count)
    }

    fn head(&mut self) -> Option<Head> {
        self.little = self.take::<1>()?[0] == 1;
        let number = self.u32()?;
        let [z, m, srid] = FLAGS.map(|flag| number & flag != 0);
        if srid {
            self.u32()?;
        }
        let plain = number & 0xFFFF;
        let thousands = plain / 1000;
        Some(Head { number: plain % 1000, heights: z || thousands % 2 == 1, measures: m || thousands >= 2 })
    }

    fn position(&mut self, head: &Head, bracketed: bool, out: &mut Writer) -> Option<()> {
        let mut numbers = [0.0; 4];
        let numbers = &mut numbers[..head.dimensions()];
        for number in numbers.iter_mut() {
            *number = self.f64()?;
        }
        // An empty point is written with numbers that are none.
        if !numbers.iter().all(|number| number.is_nan()) {
            out.position(numbers.iter().map(|number| of_f64(*number)), bracketed);
        }
        Some(())
    }

    fn line(&mut self, head: &Head, out: &mut Writer) -> Option<()> {
        out.open();
        for _ in 0..self.count(8 * head.dimensions())? {
            self.position(head, false, out)?;
        }
        out.close();
        Some(())
    }

    fn body(&mut self, kind: Kind, head: &Head, inside: bool, out: &mut Writer) -> Option<()> {
        match kind {
            Kind::Point => self.position(head, inside, out)?,
            Kind::LineString => self.line(head, out)?,
            Kind::Polygon => {
                out.open();
                for _ in 0..self.count(4)? {
                    self.line(head, out)?;
                }
                out.close();
            }
            Kind::MultiPoint | Kind::MultiLineString | Kind::MultiPolygon => {
                out.open();
                for _ in 0..self.count(9)? {
                    let part = self.head()?;
                    let kind = Kind::numbered(part.number).filter(|part| part.many() == Some(kind))?;
                    self.body(kind, &part, true, out)?;
                }
                out.close();
            }
        }
        Some(())
    }

    fn shape(&mut self, inside: bool) -> Option<String> {
        let head = self.head()?;
        if head.number == COLLECTION && !inside {
            let count = self.count(9)?;
            let parts: Vec<String> = (0..count).map(|_| self.shape(true)).collect::<Option<_>>()?;
            return Some(collection(&parts));
        }
        let kind = Kind::numbered(head.number)?;
        let mut out = Writer::marked(kind, head.mark());
        self.body(kind, &head, false, &mut out)?;
        Some(out.end())
    }
}

/// A shape; none where the bytes are none.
pub(super) fn well_known(bytes: &[u8]) -> Option<String> {
    Cursor { rest: bytes, little: true }.shape(false)
}

/// A shape as a GeoPackage keeps it: behind a head of its own.
pub(super) fn of_geopackage(bytes: &[u8]) -> Option<String> {
    let [b'G', b'P', _, flags, _, _, _, _, rest @ ..] = bytes else { return None };
    let envelope = [0, 32, 48, 48, 64].get(usize::from(flags >> 1 & 7))?;
    well_known(rest.get(*envelope..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
        digits.chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
    }

    #[test]
    fn shapes_of_either_order_of_bytes_are_read() {
        // Made by PostGIS: SELECT ST_AsBinary('POINT(21.5 35)'), and so on.
        let point = "01 01000000 0000000000803540 0000000000804140";
        assert_eq!(well_known(&bytes(point)).unwrap(), "POINT (21.5 35)");
        let big = "00 00000001 4035800000000000 4041800000000000";
        assert_eq!(well_known(&bytes(big)).unwrap(), "POINT (21.5 35)");
        let heights = "01 E9030000 0000000000803540 0000000000804140 0000000000001040";
        assert_eq!(well_known(&bytes(heights)).unwrap(), "POINT Z (21.5 35 4)");
        let of_postgis = "01 010000A0 E6100000 0000000000803540 0000000000804140 0000000000001040";
        assert_eq!(well_known(&bytes(of_postgis)).unwrap(), "POINT Z (21.5 35 4)");
        let empty = "01 01000000 000000000000F87F 000000000000F87F";
        assert_eq!(well_known(&bytes(empty)).unwrap(), "POINT EMPTY");
        let several = format!("01 04000000 02000000 {point} {point}");
        assert_eq!(well_known(&bytes(&several)).unwrap(), "MULTIPOINT ((21.5 35), (21.5 35))");
        let mixed = format!("01 07000000 01000000 {point}");
        assert_eq!(well_known(&bytes(&mixed)).unwrap(), "GEOMETRYCOLLECTION (POINT (21.5 35))");
        assert_eq!(of_geopackage(&bytes(&format!("4750 00 01 E6100000 {point}"))).unwrap(), "POINT (21.5 35)");
    }

    #[test]
    fn bytes_that_promise_more_than_they_hold_are_none() {
        for hex in [
            "",
            "01",
            "01 01000000 00",
            "01 02000000 FFFFFFFF",
            "01 03000000 FFFFFF7F 00000000",
            "01 FF000000",
            "01 04000000 01000000 01 02000000 00000000",
        ] {
            assert_eq!(well_known(&bytes(hex)), None, "{hex}");
        }
    }
}

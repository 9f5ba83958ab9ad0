//! A notebook of the invented town, served as the program serves it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;

use anyhow::{Context as _, Result};
use daftar_register::claim::{Edtf, EntityId, FileId, Hash};
use daftar_register::{Begun, Founding, Handover, Home, Item, NewStep, Published, Register, Which, system_clock};
use daftar_web::Options;
use url::Url;

use crate::line::Line;

const BY_HAND: &str = include_str!("../../../examples/sanabel/by-hand.toml");
const PLAN: &str = include_str!("../../../examples/sanabel/plan.toml");
const PLAN_PICTURE: &[u8] = include_bytes!("../../../examples/sanabel/plan.png");
/// A document's name and text.
type Document = (&'static str, &'static str);

const ARTICLE: Document = ("siege-of-sanabel.txt", include_str!("../../../examples/sanabel/siege-of-sanabel.txt"));
const REPORTS: [Document; 2] = [
    ("rimal-courier-report.txt", include_str!("../../../examples/sanabel/rimal-courier-report.txt")),
    ("harbour-radio.txt", include_str!("../../../examples/sanabel/harbour-radio.txt")),
];
/// The suggestions of this one wait.
const WAITING: Document = ("mill-museum.txt", include_str!("../../../examples/sanabel/mill-museum.txt"));

/// A served notebook. It is served until the program ends.
pub struct Notebook {
    folder: tempfile::TempDir,
    line: Line,
    /// Its address, with a slash at the end.
    pub home: String,
    /// The cards that tests look at.
    pub museum: EntityId,
    /// A plan with known points.
    pub plan: EntityId,
    /// Its picture.
    pub drawing: FileId,
    /// A source whose statements are recorded.
    pub article: EntityId,
    /// Its source file, of which a step is told.
    pub file: FileId,
    /// A source whose suggestions wait.
    pub waiting: EntityId,
    /// A shelf on which things are kept.
    pub shelf: EntityId,
    /// A stock-taking of it that goes on.
    pub stock: EntityId,
    /// A handover of one of these things.
    pub handover: EntityId,
    /// A lot of seeds.
    pub lot: EntityId,
    /// A germination test of it.
    pub test: EntityId,
    /// Seed that was lent and is to come back.
    pub promise: EntityId,
    /// A seed bank.
    pub bank: EntityId,
}

/// What is kept where, in the notebook that tests look at.
const KEPT: &str = r#"
source.title = "Store list of the Mill Museum"
claim = [
  { about = "Shelf 3", property = "kind", code = "location", restricted = true },
  { about = "Shelf 3", property = "name", text = "Shelf 3", lang = "en", restricted = true },
  { about = "Shelf 3", property = "name", text = "الرف 3", lang = "ar", restricted = true },
  { about = "Shelf 3", property = "number", text = "S-3", restricted = true },
  { about = "Shelf 3", property = "location-type", code = "shelf", restricted = true },
  { about = "Lamp with two spouts", property = "kind", code = "object" },
  { about = "Lamp with two spouts", property = "name", text = "Lamp with two spouts", lang = "en" },
  { about = "Lamp with two spouts", property = "name", text = "سراج بفتحتين", lang = "ar" },
  { about = "Lamp with two spouts", property = "number", text = "MM-901" },
  { about = "Lamp with two spouts", property = "weight", number = "850", unit = "g" },
  { about = "Lamp with two spouts", property = "kept-at", entity = "Shelf 3", when = "2031-01-05", restricted = true },
  { about = "Lamp with two spouts", property = "carry-first", code = "first", restricted = true },
  { about = "Lamp with two spouts", property = "carry-why", text = "the only one of its kind", lang = "en", restricted = true },
  { about = "Box of weights", property = "kind", code = "object" },
  { about = "Box of weights", property = "name", text = "Box of weights", lang = "en" },
  { about = "Box of weights", property = "number", text = "MM-902" },
  { about = "Box of weights", property = "kept-at", entity = "Shelf 3", when = "2031-01-05", restricted = true },
  { about = "Box of weights", property = "carry-first", code = "next", restricted = true },
  { about = "Seed shelf", property = "kind", code = "location", restricted = true },
  { about = "Seed shelf", property = "name", text = "Seed shelf", lang = "en", restricted = true },
  { about = "Black wheat, 2031", property = "kind", code = "lot" },
  { about = "Black wheat, 2031", property = "name", text = "Black wheat, 2031", lang = "en" },
  { about = "Black wheat, 2031", property = "name", text = "قمح أسود، 2031", lang = "ar" },
  { about = "Black wheat, 2031", property = "number", text = "L-12" },
  { about = "Black wheat, 2031", property = "quantity", number = "2", unit = "kg" },
  { about = "Black wheat, 2031", property = "harvested", date = "2031-06" },
  { about = "Black wheat, 2031", property = "kept-at", entity = "Seed shelf", when = "2031-07-01", restricted = true },
  { about = "Germination of black wheat", property = "kind", code = "germination-test" },
  { about = "Germination of black wheat", property = "name", text = "Germination of black wheat", lang = "en" },
  { about = "Germination of black wheat", property = "about", entity = "Black wheat, 2031" },
  { about = "Germination of black wheat", property = "date", date = "2032-01-05" },
  { about = "Germination of black wheat", property = "seeds-sown", low = 100, best = 100, high = 100 },
  { about = "Germination of black wheat", property = "germinated", low = 88, best = 88, high = 88, when = "2032-01-12" },
  { about = "Hill durum", property = "kind", code = "accession" },
  { about = "Hill durum", property = "name", text = "Hill durum", lang = "en" },
  { about = "Hill durum", property = "name", text = "قمح التل", lang = "ar" },
  { about = "Jar of hill durum", property = "kind", code = "lot" },
  { about = "Jar of hill durum", property = "name", text = "Jar of hill durum", lang = "en" },
  { about = "Jar of hill durum", property = "of-accession", entity = "Hill durum" },
  { about = "Jar of hill durum", property = "quantity", number = "3", unit = "kg" },
  { about = "Jar of hill durum", property = "kept-at", entity = "Seed shelf", when = "2031-01-05", restricted = true },
  { about = "Family Qandil", property = "kind", code = "family", restricted = true },
  { about = "Family Qandil", property = "name", text = "Family Qandil", lang = "en", restricted = true },
  { about = "Loan to Qandil", property = "kind", code = "promise", restricted = true },
  { about = "Loan to Qandil", property = "about", entity = "Jar of hill durum", restricted = true },
  { about = "Loan to Qandil", property = "to-whom", entity = "Family Qandil", restricted = true },
  { about = "Loan to Qandil", property = "quantity", number = "500", unit = "g", restricted = true },
  { about = "Loan to Qandil", property = "amount-to-return", number = "1", unit = "kg", restricted = true },
  { about = "Loan to Qandil", property = "due", date = "2032-06/2032-08", restricted = true },
]
"#;

/// Records what is kept where, begins a stock-taking and hands something over: the shelf, the stock-taking, the handover, and
/// seed that was lent.
fn keep(register: &mut Register) -> Result<[EntityId; 4]> {
    register.record_by_hand(KEPT)?;
    let shelf = register.entity("Shelf 3")?;
    let day = Edtf::parse("2032-05-01")?;
    let (stock, plan) = register.begin_stock(&Begun { entity: None, place: shelf, day: &day, by: None })?;
    register.carry_out(&plan)?;
    let (museum, committee) = (register.entity("Mill Museum")?, register.entity("Mill Museum Committee")?);
    let what = [Item { thing: register.entity("Box of weights")?, state: Some("MM-902: the lid is loose".into()) }];
    let handover = Handover {
        entity: None,
        day: &day,
        from: &[museum],
        to: &[committee],
        what: &what,
        place: None,
        terms: None,
        words: None,
    };
    let (handover, plan) = register.hand_over(&handover)?;
    register.carry_out(&plan)?;
    let promise = register.of_kind("promise")?.into_iter().next().context("nothing was lent")?;
    Ok([shelf, stock, handover, promise])
}

impl Notebook {
    /// Makes one of the town of Sanabel and serves it on a free port.
    ///
    /// # Errors
    /// When it cannot be made or served.
    pub fn of_the_town() -> Result<Notebook> {
        let folder = tempfile::tempdir()?;
        let (path, keys) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
        let founding =
            Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
        let (mut register, _) = Register::create(&path, &keys, founding, system_clock)?;
        register.record_by_hand(BY_HAND)?;
        let picture = folder.path().join("plan.png");
        std::fs::write(&picture, PLAN_PICTURE)?;
        let drawing = register.keep_file(&picture, false)?;
        register.record_by_hand(PLAN)?;
        let plan = register.entity("Sketch of Sanabel")?;
        let article = read(&mut register, folder.path(), ARTICLE)?;
        let file = FileId(Hash::of(ARTICLE.1.as_bytes()));
        let mut handed = NewStep::of(file, "transfer").hashes(Some(file), Some(file));
        (handed.custody.to, handed.why) = (Some("House of Seeds, Marsa".into()), Some("the mill is damp".into()));
        register.take_step(&handed)?;
        register.take_step(&NewStep::of(file, "export").hashes(Some(file), Some(file)))?;
        for document in REPORTS {
            read(&mut register, folder.path(), document)?;
        }
        register.record_drafts(&Which::All, true)?;
        let waiting = read(&mut register, folder.path(), WAITING)?;
        let museum = register.entity("Mill Museum")?;
        let bank = register.of_kind("seed-bank")?.into_iter().next().context("there is no seed bank")?;
        let [shelf, stock, handover, promise] = keep(&mut register)?;
        let (lot, test) = (register.entity("Black wheat, 2031")?, register.entity("Germination of black wheat")?);
        drop(register);
        let served = Url::parse(&serve(folder.path(), keys)?)?;
        let server = served.socket_addrs(|| None)?.into_iter().next().context("the notebook has no address")?;
        let (line, near) = Line::to(server)?;
        let home = format!("http://{near}/");
        Ok(Notebook {
            folder,
            line,
            home,
            museum,
            plan,
            drawing,
            article,
            file,
            waiting,
            shelf,
            stock,
            handover,
            lot,
            test,
            promise,
            bank,
        })
    }

    /// Serves a folder in which there is no notebook yet: the folder, which must be held, and the address.
    ///
    /// # Errors
    /// When it cannot be served.
    pub fn to_be_made() -> Result<(tempfile::TempDir, String)> {
        let folder = tempfile::tempdir()?;
        let home = serve(folder.path(), Home::at(folder.path().join("keys")))?;
        Ok((folder, home))
    }

    /// Cuts the line between the browser and the notebook, or mends it.
    pub fn cut(&self, cut: bool) {
        self.line.cut(cut);
    }

    /// A copy of its folder, as somebody makes one on a stick; gives where it lies.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn copied(&self) -> Result<String> {
        let (from, to) = (self.folder.path().join("sanabel.daftar"), self.folder.path().join("stick.daftar"));
        copy(&from, &to)?;
        Ok(to.display().to_string())
    }

    /// Damages a segment of it, as a failing disk does: one byte is another.
    ///
    /// # Errors
    /// When there is none, or it cannot be written.
    pub fn damage(&self) -> Result<()> {
        let log = std::fs::read_dir(self.folder.path().join("sanabel.daftar/logs"))?.next().context("no log")??;
        let files = std::fs::read_dir(log.path())?.flatten().map(|one| one.path());
        let is_segment = |path: &std::path::PathBuf| path.to_string_lossy().contains(".bodies.");
        let segment = files.filter(is_segment).max_by_key(|path| path.metadata().map_or(0, |facts| facts.len()));
        let segment = segment.context("no segment")?;
        let mut bytes = std::fs::read(&segment)?;
        let middle = bytes.len() / 2;
        *bytes.get_mut(middle).context("it is empty")? ^= 1;
        Ok(std::fs::write(segment, bytes)?)
    }

    /// A file with these words, to be given to the notebook.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn file(&self, name: &str, text: &str) -> Result<String> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text)?;
        Ok(path.display().to_string())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for one in std::fs::read_dir(from)? {
        let one = one?;
        let there = to.join(one.file_name());
        match one.file_type()?.is_dir() {
            true => copy(&one.path(), &there)?,
            false => drop(std::fs::copy(one.path(), there)?),
        }
    }
    Ok(())
}

fn read(register: &mut Register, folder: &Path, (name, text): Document) -> Result<EntityId> {
    let path = folder.join(name);
    std::fs::write(&path, text)?;
    let published = Published { publisher: Some("Rimal Courier".into()), date: None };
    Ok(register.read(&path, None, &published)?.source)
}

fn serve(folder: &Path, home: Home) -> Result<String> {
    let options = Options {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        register: folder.join("sanabel.daftar"),
        home,
        lang: None,
        basemap: None,
        open: false,
        now: system_clock,
    };
    let (told, address) = mpsc::channel();
    std::thread::spawn(move || {
        if let Err(why) = daftar_web::serve(options, |address| drop(told.send(address.to_owned()))) {
            eprintln!("the notebook is not served: {why}");
        }
    });
    address.recv().context("the notebook is not served")
}

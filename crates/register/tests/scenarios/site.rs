//! A site: one device with its folder of keys and its copy of the register, and the ways to carry bundles between sites.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use daftar_register::claim::{Claim, ClaimId, EntityId, May, PropertyId, RecoverySeed, Subject, Timestamp, Value};
use daftar_register::store::{Access, Report, Store, rebuild, verify};
use daftar_register::view::{self, Ask, Asked, Audience, Page};
use daftar_register::{Bundling, Founding, Home, KeptBack, Register, RegisterError, Syncing};
use tempfile::TempDir;

/// A device that keeps a register.
pub(crate) struct Site {
    dir: TempDir,
    now: fn() -> Timestamp,
    register: Option<Register>,
}

impl Deref for Site {
    type Target = Register;
    fn deref(&self) -> &Register {
        self.register.as_ref().expect("open between steps")
    }
}

impl DerefMut for Site {
    fn deref_mut(&mut self) -> &mut Register {
        self.register.as_mut().expect("open between steps")
    }
}

/// The day on which most of the story is written down.
pub(crate) fn today() -> Timestamp {
    Timestamp::parse("2033-05-01T10:00:00Z").unwrap()
}

impl Site {
    /// The site that makes the register.
    pub(crate) fn first() -> Site {
        Site::first_at(today)
    }

    pub(crate) fn first_at(now: fn() -> Timestamp) -> Site {
        Site::with_seed(now).0
    }

    /// The site that makes the register, and the recovery key that it was shown.
    pub(crate) fn with_seed(now: fn() -> Timestamp) -> (Site, RecoverySeed) {
        let dir = TempDir::new().unwrap();
        let founding =
            Founding { place: "Sanabel".into(), keeper: "Mill Museum".into(), lang: "en".into(), passphrase: None };
        let (register, seed) = Register::create(&folder(dir.path()), &home(dir.path()), founding, now).unwrap();
        (Site { dir, now, register: Some(register) }, seed)
    }

    /// Another device, with a keeper of its own, or for the founding party; granted by this one, and both up to date.
    pub(crate) fn second(&mut self, keeper: Option<&str>) -> Site {
        let mut site = Site::from_bundle(&self.bundle(), keeper);
        self.take(&site.bundle());
        let (key, party) = (site.key().unwrap(), site.party().unwrap());
        self.grant(key, party, vec![May::Record]).unwrap();
        site.take(&self.bundle());
        site
    }

    /// A device that starts from a bundle; nobody has granted it anything.
    pub(crate) fn from_bundle(bundle: &Path, keeper: Option<&str>) -> Site {
        let dir = TempDir::new().unwrap();
        let (at, keys) = (folder(dir.path()), home(dir.path()));
        let register = Register::start_from_bundle(bundle, &at, &keys, "en", keeper, today).unwrap();
        Site { dir, now: today, register: Some(register) }
    }

    /// A device on which there is nothing yet.
    pub(crate) fn empty() -> Site {
        Site { dir: TempDir::new().unwrap(), now: today, register: None }
    }

    /// The same with a register that was made in its folder.
    pub(crate) fn around(mut self, register: Register) -> Site {
        self.register = Some(register);
        self
    }

    /// Where its keys lie.
    pub(crate) fn home(&self) -> Home {
        home(self.dir.path())
    }

    /// A copy of a register that is kept with its keys, to be written on.
    pub(crate) fn kept(at: &Path) -> Site {
        let dir = TempDir::new().unwrap();
        copy_all(&at.join("sanabel"), &folder(dir.path()));
        copy_all(&at.join("home"), &dir.path().join("home"));
        Site { dir, now: today, register: None }
    }

    /// Keeps the register and its keys in a folder, for [`Site::kept`]; what can be made again is left out.
    pub(crate) fn keep(&mut self, at: &Path) {
        self.close();
        copy_all(&self.folder(), &at.join("sanabel"));
        copy_all(&self.dir.path().join("home"), &at.join("home"));
        fs::remove_dir_all(at.join("sanabel/index")).unwrap();
        fs::remove_file(at.join("sanabel/lock")).unwrap();
        self.open();
    }

    /// What a verification finds, keys at hand.
    pub(crate) fn report(&self) -> Report {
        Register::verify(&self.folder(), &home(self.dir.path()), &|_, _| {}).unwrap()
    }

    /// The register as somebody opens it who only looks.
    pub(crate) fn looked_at(&self) -> Result<Register, RegisterError> {
        Register::open(&self.folder(), &home(self.dir.path()), Access::Read, today)
    }

    /// The folder of its keys.
    pub(crate) fn keys(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    pub(crate) fn folder(&self) -> PathBuf {
        folder(self.dir.path())
    }

    /// Closes the register, makes its index anew from the files, and opens it again.
    pub(crate) fn reopen(&mut self) {
        self.register = None;
        rebuild(&self.folder(), &|_, _| {}).unwrap();
        self.open();
    }

    pub(crate) fn close(&mut self) {
        self.register = None;
    }

    pub(crate) fn open(&mut self) {
        let home = home(self.dir.path());
        self.register = Some(Register::open(&self.folder(), &home, Access::Write, self.now).unwrap());
    }

    /// The folder as it is synced; the register is closed meanwhile.
    pub(crate) fn syncing(&self) -> Syncing {
        Syncing::of(&self.folder(), &home(self.dir.path()), self.now)
    }

    pub(crate) fn set_clock(&mut self, now: fn() -> Timestamp) {
        self.now = now;
        self.close();
        self.open();
    }

    /// A bundle of everything that is here.
    pub(crate) fn bundle(&self) -> PathBuf {
        self.bundle_without(&[])
    }

    pub(crate) fn bundle_without(&self, withheld: &[ClaimId]) -> PathBuf {
        let kept_back = KeptBack { claims: withheld.iter().copied().collect(), ..KeptBack::default() };
        self.bundled(&Bundling { kept_back, ..Bundling::default() }).remove(0)
    }

    /// The files of a bundle as it is asked for.
    pub(crate) fn bundled(&self, bundling: &Bundling) -> Vec<PathBuf> {
        let path = self.dir.path().join("out.tar");
        self.make_bundle(&path, bundling, &|_, _| {}).unwrap().parts
    }

    pub(crate) fn take(&mut self, bundle: &Path) {
        let mut taken = self.take_bundle(bundle).unwrap();
        taken.refused.retain(|refusal| !refusal.why.contains("erased here"));
        assert_eq!(taken.refused, Vec::new(), "nothing else is refused");
    }

    /// The same device in a world of its own, for another order of events.
    pub(crate) fn twin(&mut self) -> Site {
        self.close();
        let dir = TempDir::new().unwrap();
        copy_all(self.dir.path(), dir.path());
        self.open();
        let mut twin = Site { dir, now: self.now, register: None };
        twin.open();
        twin
    }

    /// Records one claim, and gives back its id.
    pub(crate) fn say(&mut self, claim: &Claim) -> ClaimId {
        self.record([claim.clone()]).unwrap();
        self.ids_of(std::slice::from_ref(claim)).unwrap()[0]
    }

    /// A new building of this name, recorded.
    pub(crate) fn building(&mut self, name: &str) -> EntityId {
        let (entity, claims) = self.new_entity("building", name, "en").unwrap();
        self.record(claims).unwrap();
        entity
    }

    /// A claim of this site's keeper.
    pub(crate) fn claim(&self, about: EntityId, property: &str, value: Value) -> Claim {
        Claim::new(Subject::Entity(about), PropertyId::parse(property).unwrap(), value, self.keeper().unwrap())
    }

    /// Asks of all that stands here.
    pub(crate) fn asked<T>(&self, ask: &Ask, look: impl FnOnce(&Asked) -> T) -> T {
        let heard = self.hear_all(self.standing(), ask.audience).unwrap();
        look(&Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings))
    }

    pub(crate) fn page(&self, entity: EntityId) -> Page {
        self.asked(&keeper(), |asked| view::page(asked, entity))
    }

    /// The ids of the claims that hold for one property on an entity's page.
    pub(crate) fn holding(&self, entity: EntityId, property: &str) -> Vec<ClaimId> {
        let page = self.page(entity);
        let properties = page.sections.iter().flat_map(|section| &section.properties);
        let of_it = properties.filter(|one| one.folded.property.as_str() == property);
        of_it.flat_map(|one| &one.folded.values).flat_map(|value| value.statements.clone()).collect()
    }

    /// The ids of all claims that stand, sorted.
    pub(crate) fn standing_claims(&self) -> Vec<ClaimId> {
        let heard = self.hear_all(self.standing(), Audience::Keeper).unwrap();
        heard.statements.iter().filter(|statement| statement.stands()).map(|statement| statement.id).collect()
    }

    /// Everything that this site answers: claims, pages, differences, timeline.
    pub(crate) fn answers(&mut self) -> String {
        self.reopen();
        let claims: Vec<String> = self.standing_claims().iter().map(ToString::to_string).collect();
        let views = self.asked(&keeper(), |asked| {
            let pages: Vec<_> = asked.entities().into_iter().map(|entity| view::page(asked, entity)).collect();
            serde_json::to_string_pretty(&(pages, view::differences(asked), view::timeline(asked))).unwrap()
        });
        format!("{}\n{views}", claims.join("\n"))
    }

    /// The files of the register's folder, the index and its side files among them, in which these words lie: in small or
    /// capital letters, as they are, compressed, or in UTF-16.
    pub(crate) fn files_with(&self, words: &str) -> Vec<String> {
        let words = words.to_ascii_lowercase();
        let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let lies = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        let has = |path: &PathBuf| {
            let bytes = readable(path).to_ascii_lowercase();
            lies(&bytes, words.as_bytes()) || lies(&bytes, &wide)
        };
        let found = all_files(&self.folder()).into_iter().filter(has);
        found.map(|path| path.strip_prefix(self.folder()).unwrap().to_string_lossy().into_owned()).collect()
    }

    /// Checks that none of these words lies anywhere, neither now, while the register is open, nor when it is closed.
    pub(crate) fn knows_nothing_of(&mut self, all: &[&str]) {
        for open in [true, false] {
            if !open {
                self.close();
            }
            for words in all {
                assert_eq!(self.files_with(words), [] as [String; 0], "{words} (open: {open})");
            }
        }
        self.open();
    }

    /// What is wrong with the files, by code.
    pub(crate) fn faults(&self) -> (bool, Vec<&'static str>) {
        let report = verify(&self.folder(), None, &|_, _| {}).unwrap();
        (report.is_sound(), report.findings.iter().map(|finding| finding.code).collect())
    }

    /// The files, as another program would open them to read.
    pub(crate) fn files(&mut self) -> Store {
        let standing = self.standing();
        let (claims, files) = (standing.erased.clone(), standing.erased_files.clone());
        self.close();
        let mut store = Store::open(&self.folder(), Access::Read, None).unwrap();
        store.set_erased(claims, files);
        store
    }
}

/// The keeper's question: everything.
pub(crate) fn keeper() -> Ask {
    Ask { audience: Audience::Keeper, ..Ask::default() }
}

fn folder(dir: &Path) -> PathBuf {
    dir.join("sanabel.daftar")
}

fn home(dir: &Path) -> Home {
    Home::at(dir.join("home"))
}

/// Copies a folder with everything in it.
pub(crate) fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let at = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy_all(&file.path(), &at);
        } else {
            fs::copy(file.path(), at).unwrap();
        }
    }
}

/// A file's bytes; of a compressed one, also what it holds.
fn readable(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|ending| ending == "zst") {
        let plain = zstd::decode_all(&bytes[..]).unwrap();
        bytes.extend(plain);
    }
    bytes
}

/// Whether these bytes lie in any file of a site's register, as they are or compressed.
pub(crate) fn lies_about(site: &Site, words: &[u8]) -> bool {
    let has = |bytes: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    all_files(&site.folder()).iter().any(|path| has(&readable(path)))
}

/// Every file below a folder.
pub(crate) fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Each site takes what each other one has, in this order, until nobody has anything new.
pub(crate) fn exchange(sites: &mut [Site], order: &[usize]) {
    for _ in 0..3 {
        for from in order {
            let bundle = sites[*from].bundle();
            for to in order.iter().filter(|to| *to != from) {
                sites[*to].take(&bundle);
            }
        }
    }
}

/// Merges the sites in every order, each in a world of its own, and checks that all sites of all worlds answer alike.
/// Gives back the sites of the last world.
pub(crate) fn merge_in_every_order(mut sites: Vec<Site>) -> Vec<Site> {
    let mut known: Option<String> = None;
    let mut last = Vec::new();
    for order in orders(sites.len()) {
        let mut world: Vec<Site> = sites.iter_mut().map(Site::twin).collect();
        exchange(&mut world, &order);
        for site in &mut world {
            let answers = site.answers();
            assert_eq!(*known.get_or_insert_with(|| answers.clone()), answers, "merged in the order {order:?}");
        }
        last = world;
    }
    last
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1).into_iter();
    let with_last = |order: Vec<usize>| {
        (0..count).map(move |at| {
            let mut longer = order.clone();
            longer.insert(at, count - 1);
            longer
        })
    };
    shorter.flat_map(with_last).collect()
}

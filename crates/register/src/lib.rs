//! Opens a register and joins its parts: what a program in Rust depends on.
//!
//! ```text
//! Register::create / open ── read ▶ drafts ── record ▶ entries ── hear ▶ daftar_view
//! ```
//!
//! [`Register`] is the only place that knows all parts. No part knows it.

mod added;
mod alike;
mod attach;
mod book;
mod bundle;
mod chain;
mod chance;
mod change;
mod check;
mod clock;
mod copies;
mod counting;
pub mod crops;
mod custody;
mod decided;
mod depicted;
mod differing;
pub mod doubles;
mod drafts;
mod erase;
mod error;
mod evidence;
mod exchange;
mod found;
mod fresh_seed;
mod hand;
mod home;
pub mod import;
mod keeping;
mod kept_back;
mod keyring;
mod known;
mod learning;
mod lending;
mod list;
mod look;
pub mod mcpd;
mod names;
mod offered;
mod outline;
pub mod pattern;
mod pieces;
mod placed;
mod profiles;
mod progress;
mod proof;
mod reached;
mod reading;
mod record;
mod recovery;
mod register;
mod remembered;
mod restricted;
mod rows;
mod said;
mod sealed_file;
mod search;
mod searches;
mod seeds;
mod shipped;
mod statements;
mod suggested;
mod survivors;
mod sync;
mod typed;
mod withheld;
mod write;

pub use alike::{Alike, CardChange, ChangedAlike, Deed, Foreseen, Left};
pub use attach::{Attached, Shows, Told};
pub use bundle::{Addressee, Bundled, Bundling, Identities, PartTaken, TakenFile};
pub use change::Undone;
pub use clock::{ClockDoubt, Moment, system_clock};
pub use copies::{
    Copied, CopyKind, Deposits, Extent, Heard as HeardFrom, Kept, Line, LogExtent, Looked, Origin, Outcome, Place,
    Rehearsal, Repaired, Repairing, Scratch, Stake, Trial, Whereabouts,
};
pub use counting::{Book, Come, GerminationTest, Recount, Weighed, weight_less, weight_of_a_thousand};
pub use custody::{
    Changed, Collected, Disposed, HandedOut, History, Listed, NewStep, Proved, ProvedSoFar, Redacted, Run, Sidecar,
    StepTaken, Unread,
};
pub use decided::{Decided, Decision};
pub use differing::Compare;
pub use drafts::Which;
pub use erase::{Erased, Mentions};
pub use error::RegisterError;
pub use found::Founding;
pub use home::{Home, Seat, write_private};
pub use keeping::{
    Begun, Carrying, Contents, Finding, Found, Handed, Handover, Item, Lookout, Meant, Moved, Moving, NewPlace,
    Numbers, Packed, Packing, PlaceOfKeeping, Places, Plan, Receipt, Scanned, Seen, Stock, StockTaking, TypedLine,
    code_of, folded_number, plain_number,
};
pub use kept_back::KeptBack;
pub use keyring::Passphrase;
pub use learning::Things;
pub use lending::{Back, GivenBack};
pub use look::Heard;
pub use offered::Offered;
pub use outline::Outline;
pub use profiles::check_profile;
pub use progress::Progress;
pub use proof::{Proven, Veil, timestamp};
pub use reading::{Notes, Published, Was};
pub use recovery::{Again, Beginning, Reopened, Trustee};
pub use register::{Register, Renewed};
pub use rows::{Labels, Shown as Many, csv_line, guarded};
pub use said::Said;
pub use search::{FoundPage, Sought};
pub use searches::SavedSearch;
pub use seeds::Outlook;
pub use shipped::{PERIODS, PROFILES, shipped_periods};
pub use statements::{LeftOut, WrittenOut};
pub use sync::{Answered, Met, Peer, Syncing, Turn};
pub use typed::{Sealed, SealedLine};
pub use withheld::BLACK;
pub use write::Recorded;

pub use daftar_claim as claim;
pub use daftar_copy as copy;
pub use daftar_date as date;
pub use daftar_deposit as sealed;
pub use daftar_media as media;
pub use daftar_read as read;
pub use daftar_store as store;
pub use daftar_table as table;
pub use daftar_view as view;

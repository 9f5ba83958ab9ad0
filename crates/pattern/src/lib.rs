//! Whether damage near facilities is more than dispersed attacks would give, on bare numbers.

mod asset;
mod binomial;
mod chances;
mod cross;
mod envelope;
mod error;
mod few;
mod hypergeometric;
mod label;
mod near;
mod normal;
mod point;
mod reaches;
mod risk;
mod run;
mod stream;
mod window;

pub use asset::{Asset, AtRisk, Statistic, Tally};
pub use chances::Chances;
pub use cross::{Correction, Cross, Intensity};
pub use envelope::{Band, Curves, Deviation, Extreme, Measure, Ranked, Sequential, Side, holm, sequential};
pub use error::Error;
pub use few::{FEWEST_DAMAGED, FEWEST_NEAR, TooFew};
pub use hypergeometric::Hypergeometric;
pub use label::Exact;
pub use near::Facilities;
pub use point::Point;
pub use reaches::Reaches;
pub use risk::{Fourfold, Ratio, Risk, StratumRisk};
pub use run::Run;
pub use window::Window;

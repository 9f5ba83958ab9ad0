//! Whether damage near facilities is more than dispersed attacks would give, on bare numbers.

mod cross;
mod envelope;
mod error;
mod hypergeometric;
mod near;
mod point;
mod reaches;
mod run;
mod stream;
mod window;

pub use cross::{Correction, Cross, Intensity};
pub use envelope::{Band, Curves, Deviation, Extreme, Measure, Ranked, Sequential, Side, holm, sequential};
pub use error::Error;
pub use hypergeometric::{Chances, Hypergeometric};
pub use near::Facilities;
pub use point::Point;
pub use reaches::Reaches;
pub use run::Run;
pub use window::Window;

//! Whether damage near facilities is more than dispersed attacks would give, on bare numbers: no claims, no files, no clock.
//!
//! What is asked is declared first: a [`Question`] with its statistic, side, level and seed, and [`Reaches`], the distances. Then
//! [`ask`] compares the damage with that of exchanged labels: within each stratum, any thing at risk might have been damaged as well as
//! another ([`AtRisk`], from a list of [`Asset`]s). Where no such list is, [`ask_of_exposure`] compares it with damage spread as an
//! [`Exposure`] says that is known from elsewhere ([`Spread`], [`Scatter`]: inhomogeneous cross-L, nearest-facility counts). An [`Answer`] has
//! its verdict from one global test, all other tests that were run, exact intervals, the power for a stated effect, and what the test
//! cannot see ([`Unseen`]). Where there is too little, it says so ([`TooFew`]). A p is never 0 and nothing is no number.
//!
//! Around that: [`bracket()`] (strata from coarse to fine), [`Incidents`] (one attack damages several things), [`controls`] and
//! [`shifted`] (other places), [`jittered`] (errors of places), [`disputed`] (sources differ), [`ask_of_classes`] (several classes, one test).
//! For pictures and effects: [`Cross`] (K, L, pair correlation with exact weights at the edge), [`NearestCurves`], [`effect()`], [`AtRisk::risks`],
//! [`Focus`] (the model of Diggle & Rowlingson). [`Curves`] has the tests of curves alone.
//!
//! ```
//! use daftar_pattern::*;
//! let wells = Facilities::new(&[Point::new(300.0, 300.0), Point::new(700.0, 650.0)])?;
//! let reaches = Reaches::even(200.0, 10)?;
//! // An invented town in metres: damage is denser near the wells.
//! let asset = |number: u32| {
//!     let at = Point::new(f64::from(number % 30) * 33.0, f64::from(number / 30) * 33.0);
//!     let near = [(300.0, 300.0), (700.0, 650.0)].iter().any(|(x, y)| (x - at.x).hypot(y - at.y) < 120.0);
//!     Asset { at, damaged: number % 9 == 0 || (near && number % 3 == 0), stratum: 0, is_facility: false }
//! };
//! let assets: Vec<Asset> = (0..900).map(asset).collect();
//! let question = Question {
//!     statistic: Statistic::Nearest,
//!     side: Side::Both,
//!     level: 0.05,
//!     run: Run::new(999, 7, 2)?,
//!     supposed: Some((Supposed { times: 2.0, reach: 4 }, 100)),
//! };
//! let answer = ask(&AtRisk::new(&assets, &wells, &reaches)?, question)?;
//! assert!(matches!(answer.verdict, Verdict::More { .. }));
//! assert!(answer.p().is_some_and(|p| p <= 0.01) && answer.unseen.contains(&Unseen::Intent));
//! # Ok::<(), Error>(())
//! ```
//!
//! Places are those of a projected plane, in one unit of length: whoever projects them chooses a zone in which the window lies whole, so
//! that no antimeridian is met here.

mod answer;
mod asset;
mod binomial;
mod bracket;
mod chances;
mod classes;
mod cross;
mod dispute;
mod effect;
mod elsewhere;
mod envelope;
mod error;
mod exposure;
mod few;
mod focus;
mod hypergeometric;
mod incident;
mod label;
mod near;
mod nearest;
mod neighbours;
mod normal;
mod point;
mod power;
mod reaches;
mod risk;
mod rows;
mod run;
mod scatter;
mod scoring;
mod spread;
mod strata;
mod stream;
mod weigh;
mod window;

pub use answer::{Answer, Kind, Null, Numbers, Picture, Question, Test, Unseen, Verdict, ask, ask_of_exposure};
pub use asset::{Asset, AtRisk, Statistic, Tally};
pub use bracket::{Jittered, Level, bracket, jittered};
pub use chances::Chances;
pub use classes::{Classes, ask_of_classes};
pub use cross::{Correction, Cross, Intensity};
pub use dispute::{Disputed, Taken, disputed};
pub use effect::{Effect, effect, effect_curves, middles, nearest_distances};
pub use elsewhere::{controls, shifted, standing};
pub use envelope::{Band, Curves, Deviation, Extreme, Measure, Ranked, Sequential, Side, holm, sequential};
pub use error::Error;
pub use exposure::{Exposure, Raster};
pub use few::{FEWEST_DAMAGED, FEWEST_NEAR, TooFew};
pub use focus::{Focus, Focused, Raised};
pub use hypergeometric::Hypergeometric;
pub use incident::Incidents;
pub use label::Exact;
pub use near::Facilities;
pub use nearest::NearestCurves;
pub use point::Point;
pub use power::{Power, Rule, Supposed, wilson};
pub use reaches::Reaches;
pub use risk::{Fourfold, Ratio, Risk, StratumRisk};
pub use run::Run;
pub use scatter::Scatter;
pub use spread::Spread;
pub use strata::{crossed, squares};
pub use window::Window;

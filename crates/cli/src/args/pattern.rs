//! Questions about patterns.

use std::path::PathBuf;

/// What is asked of damage and facilities.
#[derive(Debug, clap::Args)]
pub(crate) struct Pattern {
    /// The facilities: a file (CSV, XLSX, ODS, JSON Lines with columns latitude and longitude; GeoJSON), or a kind of card.
    #[arg(long, value_name = "FILE|KIND")]
    pub(crate) facilities: String,
    /// What is at risk, damaged or not: a file with a column damaged (yes, no, disputed) and perhaps stratum, error (metres) and
    /// attack; or a kind of card.
    #[arg(long, value_name = "FILE|KIND")]
    pub(crate) damage: String,
    /// All that is at risk, where --damage lists damaged places alone: a file. Damage belongs to the thing whose number it names (column
    /// number), else to the nearest within --join metres; what belongs to none is left out, and named.
    #[arg(long, value_name = "FILE")]
    pub(crate) assets: Option<PathBuf>,
    /// With --assets: how near damage without a number must lie to belong to a thing, in metres.
    #[arg(long, value_name = "METRES", default_value_t = 25.0, requires = "assets")]
    pub(crate) join: f64,
    /// Where no list of what is at risk is at hand: a grid of how much there is in each cell that could be damaged (people, houses): GeoTIFF of
    /// one band in degrees (EPSG:4326), UTM on WGS 84 or Web Mercator, or Esri ASCII grid (.asc) in degrees. Cells without a number hold
    /// nothing. It must not come from the damage. Then only the damaged ones of --damage count.
    #[arg(long, value_name = "FILE.tif|FILE.asc", conflicts_with = "assets")]
    pub(crate) exposure: Option<PathBuf>,
    /// With --exposure: the window that was looked at, as polygons: GeoJSON, a Shapefile (zipped), a GeoPackage, KML. Several are
    /// one area: what neighbours share is no edge, and what overlaps counts once. What lies outside is left out, and named. Of a large grid
    /// only what meets the window is read.
    #[arg(long, value_name = "AREAS", requires = "exposure")]
    pub(crate) window: Option<PathBuf>,
    /// With --exposure and --count every: what is done at the edge of the window.
    #[arg(long, value_enum, default_value_t = Edge::Translation, requires = "exposure")]
    pub(crate) edge: Edge,
    /// Strata as polygons (property stratum or name), in files as for --window: damage is exchanged within each. Crossed with a column stratum.
    /// What lies in none of them, or in several, is left out, and named.
    #[arg(long, value_name = "AREAS", conflicts_with = "exposure")]
    pub(crate) strata: Option<PathBuf>,
    /// The farthest distance at which nearness is looked for, in metres. Declare it before you look at the damage.
    #[arg(long, value_name = "METRES", default_value_t = 500.0)]
    pub(crate) within: f64,
    /// Into how many steps that distance is parted.
    #[arg(long, default_value_t = 20)]
    pub(crate) steps: usize,
    /// What speaks against chance.
    #[arg(long, value_enum, default_value_t = Side::Both)]
    pub(crate) side: Side,
    /// Which facilities count: the nearest of each thing, or each within the distance.
    #[arg(long, value_enum, default_value_t = Count::Nearest)]
    pub(crate) count: Count,
    /// Greatest p that is taken as a finding.
    #[arg(long, default_value_t = 0.05)]
    pub(crate) level: f64,
    /// How often damage is exchanged at random.
    #[arg(long, default_value_t = 999)]
    pub(crate) simulations: usize,
    /// Where the random numbers begin: the same numbers come out for the same seed.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Ask again with strata cut into squares of these sides, or the exposure averaged over them, in metres: 2000,1000,500.
    #[arg(long, value_name = "METRES", value_delimiter = ',')]
    pub(crate) squares: Vec<f64>,
    /// Ask again with damage within so many metres of each other as one attack.
    #[arg(long, value_name = "METRES")]
    pub(crate) attack: Option<f64>,
    /// The effect for which the power is told: so many times the odds.
    #[arg(long, value_name = "TIMES", default_value_t = 2.0)]
    pub(crate) times: f64,
    /// Of cards: damaged is what is at least so bad on the scale of states, 1 possibly, 2 slightly, 3 moderately, 4 severely, 5 destroyed.
    #[arg(long, value_name = "RANK", default_value_t = 2, value_parser = clap::value_parser!(i64).range(1..=5))]
    pub(crate) from_rank: i64,
    /// Write the report as a page with its drawings.
    #[arg(long, value_name = "FILE.html")]
    pub(crate) to: Option<PathBuf>,
    /// Write all curves of the declared test as CSV.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) curves: Option<PathBuf>,
    /// Write over files that are there.
    #[arg(long)]
    pub(crate) force: bool,
}

/// What speaks against chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Side {
    /// More or less damage near facilities.
    Both,
    /// More damage near them.
    More,
    /// Less damage near them.
    Less,
}

/// Which facilities count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Count {
    /// How many damaged things lie within a distance of some facility.
    Nearest,
    /// How many pairs of a damaged thing and a facility do. With --exposure: the inhomogeneous cross-L.
    Every,
}

/// What is done at the edge of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Edge {
    /// Pairs are weighed by how much of the window meets itself when it is shifted by them.
    Translation,
    /// Pairs are weighed by how much of the circle through them lies inside.
    Isotropic,
    /// Only facilities that lie deep enough inside count.
    Border,
}

//! The question where no list of what is at risk is at hand: damage beside an exposure that is known from elsewhere.

use daftar_pattern::{
    Answer, Asset, Correction, Disputed, Error, Facilities, Incidents, Point, Question, Raster, Reaches, Spread, Taken,
    Window, nearest_distances,
};

use super::{Asked, Attacks, Damaged, Given, JITTERED, LEAST_ERROR, LeftOut, Report, Thing};

/// Where damage might have been, in metres of the plane.
#[derive(Clone, PartialEq, Debug)]
pub struct Ground {
    /// What the exposure is called.
    pub exposure: String,
    /// The rings of the window, holes too; none for all that the raster covers.
    pub window: Vec<Vec<Point>>,
    /// How much there is that could be damaged, in any unit.
    pub raster: Raster,
    /// What is done at the edge of the window.
    pub edge: Correction,
}

/// What is asked of, once what lies outside is left out.
struct Inside<'a> {
    spread: Spread<'a>,
    question: Question,
    things: &'a [Thing],
}

/// Asks in all ways.
pub(super) fn report(asked: Asked, mut given: Given, progress: &dyn Fn(u64, u64)) -> Result<Report, Error> {
    let Some(ground) = given.ground.take() else { return Err(Error::Nothing { what: "exposure" }) };
    let window = match ground.window.is_empty() {
        true => ground.raster.window()?,
        false => Window::new(&ground.window)?,
    };
    let reaches = Reaches::even(asked.within, asked.steps)?;
    progress(0, JITTERED as u64 + 1);
    let bare = |facilities| Spread {
        window: &window,
        raster: &ground.raster,
        facilities,
        reaches: &reaches,
        correction: ground.edge,
    };
    leave_out(&mut given, &bare(&[]));
    let inside = Inside { spread: bare(&given.facilities), question: asked.question()?, things: &given.things };
    let answer = inside.spread.ask(&inside.damage(|damaged| damaged == Damaged::Yes), inside.question)?;
    let (finer, attacks) = (inside.finer(&asked.squares)?, inside.attacks(asked.attack)?);
    let (disputed, jittered) = (inside.disputed(&answer)?, inside.jittered(progress)?);
    given.ground = Some(ground);
    Ok(Report { asked, given, answer, finer, attacks, disputed, jittered })
}

/// What lies outside the window, or where nothing is exposed, cannot be asked of: it is named.
fn leave_out(given: &mut Given, spread: &Spread<'_>) {
    let mut lost = Vec::new();
    let mut left = |of, at: &Point, en: &str, ar: &str| {
        let which = format!("{:.0} m east, {:.0} m north of the middle", at.x, at.y);
        lost.push(LeftOut { of, which, why: [en.to_owned(), ar.to_owned()] });
    };
    given.facilities.retain(|at| {
        let inside = spread.window.contains(*at);
        if !inside {
            left("facilities", at, "lies outside the window", "يقع خارج المنطقة");
        }
        inside
    });
    given.things.retain(|thing| {
        let exposed = spread.is_exposed(thing.at);
        if !exposed && matches!(thing.damaged, Damaged::Yes | Damaged::Disputed) {
            let (en, ar) = (
                "lies outside the window, or where by the exposure nothing can be damaged",
                "يقع خارج المنطقة، أو حيث لا شيء يمكن أن يتضرر بحسب التعرّض",
            );
            left("things", &thing.at, en, ar);
        }
        exposed
    });
    given.left_out.extend(lost);
}

impl Inside<'_> {
    fn damage(&self, counts: impl Fn(Damaged) -> bool) -> Vec<Point> {
        self.things.iter().filter(|thing| counts(thing.damaged)).map(|thing| thing.at).collect()
    }

    fn bare(&self) -> Question {
        Question { supposed: None, ..self.question }
    }

    /// With the exposure averaged over ever smaller squares.
    fn finer(&self, sides: &[f64]) -> Result<Vec<daftar_pattern::Level>, Error> {
        self.spread.bracket(&self.damage(|damaged| damaged == Damaged::Yes), sides, self.bare())
    }

    /// With attacks as units.
    fn attacks(&self, reach: Option<f64>) -> Result<Option<Attacks>, Error> {
        let struck: Vec<&Thing> = self.things.iter().filter(|thing| thing.damaged == Damaged::Yes).collect();
        let assets: Vec<Asset> = struck.iter().map(|thing| thing.asset()).collect();
        let told: Vec<Option<u32>> = struck.iter().map(|thing| thing.attack).collect();
        let is_told = told.iter().any(Option::is_some);
        let incidents = match (is_told, reach) {
            (true, _) => Incidents::told(&assets, &told)?,
            (false, Some(reach)) => Incidents::joined(&assets, reach)?,
            (false, None) => return Ok(None),
        };
        let units = incidents.as_units(&assets);
        let places: Vec<Point> = units.iter().filter(|unit| unit.damaged).map(|unit| unit.at).collect();
        let answer = self.spread.ask(&places, self.bare())?;
        Ok(Some(Attacks { told: is_told, count: incidents.count, largest: incidents.largest, answer }))
    }

    /// With what is disputed taken in the ways that are best and worst for nearness, beside the declared answer.
    fn disputed(&self, declared: &Answer) -> Result<Option<Disputed>, Error> {
        let of = |damaged: Damaged| self.things.iter().filter(move |thing| thing.damaged == damaged);
        let places: Vec<Point> = of(Damaged::Disputed).map(|thing| thing.at).collect();
        if places.is_empty() {
            return Ok(None);
        }
        let far = nearest_distances(&places, &Facilities::new(self.spread.facilities)?)?;
        let mut cases = vec![(Taken::None, declared.clone())];
        for taken in Taken::ways(self.spread.reaches).into_iter().filter(|taken| *taken != Taken::None) {
            let counted = places.iter().zip(&far).filter(|(_, far)| taken.counts(**far)).map(|(at, _)| *at);
            let damage: Vec<Point> = of(Damaged::Yes).map(|thing| thing.at).chain(counted).collect();
            cases.push((taken, self.spread.ask(&damage, self.bare())?));
        }
        let finding = |answer: &Answer| std::mem::discriminant(&answer.verdict);
        let changes = cases.iter().any(|(_, answer)| finding(answer) != finding(declared));
        Ok(Some(Disputed { count: places.len(), cases, changes }))
    }

    /// With places moved by their errors.
    fn jittered(&self, progress: &dyn Fn(u64, u64)) -> Result<Option<daftar_pattern::Jittered>, Error> {
        let struck: Vec<&Thing> = self.things.iter().filter(|thing| thing.damaged == Damaged::Yes).collect();
        if !struck.iter().any(|thing| thing.error >= LEAST_ERROR) {
            return Ok(None);
        }
        let errors: Vec<f64> = struck.iter().map(|thing| thing.error).collect();
        let places: Vec<Point> = struck.iter().map(|thing| thing.at).collect();
        let repeated = |done: usize| progress(done as u64 + 1, JITTERED as u64 + 1);
        self.spread.jittered(&places, &errors, self.bare(), JITTERED, &repeated).map(Some)
    }
}

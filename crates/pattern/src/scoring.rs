//! Likelihood of damage under the model of `focus`, and the way to its top.

/// What the likelihood is of.
pub(crate) struct Model<'a> {
    pub(crate) damaged: &'a [bool],
    /// Thing by thing: one for the constant, then the covariates.
    pub(crate) columns: &'a [Vec<f64>],
    /// Thing by thing, squares of the distances to its facilities.
    pub(crate) squares: &'a [f64],
    pub(crate) facilities: usize,
}

/// Height, slope and curvature of the likelihood.
struct Hill {
    height: f64,
    slope: Vec<f64>,
    /// Row by row, the expected information.
    bend: Vec<f64>,
}

/// Logarithms beyond which alpha and beta no longer change anything that shows.
const FARTHEST: f64 = 60.0;

impl Model<'_> {
    /// With the logarithms of alpha and beta as the last two numbers, if `raised`.
    fn hill(&self, at: &[f64], raised: bool, only_height: bool) -> Hill {
        let count = at.len();
        let mut hill = Hill { height: 0.0, slope: vec![0.0; count], bend: vec![0.0; count * count] };
        let mut row = vec![0.0; count];
        for (asset, columns) in self.columns.iter().enumerate() {
            row[..columns.len()].copy_from_slice(columns);
            let mut odds: f64 = columns.iter().zip(at).map(|(column, times)| column * times).sum();
            if raised {
                odds += self.raise(asset, [at[count - 2], at[count - 1]], &mut row);
            }
            hill.add(odds, self.damaged[asset], &row, only_height);
        }
        hill
    }

    /// What the facilities add to the logarithm of the odds; its slopes are written to the end of the row.
    fn raise(&self, asset: usize, [ln_alpha, ln_beta]: [f64; 2], row: &mut [f64]) -> f64 {
        let (beta, count) = (ln_beta.exp(), row.len());
        let (mut sum, mut by_alpha, mut by_beta) = (0.0, 0.0, 0.0);
        for square in &self.squares[asset * self.facilities..(asset + 1) * self.facilities] {
            let fading = beta * square;
            let raise = (ln_alpha - fading).exp();
            if raise > 0.0 {
                sum += raise.ln_1p();
                by_alpha += raise / (1.0 + raise);
                by_beta -= fading * raise / (1.0 + raise);
            }
        }
        (row[count - 2], row[count - 1]) = (by_alpha, by_beta);
        sum
    }
}

impl Hill {
    fn add(&mut self, odds: f64, damaged: bool, row: &[f64], only_height: bool) {
        // ln(1 + e^odds) without overflow.
        let more = odds.max(0.0) + (-odds.abs()).exp().ln_1p();
        self.height += if damaged { odds - more } else { -more };
        if only_height {
            return;
        }
        let chance = (odds - more).exp();
        let off = f64::from(u8::from(damaged)) - chance;
        let weight = chance * (1.0 - chance);
        for (i, a) in row.iter().enumerate() {
            self.slope[i] += off * a;
            for (j, b) in row.iter().enumerate() {
                self.bend[i * row.len() + j] += weight * a * b;
            }
        }
    }
}

/// Up from a start by Fisher's scoring, damped where it overshoots (Marquardt 1963); where it ends after
/// so many steps at most, and how high.
pub(crate) fn climb(model: &Model, start: Vec<f64>, raised: bool, steps: usize) -> (Vec<f64>, f64) {
    let (mut at, mut damping) = (start, 1e-3);
    let mut hill = model.hill(&at, raised, false);
    for _ in 0..steps {
        let Some(step) = solve(&hill, damping) else { break };
        let next: Vec<f64> = at.iter().zip(&step).map(|(at, step)| (at + step).clamp(-FARTHEST, FARTHEST)).collect();
        let height = model.hill(&next, raised, true).height;
        if height > hill.height {
            let gain = height - hill.height;
            at = next;
            hill = model.hill(&at, raised, false);
            damping = (damping * 0.2).max(1e-12);
            if gain < 1e-11 * (1.0 + height.abs()) {
                break;
            }
        } else {
            damping *= 8.0;
            if damping > 1e8 {
                break;
            }
        }
    }
    (at, hill.height)
}

/// The step to the top of the parabola, shortened by damping; nothing where the hill is flat.
fn solve(hill: &Hill, damping: f64) -> Option<Vec<f64>> {
    let count = hill.slope.len();
    let mut rows: Vec<Vec<f64>> = hill.bend.chunks(count).map(<[f64]>::to_vec).collect();
    let mut step = hill.slope.clone();
    for (place, row) in rows.iter_mut().enumerate() {
        row[place] = row[place] * (1.0 + damping) + 1e-12;
    }
    for place in 0..count {
        let pivot = (place..count).max_by(|a, b| rows[*a][place].abs().total_cmp(&rows[*b][place].abs()))?;
        rows.swap(place, pivot);
        step.swap(place, pivot);
        let head = rows[place].clone();
        if head[place].abs() < 1e-300 {
            return None;
        }
        for below in place + 1..count {
            let times = rows[below][place] / head[place];
            rows[below].iter_mut().zip(&head).for_each(|(a, b)| *a -= times * b);
            step[below] -= times * step[place];
        }
    }
    for place in (0..count).rev() {
        let known: f64 = (place + 1..count).map(|other| rows[place][other] * step[other]).sum();
        step[place] = (step[place] - known) / rows[place][place];
    }
    step.iter().all(|step| step.is_finite()).then_some(step)
}

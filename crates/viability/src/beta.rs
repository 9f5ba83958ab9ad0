//! The Beta distribution.

use libm::lgamma;

use crate::normal::fraction;

/// The number below which a Beta-distributed fraction lies with a probability: by halving on the scale of deviates, on which
/// it is smooth.
pub(crate) fn quantile(probability: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (-12.0, 8.0);
    for _ in 0..64 {
        let middle = 0.5 * (low + high);
        if below(a, b, middle) < probability { low = middle } else { high = middle }
    }
    fraction(0.5 * (low + high))
}

/// The probability to lie below the fraction of a deviate: the regularised incomplete beta function, by its continued
/// fraction on the side where that converges fast.
fn below(a: f64, b: f64, deviate: f64) -> f64 {
    let (x, y) = (fraction(deviate), fraction(-deviate));
    let front = (lgamma(a + b) - lgamma(a) - lgamma(b) + a * x.ln() + b * y.ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) { front * continued(a, b, x) / a } else { 1.0 - front * continued(b, a, y) / b }
}

/// The continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22).
fn continued(a: f64, b: f64, x: f64) -> f64 {
    let held = |number: f64| if number.abs() < 1e-300 { 1e-300 } else { number };
    let (mut c, mut d) = (1.0, 1.0 / held(1.0 - (a + b) * x / (a + 1.0)));
    let mut product = d;
    for step in 1..2000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / held(1.0 + term * d);
            c = held(1.0 + term / c);
            change = c * d;
            product *= change;
        }
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_distribution() {
        // scipy.stats.beta.ppf
        let known = [
            (0.05, 45.5, 5.5, 0.813_589_157),
            (0.95, 45.5, 5.5, 0.953_192_440),
            (0.05, 5.5, 0.5, 0.694_254_415),
            (0.5, 0.5, 0.5, 0.5),
        ];
        for (probability, a, b, expected) in known {
            assert!((quantile(probability, a, b) - expected).abs() < 1e-8, "{a} {b}");
        }
        let many = quantile(0.05, 90_000.5, 10_000.5);
        assert!((many - 0.898_431_007).abs() < 1e-8, "{many}");
    }
}

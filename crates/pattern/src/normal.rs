//! The normal law.

/// The deviate under which a share between 0 and 1 lies: bisection of the error function, to the last digits.
pub(crate) fn deviate(share: f64) -> f64 {
    let below = |deviate: f64| 0.5 * libm::erfc(-deviate / std::f64::consts::SQRT_2);
    let (mut low, mut high) = (-38.0, 38.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if below(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

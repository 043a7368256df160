//! The few tests that reports use. Each is exact or names the paper it follows.

use statrs::distribution::{DiscreteCDF, Hypergeometric};

/// The 97.5 % quantile of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// Returns how likely it is by chance that at least `now.0` of `now.1` have a property that `before.0` of `before.1`
/// had: Fisher's exact test, one-sided (Fisher, *The Design of Experiments*, 1935, chapter II; the margins are held
/// fixed).
///
/// A count that is greater than its total is treated as equal to the total.
#[must_use]
pub(crate) fn fisher_more(now: (u64, u64), before: (u64, u64)) -> f64 {
    let (now, before) = ((now.0.min(now.1), now.1), (before.0.min(before.1), before.1));
    let Some(less) = now.0.checked_sub(1) else { return 1.0 };
    // The population is the sum of two totals and never smaller than its parts, so the distribution can always be
    // created.
    Hypergeometric::new(now.1 + before.1, now.0 + before.0, now.1)
        .map_or(1.0, |chance| chance.sf(less).min(1.0))
}

/// Returns, for each p-value, the least false discovery rate at which it is a discovery, in the order given
/// (Benjamini and Hochberg, *J. R. Stat. Soc. B* 57 (1995) 289–300, in its adjusted form).
#[must_use]
pub(crate) fn discovery_rates(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut rates = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (rank, at) in order.into_iter().enumerate().rev() {
        least = least.min(p[at] * p.len() as f64 / (rank + 1) as f64);
        rates[at] = least;
    }
    rates
}

/// Returns the 95 % interval of a share, `k` of `n`: Wilson's score interval without continuity correction (Wilson,
/// *J. Am. Stat. Assoc.* 22 (1927) 209–212). Returns `None` if `n` is 0.
#[must_use]
pub(crate) fn wilson(k: u64, n: u64) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (n, share) = (n as f64, k.min(n) as f64 / n as f64);
    let z2 = Z95 * Z95;
    let middle = share + z2 / (2.0 * n);
    let reach = Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    Some((((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0)))
}

/// Sorts `values` and returns the middle one, or for an even number the point halfway between the two in the middle.
#[must_use]
pub(crate) fn median(values: &mut [i64]) -> Option<i64> {
    values.sort_unstable();
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    Some(if values.len() % 2 == 1 { upper } else { values[half - 1].midpoint(upper) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, published: f64, within: f64, why: &str) {
        assert!((found - published).abs() < within, "{why}: {found}, published {published}");
    }

    #[test]
    fn fisher_agrees_with_published_values() {
        near(fisher_more((3, 4), (1, 4)), 17.0 / 70.0, 1e-12, "the lady tasting tea, three of four right");
        near(fisher_more((4, 4), (0, 4)), 1.0 / 70.0, 1e-12, "the lady tasting tea, all right");
        // Fisher, Statistical Methods for Research Workers, section 21.02: 10 of 13 monozygotic and 2 of 17 dizygotic
        // twins of criminals were convicted; 619 of 1 330 665.
        near(fisher_more((10, 13), (2, 17)), 619.0 / 1_330_665.0, 1e-12, "Lange's twins");
        near(fisher_more((6, 20), (8, 120)), 0.0058, 0.00005, "the vector of the design");
    }

    #[test]
    fn fisher_has_sane_ends() {
        near(fisher_more((0, 20), (8, 120)), 1.0, 1e-12, "at least none is certain");
        near(fisher_more((0, 0), (0, 0)), 1.0, 1e-12, "nothing at all shows nothing");
        near(fisher_more((5, 5), (0, 0)), 1.0, 1e-12, "without a baseline nothing is unusual");
        near(fisher_more((20, 20), (120, 120)), 1.0, 1e-12, "always the same is not unusual");
        near(fisher_more((9, 5), (0, 5)), fisher_more((5, 5), (0, 5)), 1e-12, "a count is held at its total");
        let many = fisher_more((3_000, 40_000), (10_000, 200_000));
        assert!(many > 0.0 && many < 1e-50, "large stores do not overflow: {many}");
    }

    #[test]
    fn discovery_rates_agree_with_the_worked_example() {
        // Benjamini and Hochberg (1995), section 3.1: of 15 p-values of Neuhaus et al. the procedure at 5 % finds the
        // first four, Bonferroni's only three.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let rates = discovery_rates(&p);
        assert_eq!(rates.iter().filter(|rate| **rate <= 0.05).count(), 4, "four are discoveries at 5 %");
        near(rates[3], 0.0095 * 15.0 / 4.0, 1e-12, "the fourth by its own rank");
        near(rates[5], 0.0298 * 15.0 / 7.0, 1e-12, "a rate is never above that of a larger p-value");
        assert!(rates.is_sorted(), "rates rise with the p-values");
        let mut turned = p;
        turned.reverse();
        let mut back = discovery_rates(&turned);
        back.reverse();
        assert_eq!(back, rates, "each value keeps its place");
        assert!(discovery_rates(&[]).is_empty(), "no test, no discovery");
    }

    #[test]
    fn wilson_agrees_with_published_values() {
        // Newcombe, Stat. Med. 17 (1998) 857–872, table I, method 3.
        for (k, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (found_low, found_high) = wilson(k, n).expect("n is not 0");
            near(found_low, low, 0.00005, "lower limit");
            near(found_high, high, 0.00005, "upper limit");
        }
        assert_eq!(wilson(0, 0), None, "nothing of nothing is no share");
        assert_eq!(wilson(7, 7).map(|(_, high)| high), Some(1.0), "a share ends at 1");
    }

    #[test]
    fn the_median_is_the_middle_or_between_two() {
        assert_eq!(median(&mut [3, 1, 2]), Some(2), "of an odd number the middle");
        assert_eq!(median(&mut [4, 1, 2, 3]), Some(2), "of an even number halfway, in whole seconds");
        assert_eq!(median(&mut []), None, "of none there is none");
    }
}

//! Country codes: FIPS 10-4, ISO 3166-1 and names, to ISO 3166-1 alpha-2.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::text::fold;

const TABLE: &str = include_str!("tables/countries.tsv");

/// A country of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Country {
    /// The ISO 3166-1 alpha-2 code, as the store writes it.
    pub(super) iso: &'static str,
    /// The name as GeoNames has it.
    pub(super) name: &'static str,
}

#[derive(Default)]
struct Index {
    fips: HashMap<&'static str, Country>,
    iso2: HashMap<&'static str, Country>,
    iso3: HashMap<&'static str, Country>,
    names: HashMap<String, Country>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { names: HashMap::new(), ..Index::default() };
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let [Some(iso), Some(iso3), Some(fips), Some(name)] = [(); 4].map(|()| cells.next()) else {
            continue;
        };
        let country = Country { iso, name };
        if !fips.is_empty() {
            index.fips.entry(fips).or_insert(country);
        }
        if !iso3.is_empty() {
            index.iso2.insert(iso, country);
            index.iso3.insert(iso3, country);
            index.names.insert(fold(name), country);
        }
    }
    // Codes of CAMEO and names of the data sets that ISO or GeoNames write otherwise.
    for (code, iso) in [("ROM", "RO"), ("WSB", "PS"), ("GZS", "PS"), ("TMP", "TL"), ("ZAR", "CD")] {
        if let Some(country) = index.iso2.get(iso).copied() {
            index.iso3.entry(code).or_insert(country);
        }
    }
    for (name, iso) in [
        ("russia (soviet union)", "RU"),
        ("russian federation", "RU"),
        ("united states of america", "US"),
        ("syrian arab republic", "SY"),
        ("bosnia-herzegovina", "BA"),
        ("dr congo (zaire)", "CD"),
        ("myanmar (burma)", "MM"),
        ("yemen (north yemen)", "YE"),
        ("turkey (ottoman empire)", "TR"),
        ("turkey", "TR"),
        ("burma", "MM"),
        ("czech republic", "CZ"),
        ("palestine", "PS"),
    ] {
        if let Some(country) = index.iso2.get(iso).copied() {
            index.names.entry(name.to_owned()).or_insert(country);
        }
    }
    index
});

/// Returns the country of a FIPS 10-4 code, which GDELT uses for places.
pub(super) fn from_fips(code: &str) -> Option<Country> {
    INDEX.fips.get(code).copied()
}

/// Returns the country of an ISO 3166-1 alpha-3 code, or of CAMEO's variant of it, which GDELT uses for actors.
pub(super) fn from_iso3(code: &str) -> Option<Country> {
    INDEX.iso3.get(code).copied()
}

/// Returns the country with a name, in any case and with or without accents.
pub(super) fn from_name(name: &str) -> Option<Country> {
    INDEX.names.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fips_is_not_iso() {
        let iso = |fips| from_fips(fips).map(|country| country.iso);
        for (fips, code) in
            [("AS", "AU"), ("UP", "UA"), ("RS", "RU"), ("UK", "GB"), ("SF", "ZA"), ("GZ", "PS")]
        {
            assert_eq!(iso(fips), Some(code), "FIPS {fips}");
        }
        assert_eq!((iso("OS"), iso("")), (None, None), "oceans and nothing have no country");
        assert_eq!(from_iso3("ROM").map(|c| c.iso), Some("RO"), "CAMEO's Romania");
        assert_eq!(from_name("ukraine").map(|c| c.iso), Some("UA"));
    }

    #[test]
    fn the_table_has_no_broken_line() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(line.split('\t').count(), 4, "{line}");
        }
        assert!(INDEX.iso2.len() > 240, "all countries are there: {}", INDEX.iso2.len());
    }
}

//! Lookups that spare a scan: postings by actor, venue and day.

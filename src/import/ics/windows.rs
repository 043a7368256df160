//! The names that Windows and Outlook give to time zones (CLDR, *windowsZones*): those of Europe, the Middle East and the
//! places where talks are held.

use chrono_tz::Tz;

const ZONES: [(&str, Tz); 34] = [
    ("Arab Standard Time", Tz::Asia__Riyadh),
    ("Arabian Standard Time", Tz::Asia__Dubai),
    ("Azerbaijan Standard Time", Tz::Asia__Baku),
    ("Belarus Standard Time", Tz::Europe__Minsk),
    ("Caucasus Standard Time", Tz::Asia__Yerevan),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("Central Standard Time", Tz::America__Chicago),
    ("China Standard Time", Tz::Asia__Shanghai),
    ("E. Europe Standard Time", Tz::Europe__Chisinau),
    ("Eastern Standard Time", Tz::America__New_York),
    ("Egypt Standard Time", Tz::Africa__Cairo),
    ("FLE Standard Time", Tz::Europe__Kyiv),
    ("GMT Standard Time", Tz::Europe__London),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("Georgian Standard Time", Tz::Asia__Tbilisi),
    ("Greenwich Standard Time", Tz::Atlantic__Reykjavik),
    ("India Standard Time", Tz::Asia__Kolkata),
    ("Iran Standard Time", Tz::Asia__Tehran),
    ("Israel Standard Time", Tz::Asia__Jerusalem),
    ("Jordan Standard Time", Tz::Asia__Amman),
    ("Kaliningrad Standard Time", Tz::Europe__Kaliningrad),
    ("Middle East Standard Time", Tz::Asia__Beirut),
    ("Mountain Standard Time", Tz::America__Denver),
    ("Pacific Standard Time", Tz::America__Los_Angeles),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("Russia Time Zone 3", Tz::Europe__Samara),
    ("Russian Standard Time", Tz::Europe__Moscow),
    ("Syria Standard Time", Tz::Asia__Damascus),
    ("Tokyo Standard Time", Tz::Asia__Tokyo),
    ("Turkey Standard Time", Tz::Europe__Istanbul),
    ("W. Central Africa Standard Time", Tz::Africa__Lagos),
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("West Asia Standard Time", Tz::Asia__Tashkent),
];

/// Returns the zone that Windows calls so.
pub(super) fn zone(name: &str) -> Option<Tz> {
    ZONES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name.trim())).map(|(_, zone)| *zone)
}
